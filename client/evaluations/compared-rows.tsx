import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { ComparedRows_query, type Change, type Comparison } from './compare-documents.ts';
import { ComparedLine } from './compared-line.tsx';
import { changeNames } from './overall-view.tsx';
import classes from './evaluations.module.css';

export interface Asked {
  before: string;
  after: string;
  evaluator: string;
  groupBy: string | undefined;
  change: Change | undefined;
  label: string | undefined;
}

const pageSize = 20;

/** The rows that both have, what became of each, and both answers beside each other. */
export function ComparedRows({ asked, dataset }: { asked: Asked; dataset: Comparison['after']['dataset'] }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const { change, label } = asked;
  const what = [change && changeNames[change], label].filter(Boolean).join(', ');
  return (
    <section className={classes.panel} aria-label="Rows">
      <Title order={2} size="h3" mb={6}>
        Rows{what && `: ${what}`}
      </Title>
      {cursors.map((cursor, at) => (
        <Page
          key={cursor ?? ''}
          asked={asked}
          dataset={dataset}
          cursor={cursor}
          onMore={at === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </section>
  );
}

interface PageProps {
  asked: Asked;
  dataset: Comparison['after']['dataset'];
  cursor: string | undefined;
  onMore: ((cursor: string) => void) | undefined;
}

function Page({ asked, dataset, cursor, onMore }: PageProps) {
  const [{ data, error }, again] = useQuery({ query: ComparedRows_query, variables: { ...asked, first: pageSize, cursor } });
  const page = data?.compareEvaluations.rows;
  if (!page) {
    if (error) return <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />;
    return <LoadingTable rows={6} />;
  }
  const { endCursor } = page;
  return (
    <>
      {page.nodes.length === 0 && cursor === undefined && (
        <Text size="sm" c="dimmed">
          There is none.
        </Text>
      )}
      <ul className={classes.rows}>
        {page.nodes.map((row) => (
          <ComparedLine key={row.after.id} row={row} evaluatorId={asked.evaluator} dataset={dataset} />
        ))}
      </ul>
      {endCursor && onMore && (
        <Group justify="center" mt="xs">
          <Button variant="subtle" onClick={() => onMore(endCursor)}>
            Show more
          </Button>
        </Group>
      )}
    </>
  );
}
