import { ActionIcon, Button, Group, NumberInput, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { GateDataset } from './gate-documents.ts';
import { GateLabelFields } from './gate-label-fields.tsx';
import type { TypedRule } from './typed-gate.ts';
import classes from './deploy.module.css';

interface Props {
  rule: TypedRule;
  name: string;
  columns: GateDataset['columns'];
  onChange: (rule: TypedRule) => void;
  onRemove: () => void;
}

/** What one evaluator’s verdicts must come to: over all rows, and for rows with a label. */
export function GateRuleFields({ rule, name, columns, onChange, onRemove }: Props) {
  const { percent, meanScore, perLabel } = rule;
  const [first] = columns;
  return (
    <fieldset className={classes.rule}>
      <legend className="visually-hidden">{name}</legend>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" truncate>
          {name}
        </Text>
        <ActionIcon aria-label={`Remove ${name}`} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      </Group>
      <Group gap="sm" align="flex-end">
        <NumberInput
          size="xs"
          w={140}
          label="Rows that pass"
          placeholder="not asked"
          prefix="≥ "
          suffix=" %"
          min={0}
          max={100}
          decimalScale={2}
          clampBehavior="strict"
          value={percent}
          onChange={(value) => onChange({ ...rule, percent: value })}
        />
        <NumberInput
          size="xs"
          w={140}
          label="Mean score"
          placeholder="not asked"
          prefix="≥ "
          decimalScale={4}
          value={meanScore}
          onChange={(value) => onChange({ ...rule, meanScore: value })}
        />
        {first && (
          <Button
            variant="subtle"
            size="compact-xs"
            mb={3}
            leftSection={<IconPlus size={13} />}
            onClick={() =>
              onChange({ ...rule, perLabel: [...perLabel, { columnKey: first.key, value: first.options[0]?.value ?? null, percent: 90 }] })
            }
          >
            For a label
          </Button>
        )}
      </Group>
      {perLabel.map((label, at) => (
        <GateLabelFields
          key={at}
          label={label}
          number={at + 1}
          of={name}
          columns={columns}
          onChange={(changed) => onChange({ ...rule, perLabel: perLabel.map((old, place) => (place === at ? changed : old)) })}
          onRemove={() => onChange({ ...rule, perLabel: perLabel.filter((_, place) => place !== at) })}
        />
      ))}
    </fieldset>
  );
}
