import { Button, Group, Stack, Text } from '@mantine/core';
import { IconChecks, IconSparkles } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { counted } from '../ui/format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { sitting, spell } from './review-facts.ts';
import type { ReviewState } from './review-types.ts';

interface Props {
  state: ReviewState;
  /** What was worked on, by name. */
  place: string;
  free: number;
  /** "Bo has 2, Cleo has 1", or nothing. */
  heldBy: string;
  onTakeNext: () => void;
  /** Goes on with the whole queue; absent when that is what ran out. */
  onRest?: () => void;
  onLeave: () => void;
}

/** Nothing is left to claim. It lives on: when a row comes in, or is let go, it is offered here at once. */
export function Finished({ state, place, free, heldBy, onTakeNext, onRest, onLeave }: Props) {
  const { done, medianSeconds } = sitting(state);
  const take = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (free > 0) take.current?.focus();
  }, [free]);

  return (
    <EmptyState
      title={free > 0 ? `${counted(free, 'row')} to review` : 'Nothing is left to claim'}
      icon={free > 0 ? <IconSparkles size={22} /> : <IconChecks size={22} />}
      action={
        <Group gap="xs">
          {free > 0 && (
            <Button ref={take} onClick={onTakeNext}>
              Take the next
            </Button>
          )}
          {free === 0 && onRest && (
            <Button variant="default" onClick={onRest}>
              Go on with the rest of the queue
            </Button>
          )}
          <Button variant="default" onClick={onLeave}>
            Back to the queue
          </Button>
        </Group>
      }
    >
      <Stack gap={6} role="status">
        <Text>
          {free > 0 ? `New work has come into ${place}.` : `Every row of ${place} is filled or held. This page wakes up when one comes in.`}
        </Text>
        {free === 0 && heldBy && <Text size="sm">{heldBy}.</Text>}
        {done > 0 && (
          <Text size="sm">
            You filled {counted(done, 'row')} in this sitting{medianSeconds === null ? '' : `, ${spell(medianSeconds)} each (median)`}.
          </Text>
        )}
      </Stack>
    </EmptyState>
  );
}
