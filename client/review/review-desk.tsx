import { Alert, Box, Button, Group, Stack, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ShellDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { SharedNote } from '../reviews/shared-note.tsx';
import { asText } from '../ui/format.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { isAnswerColumn } from './answer-columns.ts';
import { AnnotationForm } from './annotation-form.tsx';
import { ChangedPanel } from './changed-panel.tsx';
import { DraftNotices } from './draft-notices.tsx';
import { DraftStateText } from './draft-state.tsx';
import { LostPanel } from './lost-panel.tsx';
import { fillBlockedBy } from './review-facts.ts';
import classes from './review.module.css';
import type { ReviewRow } from './review-row.ts';
import type { ReviewSession } from './review-session.ts';
import { shown } from './review-state.ts';
import type { OpenRow, ReviewState } from './review-types.ts';
import { RowReader } from './row-reader.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { Suggestions } from './suggestions.tsx';

interface Props {
  session: ReviewSession<ReviewRow>;
  state: ReviewState<ReviewRow>;
  open: OpenRow<ReviewRow>;
  dataset: Pick<ShellDataset, 'columns' | 'severalReviews'>;
}

/** One row on the desk: what to read at the left, the answer at the right. */
export function ReviewDesk({ session, state, open, dataset: { columns, severalReviews } }: Props) {
  const [skipping, skip] = useState(false);
  const reading = useRef<HTMLDivElement>(null);
  const blocked = fillBlockedBy(state);
  const fill = () => void session.fill();
  const answers = columns.filter(isAnswerColumn);
  const output = columns.find((column) => column.role === 'OUTPUT' && column.type === 'TEXT');

  useEffect(() => {
    reading.current?.scrollTo({ top: 0 });
    reading.current?.focus({ preventScroll: true });
  }, [open.rowId]);

  useHotkeys(
    [
      ['mod+Enter', fill],
      [
        'Escape',
        () => document.activeElement instanceof HTMLElement && reading.current?.focus({ preventScroll: true }),
        { preventDefault: false },
      ],
    ],
    [],
  );
  useHotkeys([['S', () => !state.loss && skip(true)]]);

  return (
    <div className={classes.desk}>
      <div className={classes.reading} ref={reading} tabIndex={-1} role="region" aria-label={`Row ${numberOf(open.rowId)} to review`}>
        <RowReader row={open.row} />
      </div>
      <section className={classes.answer} aria-label="Your answer">
        <Stack gap="xs" className={classes.answerBody}>
          {state.loss && (
            <LostPanel
              open={open}
              loss={state.loss}
              busy={state.busy !== null}
              onReclaim={() => void session.reclaim()}
              onHandOver={() => void session.handOver()}
              onGoOn={() => void session.goOn('left')}
            />
          )}
          {state.meanwhile && (
            <ChangedPanel
              open={open}
              meanwhile={state.meanwhile}
              onKeepMine={() => session.dispatch({ kind: 'keepMine' })}
              onTakeTheirs={() => session.dispatch({ kind: 'takeTheirs' })}
            />
          )}
          {!state.loss && (
            <DraftNotices
              open={open}
              onUse={session.useOffer}
              onDiscardOffer={() => session.dispatch({ kind: 'offerDiscarded' })}
              onDiscardTyping={session.discardTyping}
            />
          )}
          {severalReviews && !state.loss && <SharedNote rowId={open.rowId} onTake={session.edit} />}
          <Suggestions row={open.row} values={shown(open)} onAccept={session.edit} />
          <AnnotationForm
            key={open.rowId}
            columns={answers}
            values={shown(open)}
            output={output ? asText(open.values[output.key]) : null}
            problem={state.problem}
            onEdit={session.edit}
          />
          {state.problem && !state.problem.column && (
            <Alert color="red" role="alert" py={6}>
              {state.problem.message}
            </Alert>
          )}
        </Stack>
        <footer className={classes.actions}>
          <DraftStateText draft={state.draft} online={state.online} />
          <Group gap="xs" wrap="nowrap">
            <Button size="sm" variant="default" disabled={state.loss !== null || state.busy !== null} onClick={() => skip(true)}>
              Skip
              <Box component="span" ml={8} visibleFrom="sm">
                <KeyHint keys="S" />
              </Box>
            </Button>
            <Tooltip label={blocked} disabled={!blocked || state.busy !== null}>
              <Button
                size="sm"
                flex={1}
                data-disabled={(blocked !== null && state.busy === null) || undefined}
                aria-disabled={blocked !== null}
                onClick={fill}
              >
                Fill and next
                <Box component="span" ml={8} visibleFrom="sm">
                  <KeyHint keys="mod+enter" />
                </Box>
              </Button>
            </Tooltip>
          </Group>
        </footer>
      </section>
      <SkipDialog opened={skipping} onClose={() => skip(false)} onSkip={(reason) => void session.skip(reason)} />
    </div>
  );
}
