import { ActionIcon, ColorSwatch, Popover, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { labelColors } from '../../ui/label-badge.tsx';

/** One of the palette's colours. */
export function ColorMenu({ color, onChange }: { color: string; onChange: (color: string) => void }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-start">
      <Popover.Target>
        <ActionIcon aria-label={`Colour: ${color}`} onClick={() => setOpened(!opened)}>
          <ColorSwatch color={`var(--mantine-color-${color}-6)`} size={16} withShadow={false} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <SimpleGrid cols={6} spacing={4}>
          {labelColors.map((one) => (
            <ActionIcon
              key={one}
              aria-label={one}
              title={one}
              variant={one === color ? 'light' : 'subtle'}
              onClick={() => {
                setOpened(false);
                onChange(one);
              }}
            >
              <ColorSwatch color={`var(--mantine-color-${one}-6)`} size={16} withShadow={false} />
            </ActionIcon>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}
