import { ColorSwatch, Group, UnstyledButton } from '@mantine/core';

const colors = ['petrol', 'blue', 'grape', 'pink', 'red', 'orange', 'yellow', 'green', 'gray'];

/** One of the palette's colours. */
export function ColorChoice({ value, onChange }: { value: string; onChange: (color: string) => void }) {
  return (
    <Group gap={6} role="radiogroup" aria-label="Colour" mt={4}>
      {colors.map((color) => (
        <UnstyledButton key={color} role="radio" aria-checked={value === color} aria-label={color} onClick={() => onChange(color)}>
          <ColorSwatch
            size={20}
            color={`var(--mantine-color-${color}-6)`}
            withShadow={false}
            style={{ outline: value === color ? '2px solid var(--mantine-color-text)' : undefined, outlineOffset: 1 }}
          />
        </UnstyledButton>
      ))}
    </Group>
  );
}
