import { Accordion, Button, Modal, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { Column_full, useDataset } from '../../app/dataset.tsx';
import { graphql } from '../../graphql/graphql.ts';
import { failureText } from '../../graphql/refusal.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { AddColumn } from './add-column.tsx';
import { ColumnItem } from './column-item.tsx';
import { useColumnChanges } from './use-column-changes.ts';

const Columns_query = graphql(
  `
    query Columns_query($id: ID!) {
      dataset(id: $id) {
        id
        columns(includeRetired: true) {
          ...Column_full
        }
      }
    }
  `,
  [Column_full],
);

/** A dataset's columns: names, order, options; retired ones keep their values and can come back. */
export function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const { id } = useDataset();
  const [{ data, error }, again] = useQuery({ query: Columns_query, variables: { id } });
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  const changes = useColumnChanges(reload);
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const columns = data?.dataset?.columns ?? [];
  const active = columns.filter((column) => !column.retired);
  const retired = columns.filter((column) => column.retired);
  const move = async (at: number, by: 1 | -1) => {
    const ids = active.map((column) => column.id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    setProblem(await changes.reorder(id, ids));
  };

  return (
    <Modal opened onClose={onClose} title="Columns" size="lg">
      {error && !data && <ErrorState message={failureText(error)} retry={reload} />}
      {!data && !error && <Skeleton h={220} />}
      <ProblemText mb="xs">{problem}</ProblemText>
      <Accordion variant="contained" chevronPosition="left" styles={{ control: { paddingBlock: 0 }, label: { paddingBlock: 8 } }}>
        {active.map((column, at) => (
          <ColumnItem
            key={column.id}
            column={column}
            changes={changes}
            onUp={at > 0 ? () => void move(at, -1) : undefined}
            onDown={at < active.length - 1 ? () => void move(at, 1) : undefined}
          />
        ))}
        {retired.map((column) => (
          <ColumnItem key={column.id} column={column} changes={changes} />
        ))}
      </Accordion>
      {adding ? (
        <AddColumn changes={changes} datasetId={id} onClose={() => setAdding(false)} />
      ) : (
        <Button mt="sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
          Add a column
        </Button>
      )}
    </Modal>
  );
}
