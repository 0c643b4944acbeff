import { Button, Group, SegmentedControl, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconChecklist, IconGauge, IconUsers } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { describe, sentence } from '../filter/describe.ts';
import type { RowFilter } from '../filter/row-filter.ts';
import { readFragment } from '../graphql/graphql.ts';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { usePresence } from '../presence/use-presence.ts';
import { WhoIsHere } from '../presence/who-is-here.tsx';
import { RequireReviews } from '../reviews/require-reviews.tsx';
import { RowEvaluators } from '../row-evaluators/row-evaluators.tsx';
import { isAtLeast } from '../session/roles.ts';
import { useViewer } from '../session/viewer.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { choiceOf, filterOf, inView, reviewSearch, type Choice, type View } from './choice.ts';
import classes from './queue.module.css';
import { RowList } from './row-list.tsx';
import { SliceCard_slice } from './slice-card.tsx';
import { SliceList } from './slice-list.tsx';
import { useSlices, type QueueSlice } from './use-slices.ts';

const views: { value: View; label: string }[] = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'answered', label: 'Answered by me' },
  { value: 'filled', label: 'Filled' },
];

const titleOf = (choice: Choice, slice: QueueSlice | undefined): string =>
  ({ all: 'Everything', unsliced: 'Not in any slice', slice: slice?.name ?? 'Slice', filter: 'The filter of this link' })[choice.kind];

/** The queue of a dataset, live: its slices, who works where, and the rows that wait. */
export function QueuePage() {
  const dataset = useDataset();
  const { members, viewerRole } = useProject();
  const { user } = useViewer();
  const search = useSearch({ from: '/signed-in/p/$project/d/$dataset/queue' });
  const [requiring, setRequiring] = useState(false);
  const [chosenView, setView] = useState<View | null>(null);
  const [evaluators, evaluatorsDialog] = useDisclosure(false);
  const { slices, problem, refetch } = useSlices(dataset.id);
  const { here, byRow } = usePresence(dataset.id, null);
  useDocumentTitle(`Queue · ${dataset.name}`);

  const mayReview = isAtLeast(viewerRole, 'REVIEWER');
  const choice = choiceOf(search);
  const ids = (slices ?? []).map((slice) => slice.id);
  const slice = choice.kind === 'slice' ? slices?.find((one) => one.id === choice.id) : undefined;
  const gone = choice.kind === 'slice' && slices !== undefined && !slice;
  const filter = filterOf(choice, ids);
  const told = choice.kind === 'filter' ? choice.filter : ((slice?.filter ?? undefined) as RowFilter | undefined);
  // A slice of settled rows, as that of what checks disagree with, has nothing that waits.
  const tally = slice && readFragment(SliceCard_slice, slice);
  const settled = tally !== undefined && tally.size.value === 0 && tally.total.value > 0;
  const view = chosenView ?? (settled ? 'filled' : 'waiting');
  const names = { columns: dataset.columns, people: members.map((member) => member.user), slices };

  return (
    <div className={classes.page}>
      <ConnectionBanner>This is how the queue looked when the connection went. It catches up by itself.</ConnectionBanner>
      <div className={classes.split}>
        <SliceList datasetId={dataset.id} {...{ slices, choice }} me={user.id} mayEdit={mayReview} onChanged={refetch} />
        <section className={classes.main} aria-label="Rows">
          <header className={classes.header}>
            <div style={{ minWidth: 0 }}>
              <Title order={2}>{titleOf(choice, slice)}</Title>
              {told && Object.keys(told).length > 0 && (
                <Text size="sm" c="dimmed" lineClamp={2}>
                  {sentence(describe(told, names))}
                </Text>
              )}
            </div>
            <Group gap="xs" ml="auto" justify="flex-end">
              <WhoIsHere here={here} me={user.id} />
              <Button size="sm" variant="default" leftSection={<IconGauge size={16} />} onClick={evaluatorsDialog.open}>
                Evaluators
              </Button>
              {isAtLeast(viewerRole, 'ADMIN') && (
                <Tooltip label="How many reviewers are to answer each row">
                  <Button size="sm" variant="default" leftSection={<IconUsers size={16} />} onClick={() => setRequiring(true)}>
                    {dataset.reviewsRequired === 1 ? '1 review a row' : `${dataset.reviewsRequired} reviews a row`}
                  </Button>
                </Tooltip>
              )}
              {mayReview && (
                <Tooltip label="Claims the next row and opens it">
                  <Button
                    size="sm"
                    leftSection={<IconChecklist size={16} />}
                    renderRoot={(props) => (
                      <Link {...props} from="/p/$project/d/$dataset/queue" to="../review" search={reviewSearch(choice, ids)} />
                    )}
                  >
                    {choice.kind === 'slice' ? 'Review this slice' : 'Start reviewing'}
                  </Button>
                </Tooltip>
              )}
            </Group>
          </header>
          <SegmentedControl
            size="xs"
            aria-label="Which rows"
            data={views.filter(({ value }) => value !== 'answered' || dataset.severalReviews)}
            value={view}
            onChange={setView}
            mb="xs"
          />
          {problem && !slices && <ErrorState message={problem} retry={refetch} />}
          {gone && (
            <ErrorState
              title="This slice is gone"
              message="Somebody deleted it, or the link was never right. Its rows are still in the queue."
            />
          )}
          {!gone && (choice.kind !== 'unsliced' || slices) && (
            <RowList datasetId={dataset.id} filter={inView(view, filter, user.id, dataset)} {...{ view, byRow, mayReview }} />
          )}
        </section>
      </div>
      {requiring && <RequireReviews dataset={dataset} onClose={() => setRequiring(false)} />}
      {evaluators && <RowEvaluators slices={slices ?? []} onClose={evaluatorsDialog.close} />}
    </div>
  );
}
