import { Group, Select, Text } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { disputesKey } from '../filter/disputes.ts';

/** Columns that reviewers may agree in: labels of theirs, but not the one that says whether they do. */
export const ratedColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ type, role, system, key }) => type === 'LABEL' && role === 'ANNOTATION' && !system && key !== disputesKey);

interface Props {
  columns: readonly Column[];
  /** The key of the one that is looked at. */
  column: string;
  onColumn: (key: string) => void;
}

/** By which label, and what is counted. */
export function AgreementBar({ columns, column, onColumn }: Props) {
  return (
    <Group gap="md" mb="md" align="flex-end">
      <Select
        size="xs"
        w={220}
        label="Label"
        allowDeselect={false}
        data={columns.map(({ key, title }) => ({ value: key, label: title || key }))}
        value={column}
        onChange={(key) => key && onColumn(key)}
      />
      <Text size="xs" c="dimmed" maw={560}>
        On rows that several people have reviewed, each for themselves. What an adjudicator settled afterwards does not count.
      </Text>
    </Group>
  );
}
