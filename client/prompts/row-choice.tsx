import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { leadInput } from '../cells/lead-input.ts';
import { graphql, type Json } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { asText } from '../ui/format.ts';
import { LoadingTable } from '../ui/loading-table.tsx';
import { ById } from './by-id.tsx';
import type { OnSource } from './fill-from.tsx';
import classes from './playground.module.css';

const RowChoice_query = graphql(`
  query RowChoice_query($id: ID!) {
    dataset(id: $id) {
      id
      columns {
        id
        key
        role
        type
      }
      rows(first: 20, orderBy: NEWEST) {
        nodes {
          id
          values
        }
      }
    }
  }
`);
const RowById_query = graphql(`
  query RowById_query($id: ID!) {
    row(id: $id) {
      id
      values
    }
  }
`);

/** The newest rows of a dataset, or any row by its id. */
export function RowChoice({ onTake }: { onTake: OnSource }) {
  const { datasets } = useProject();
  const client = useClient();
  const [datasetId, setDatasetId] = useState(datasets[0]?.id ?? null);
  const [{ data, error, fetching }] = useQuery({ query: RowChoice_query, variables: { id: datasetId ?? '' }, pause: datasetId === null });
  const dataset = data?.dataset?.id === datasetId ? data.dataset : null;
  const first = dataset && (leadInput(dataset.columns) ?? dataset.columns[0]);
  const take = (id: string, values: Json) => onTake(`Row ${numberOf(id)}`, values as Record<string, Json>);
  const byId = async (id: string) => {
    const { data: found, error: lost } = await client.query(RowById_query, { id: /^\d+$/.test(id) ? `Row_${id}` : id }).toPromise();
    if (!found?.row) return lost ? failureText(lost) : 'There is no such row';
    take(found.row.id, found.row.values);
    return null;
  };

  if (datasets.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The project has no dataset yet.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Select
        size="xs"
        label="Dataset"
        allowDeselect={false}
        data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
        value={datasetId}
        onChange={setDatasetId}
      />
      <ById label="A row by its number" placeholder="12" onTake={byId} />
      <div className={classes.choices} aria-label="Newest rows" role="group">
        {dataset?.rows.nodes.map(({ id, values }) => {
          const all = values as Record<string, Json>;
          return (
            <button key={id} type="button" className={classes.choice} onClick={() => take(id, values)}>
              <span>{numberOf(id)}</span>
              {asText(first && all[first.key]).slice(0, 200) || 'empty'}
            </button>
          );
        })}
        {dataset?.rows.nodes.length === 0 && <Text size="sm">The dataset has no rows yet.</Text>}
        {!dataset && (error ? <Text c="red">{failureText(error)}</Text> : fetching && <LoadingTable rows={5} />)}
      </div>
    </Stack>
  );
}
