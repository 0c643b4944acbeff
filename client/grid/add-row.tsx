import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { ValueInput } from '../cells/value-input.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { useTypedValues } from './use-typed-values.ts';

const AddRow_mutation = graphql(`
  mutation AddRow($input: AddRowsInput!) {
    addRows(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on InvalidValue {
        column
        reason
      }
      ... on AddRowsPayload {
        dataset {
          id
          size
          queueSize
        }
      }
    }
  }
`);

/** A row by hand. */
export function AddRow({ onClose }: { onClose: () => void }) {
  const { id: datasetId, columns: all } = useDataset();
  const columns = all.filter((column) => !column.system);
  const typed = useTypedValues(columns);
  const [{ fetching }, add] = useMutation(AddRow_mutation);
  const [refused, setRefused] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const values = typed.read();
    if (!values) return;
    const { done, refusal, problem } = outcome(await add({ input: { datasetId, rows: [values] } }), 'addRows');
    if (done) return onClose();
    if (refusal?.__typename === 'InvalidValue') typed.refuse(refusal.column, refusal.reason);
    else setRefused(problem);
  };
  return (
    <Modal opened onClose={onClose} title="Add a row">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {columns.map((column) => (
            <ValueInput
              key={column.id}
              column={column}
              text={typed.texts[column.key] ?? ''}
              problem={typed.problems[column.key]}
              onChange={(text) => typed.set(column.key, text)}
            />
          ))}
          {columns.length === 0 && <Text c="dimmed">The dataset has no columns yet. Add some first.</Text>}
          <ProblemText>{refused}</ProblemText>
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={fetching} disabled={columns.length === 0}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
