import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Scalar } from '../../graphql/graphql.ts';
import { labelColors } from '../../ui/label-badge.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import type { ColumnChanges } from './use-column-changes.ts';

const roles: { value: Scalar<'ColumnRole'>; label: string }[] = [
  { value: 'ANNOTATION', label: 'Annotation: reviewers write it' },
  { value: 'INPUT', label: 'Input: what went in' },
  { value: 'OUTPUT', label: 'Output: what came out' },
];
const types: { value: Scalar<'ColumnType'>; label: string }[] = [
  { value: 'LABEL', label: 'Label: one of a few values' },
  { value: 'TEXT', label: 'Text' },
  { value: 'NUMBER', label: 'Number' },
  { value: 'BOOLEAN', label: 'Yes or no' },
  { value: 'JSON', label: 'JSON' },
];

interface Props {
  datasetId: string;
  changes: ColumnChanges;
  onClose: () => void;
}

/** A key for what somebody typed as a name: "Is it polite?" becomes is_it_polite. */
export const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 63);

/** A new column at the end. */
export function AddColumn({ datasetId, changes, onClose }: Props) {
  const [title, setTitle] = useState('');
  const [role, setRole] = useState<Scalar<'ColumnRole'>>('ANNOTATION');
  const [type, setType] = useState<Scalar<'ColumnType'>>('LABEL');
  const [values, setValues] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const key = keyOf(title);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const options =
      type === 'LABEL'
        ? values.map((value, at) => ({ value, color: labelColors[(at * 5 + 1) % labelColors.length] ?? 'gray' }))
        : undefined;
    const refused = await changes.add({ datasetId, key, title: title.trim() === key ? undefined : title.trim(), role, type, options });
    setProblem(refused);
    if (refused === null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="xs" mt="md">
        <TextInput
          label="Name"
          placeholder="Is it polite?"
          description={key && key !== title ? `Key: ${key}` : undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
          autoFocus
        />
        <Group grow align="flex-start">
          <Select label="Role" data={roles} value={role} allowDeselect={false} onChange={(next) => next && setRole(next)} />
          <Select label="Type" data={types} value={type} allowDeselect={false} onChange={(next) => next && setType(next)} />
        </Group>
        {type === 'LABEL' && (
          <TagsInput label="Values" placeholder="Type a value and press Enter" value={values} onChange={setValues} acceptValueOnBlur />
        )}
        <ProblemText>{problem}</ProblemText>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!key}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
