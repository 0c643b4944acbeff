import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconGauge, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import classes from './standing.module.css';

interface Props<One> {
  title: string;
  all: readonly One[] | undefined;
  error: CombinedError | undefined;
  canChange: boolean;
  /** What there is to see when there is none, and what it would be good for. */
  empty: { title: string; text: string };
  /** What these do, above the list. */
  text: string;
  line: (one: One) => ReactNode;
  /** The form that adds one. */
  form: (all: readonly One[], onDone: () => void) => ReactNode;
  onClose: () => void;
}

/** The evaluators that run by themselves on something: a list, and a form to add one. */
export function StandingList<One>({ title, all, error, canChange, empty, text, line, form, onClose }: Props<One>) {
  const [adding, setAdding] = useState(false);
  const add = canChange && !adding && (
    <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
      Add an evaluator
    </Button>
  );
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack gap="sm" align="stretch">
        {!all && !error && <LoadingTable rows={2} />}
        {!all && error && <ErrorState message={failureText(error)} />}
        {all?.length === 0 && !adding && (
          <EmptyState title={empty.title} icon={<IconGauge size={22} stroke={1.6} />} action={add}>
            {empty.text}
            {!canChange && ' An admin can add one.'}
          </EmptyState>
        )}
        {all && all.length > 0 && (
          <>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
            <ul className={classes.list}>{all.map(line)}</ul>
            {add && <div>{add}</div>}
          </>
        )}
        {all && adding && form(all, () => setAdding(false))}
      </Stack>
    </Modal>
  );
}
