import { Group, NumberInput } from '@mantine/core';

const fields = [
  { key: 'timeoutSeconds', label: 'Timeout (s)', most: 600, usual: 60 },
  { key: 'attempts', label: 'Attempts', most: 10, usual: 4 },
  { key: 'concurrency', label: 'Calls at once', most: 256, usual: 8 },
] as const;

/** As typed: what is no number is left to the server. */
export type TypedBounds = Record<(typeof fields)[number]['key'], number | string>;

interface Props {
  bounds: TypedBounds;
  onChange: (bounds: TypedBounds) => void;
}

/** How long a call may take, how often it is tried, and how many there are at once. */
export function ProviderBounds({ bounds, onChange }: Props) {
  return (
    <Group grow align="flex-start">
      {fields.map(({ key, label, most, usual }) => (
        <NumberInput
          key={key}
          label={label}
          placeholder={String(usual)}
          min={1}
          max={most}
          allowDecimal={key === 'timeoutSeconds'}
          clampBehavior="blur"
          value={bounds[key]}
          onChange={(value) => onChange({ ...bounds, [key]: value })}
        />
      ))}
    </Group>
  );
}
