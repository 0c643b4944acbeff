import { useDocumentTitle, useHotkeys } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { usePresence } from '../presence/use-presence.ts';
import { isAtLeast } from '../session/roles.ts';
import { useViewer } from '../session/viewer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { forMe } from '../queue/choice.ts';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { isAnswerColumn } from './answer-columns.ts';
import { Finished } from './finished.tsx';
import { KeyHelp } from './key-help.tsx';
import { ReviewBar, useReviewSlices } from './review-bar.tsx';
import { ReviewDesk } from './review-desk.tsx';
import classes from './review.module.css';
import { useClaimWatch, useFreeRows, useLossWatch } from './use-claim-watch.ts';
import { useHeartbeat } from './use-heartbeat.ts';
import { useNotices } from './use-notices.tsx';
import { useReview } from './use-review.ts';

/** Where reviewers spend their day: one row after the other, by keys alone if they like. */
export function ReviewPage() {
  const { viewerRole } = useProject();
  if (!isAtLeast(viewerRole, 'REVIEWER'))
    return <EmptyState title="You may read here, not review">Ask an administrator of this project to make you a reviewer.</EmptyState>;
  return <Sitting />;
}

function Sitting() {
  const dataset = useDataset();
  const { user } = useViewer();
  const search = useSearch({ from: '/signed-in/p/$project/d/$dataset/review' });
  const navigate = useNavigate({ from: '/p/$project/d/$dataset/review' });
  const [help, showHelp] = useState(false);
  const [freeRows, setFree] = useState(0);
  const slices = useReviewSlices(dataset.id);

  const from = search.slice ? { sliceId: search.slice } : { filter: search.filter };
  const { review, state } = useReview(
    {
      datasetId: dataset.id,
      from,
      rowId: search.row ?? null,
      me: user.id,
      answers: dataset.columns.filter(isAnswerColumn).map(({ key }) => key),
    },
    useNotices(),
  );
  const session = review?.session;
  const undo = () => void session?.undo();

  const { here } = usePresence(dataset.id, state.current?.rowId ?? null);
  useHeartbeat(session, review?.clock, dataset.claimSeconds);
  useClaimWatch(session, dataset.id, user.id);
  useLossWatch(session, state, dataset.id);
  const place = search.slice ? { slice: search.slice } : search.filter;
  // Where several answer a row it may be free for me while others hold it.
  const free = dataset.severalReviews ? [forMe(user.id, dataset), { not: { holder: user.id } }] : [{ claim: 'FREE' as const }];
  useFreeRows(session, state, { datasetId: dataset.id, filter: [place, ...free], onCount: setFree });
  useDocumentTitle(state.current ? `Row ${numberOf(state.current.rowId)} · ${dataset.name}` : `Review · ${dataset.name}`);
  useHotkeys([
    ['mod+Z', undo],
    ['U', undo],
    ['shift+?', () => showHelp(true)],
  ]);

  const slice = slices.find((one) => one.id === search.slice);
  const others = (slice ? [slice] : slices).flatMap((one) => one.holders).filter((holder) => holder.user.id !== user.id);
  const heldBy = [...new Map(others.map((holder) => [holder.user.id, `${holder.user.name} holds ${holder.count}`])).values()].join(', ');

  return (
    <div className={classes.page}>
      <ReviewBar
        {...{ state, slices, here }}
        clock={review?.clock}
        claimSeconds={dataset.claimSeconds}
        slice={search.slice}
        filtered={search.filter !== undefined}
        me={user.id}
        onSlice={(slice) => void navigate({ search: { slice }, replace: true })}
        onHelp={() => showHelp(true)}
      />
      <ConnectionBanner>
        Go on typing: it is kept in this browser, and sent when the connection is back. Filling needs the server.
      </ConnectionBanner>
      {session && state.current && <ReviewDesk session={session} state={state} open={state.current} dataset={dataset} />}
      {session && state.phase === 'finished' && (
        <Finished
          {...{ state, heldBy }}
          free={freeRows}
          place={slice ? `“${slice.name}”` : 'the queue'}
          onTakeNext={() => void session.topUp()}
          onRest={search.slice || search.filter ? () => void navigate({ search: {} }) : undefined}
          onLeave={() => void navigate({ to: '/p/$project/d/$dataset/queue', search: { slice: search.slice } })}
        />
      )}
      {!state.current && state.phase !== 'finished' && state.problem && (
        <ErrorState message={state.problem.message} retry={() => void session?.topUp()} />
      )}
      {!state.current && state.phase === 'dealing' && !state.problem && <PageSkeleton />}
      <KeyHelp opened={help} onClose={() => showHelp(false)} />
    </div>
  );
}
