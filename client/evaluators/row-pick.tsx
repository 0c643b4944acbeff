import { Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { asText } from '../ui/format.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { subjectOf, type TypedSubject } from './subject.ts';

const RowPick_query = graphql(`
  query RowPick_query($id: ID!) {
    dataset(id: $id) {
      id
      columns {
        id
        key
        role
        type
        system
      }
      rows(first: 30, orderBy: RECENTLY_UPDATED) {
        nodes {
          id
          values
          span {
            id
            durationMs
            cost
            tokensOut
          }
        }
      }
    }
  }
`);

/** A row of a dataset as the answer to try. */
export function RowPick({ onTake }: { onTake: (subject: TypedSubject) => void }) {
  const { datasets } = useProject();
  const [datasetId, setDatasetId] = useState(datasets[0]?.id ?? null);
  const [rowId, setRowId] = useState<string | null>(null);
  const [{ data, error }] = useQuery({ query: RowPick_query, variables: { id: datasetId ?? '' }, pause: datasetId === null });
  const dataset = data?.dataset?.id === datasetId ? data.dataset : null;
  if (datasets.length === 0) return null;
  const rows = (dataset?.rows.nodes ?? []).map((row) => {
    const subject = subjectOf(row, dataset?.columns ?? []);
    const first = subject.inputs.find(({ value }) => value !== '')?.value ?? subject.output;
    return { id: row.id, subject, label: `${numberOf(row.id)} · ${asText(first).slice(0, 90)}` };
  });
  const take = (id: string | null) => {
    setRowId(id);
    const found = rows.find((row) => row.id === id);
    if (found) onTake(found.subject);
  };
  return (
    <>
      <Group grow gap="xs" align="flex-start">
        <Select
          size="xs"
          label="Dataset"
          allowDeselect={false}
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={datasetId}
          onChange={(id) => {
            setDatasetId(id);
            setRowId(null);
          }}
        />
        <Select
          size="xs"
          label="Row"
          placeholder={dataset && rows.length === 0 ? 'It has none yet' : 'Take one…'}
          searchable
          comboboxProps={{ width: 'min(92vw, 380px)', position: 'bottom-end' }}
          data={rows.map(({ id, label }) => ({ value: id, label }))}
          value={rowId}
          onChange={take}
        />
      </Group>
      {error && !dataset && (
        <ProblemText size="xs" mt={4}>
          {failureText(error)}
        </ProblemText>
      )}
    </>
  );
}
