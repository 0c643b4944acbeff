import { ActionIcon, Group, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { GateDataset } from './gate-documents.ts';
import type { TypedLabel } from './typed-gate.ts';

interface Props {
  label: TypedLabel;
  number: number;
  /** The evaluator’s name. */
  of: string;
  columns: GateDataset['columns'];
  onChange: (label: TypedLabel) => void;
  onRemove: () => void;
}

/** How many of the rows with a label must pass. */
export function GateLabelFields({ label, number, of, columns, onChange, onRemove }: Props) {
  const { columnKey, value, percent } = label;
  const options = columns.find(({ key }) => key === columnKey)?.options ?? [];
  const which = `of label ${number} of ${of}`;
  return (
    <Group gap={6} wrap="wrap">
      <Select
        size="xs"
        w={150}
        aria-label={`Column ${which}`}
        allowDeselect={false}
        data={columns.map(({ key, title }) => ({ value: key, label: title }))}
        value={columnKey}
        onChange={(key) =>
          key && onChange({ ...label, columnKey: key, value: columns.find((one) => one.key === key)?.options[0]?.value ?? null })
        }
      />
      <Select
        size="xs"
        w={150}
        aria-label={`Value ${which}`}
        allowDeselect={false}
        // No label is called like this: labels are trimmed.
        data={[...options.map((one) => ({ value: one.value, label: one.value })), { value: ' ', label: 'no label' }]}
        value={value ?? ' '}
        onChange={(next) => onChange({ ...label, value: next === ' ' ? null : next })}
      />
      <NumberInput
        size="xs"
        w={100}
        aria-label={`Share ${which}`}
        prefix="≥ "
        suffix=" %"
        min={0}
        max={100}
        decimalScale={2}
        clampBehavior="strict"
        value={percent}
        onChange={(next) => onChange({ ...label, percent: next })}
      />
      <ActionIcon aria-label={`Remove label ${number} of ${of}`} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
