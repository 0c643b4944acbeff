import { ActionIcon, Button, Checkbox, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react';
import classes from './filter-builder.module.css';
import { newGroup, newRule, type RuleGroup as Rules, type RuleNode } from './filter-tree.ts';
import { RuleRow } from './rule-row.tsx';
import type { Choices } from './rule-value.tsx';
import { verbsFor } from './rule-words.ts';

interface Props extends Choices {
  group: Rules;
  depth: number;
  /** A node of the tree replaced, or taken out by null. */
  onChange: (id: string, node: RuleNode | null) => void;
}

/** Groups nest this deep: deeper ones nobody reads. */
const DEEPEST = 3;

/** Conditions that all, or any, or none of, have to hold. */
export function RuleGroup({ group, depth, onChange, ...choices }: Props) {
  const first = choices.columns[0];
  const add = (node: RuleNode) => onChange(group.id, { ...group, items: [...group.items, node] });
  const rule = () => newRule(first ? `column:${first.key}` : 'claim', verbsFor(first)[0] ?? 'is');
  return (
    <Stack gap="xs" className={depth > 0 ? classes.nested : undefined} role="group" aria-label={`Conditions: ${group.op}`}>
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="How the conditions go together"
          data={[
            { value: 'and', label: 'All of' },
            { value: 'or', label: 'Any of' },
          ]}
          value={group.op}
          onChange={(op) => onChange(group.id, { ...group, op: op === 'or' ? 'or' : 'and' })}
        />
        <Checkbox
          size="xs"
          label="not"
          checked={group.not}
          onChange={(event) => onChange(group.id, { ...group, not: event.currentTarget.checked })}
        />
        {depth > 0 && (
          <ActionIcon ml="auto" aria-label="Remove this group" onClick={() => onChange(group.id, null)}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </Group>
      {group.items.map((item) =>
        item.kind === 'group' ? (
          <RuleGroup key={item.id} {...choices} group={item} depth={depth + 1} onChange={onChange} />
        ) : (
          <RuleRow
            key={item.id}
            {...choices}
            rule={item}
            onChange={(next) => onChange(item.id, next)}
            onRemove={() => onChange(item.id, null)}
          />
        ),
      )}
      <Group gap="xs">
        <Button variant="default" size="compact-xs" leftSection={<IconPlus size={13} />} onClick={() => add(rule())}>
          Condition
        </Button>
        {depth < DEEPEST - 1 && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconFolderPlus size={13} />}
            onClick={() => add(newGroup([rule()], group.op === 'and' ? 'or' : 'and'))}
          >
            Group
          </Button>
        )}
      </Group>
    </Stack>
  );
}
