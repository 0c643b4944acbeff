import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconGauge, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSubscription } from 'urql';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { AddSpanEvaluator } from './add-span-evaluator.tsx';
import { SpanEvaluators_changes } from './span-evaluator-documents.ts';
import { SpanEvaluatorLine } from './span-evaluator-line.tsx';
import type { SpanSearch } from './span-search.ts';
import classes from './span-evaluators.module.css';

interface Props {
  /** What the Monitor shows now: a new one may run on spans like these. */
  search: SpanSearch;
  onShowLow: (score: { name: string; max: number }) => void;
  onClose: () => void;
}

/** The evaluators that run on spans as they come: which, on what, and how far they are. Follows them while it is open. */
export function SpanEvaluators({ search, onShowLow, onClose }: Props) {
  const { id: projectId, viewerRole } = useProject();
  const [{ data, error }] = useSubscription({ query: SpanEvaluators_changes, variables: { projectId } });
  const [adding, setAdding] = useState(false);
  const canChange = isAtLeast(viewerRole, 'ADMIN');
  const all = data?.spanEvaluatorsChanged;
  const add = canChange && !adding && (
    <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
      Add an evaluator
    </Button>
  );
  return (
    <Modal opened onClose={onClose} title="Scores of spans" size="lg">
      <Stack gap="sm" align="stretch">
        {!all && !error && <LoadingTable rows={2} />}
        {!all && error && <ErrorState message={failureText(error)} />}
        {all?.length === 0 && !adding && (
          <EmptyState title="Nothing is scored by itself" icon={<IconGauge size={22} stroke={1.6} />} action={add}>
            Let an evaluator run on spans as they come, and a filter by its score finds those worth a review.
            {!canChange && ' An admin can add one.'}
          </EmptyState>
        )}
        {all && all.length > 0 && (
          <>
            <Text size="sm" c="dimmed">
              These run on spans as they come. What they say is a score of the span, to filter by.
            </Text>
            <ul className={classes.list}>
              {all.map((one) => (
                <SpanEvaluatorLine key={one.id} one={one} canChange={canChange} onShowLow={onShowLow} />
              ))}
            </ul>
            {add && <div>{add}</div>}
          </>
        )}
        {all && adding && (
          <AddSpanEvaluator taken={all.map(({ evaluator }) => evaluator.id)} search={search} onDone={() => setAdding(false)} />
        )}
      </Stack>
    </Modal>
  );
}
