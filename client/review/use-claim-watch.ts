import { graphql, readFragment } from '../graphql/graphql.ts';
import { allOf, inQueue, type RowFilter } from '../filter/row-filter.ts';
import { useFeed } from '../offline/use-feed.ts';
import { LostRow_row, lossOf, meanwhileOf, type ReviewRow } from './review-row.ts';
import type { ReviewSession } from './review-session.ts';
import type { ReviewState } from './review-types.ts';

const Review_changes = graphql(
  `
    subscription Review_changes($datasetId: ID!, $filter: RowFilter, $after: String) {
      queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
        cursor
        reload
        totalCount {
          value
        }
        changes {
          kind
          event
          at
          rowId
          row {
            id
            ...LostRow_row
          }
        }
      }
    }
  `,
  [LostRow_row],
);

/** Watches the rows that I hold: a claim that ends without me (expired, taken by an administrator) is known at once. */
export function useClaimWatch(session: ReviewSession<ReviewRow> | undefined, datasetId: string, me: string) {
  useFeed({
    query: Review_changes,
    variables: { datasetId, filter: { holder: me }, after: null },
    pause: !session,
    onData({ queueChanged }) {
      for (const { kind, event, at, rowId, row } of queueChanged.changes) {
        const state = session?.get();
        if (!session || state?.busy) continue;
        // An older message about a row that is mine again says nothing about now.
        if (kind === 'LEFT' && !readFragment(LostRow_row, row)?.claim?.mine) session.lost(rowId, lossOf(row, Date.parse(at)));
        if (kind === 'CHANGED' && event === 'EDITED' && row) session.dispatch({ kind: 'changedMeanwhile', rowId, now: meanwhileOf(row) });
      }
      if (queueChanged.reload) void session?.renew();
    },
  });
}

/** While the claim of the open row is gone: who takes it, fills it, lets it go again. */
export function useLossWatch(session: ReviewSession<ReviewRow> | undefined, state: ReviewState, datasetId: string) {
  const rowId = state.current?.rowId;
  useFeed({
    query: Review_changes,
    variables: { datasetId, filter: inQueue, after: null },
    pause: !session || !state.loss,
    onData({ queueChanged }) {
      const change = queueChanged.changes.findLast((one) => one.rowId === rowId);
      const mine = readFragment(LostRow_row, change?.row)?.claim?.mine;
      if (change && !mine && !session?.get().busy) session?.lost(change.rowId, lossOf(change.row, Date.parse(change.at)));
    },
  });
}

/** While there is no row ahead: waits for one of this filter, which says what is free, and takes it, or tells how many there are. */
export function useFreeRows(
  session: ReviewSession<ReviewRow> | undefined,
  state: ReviewState,
  { datasetId, filter, onCount }: { datasetId: string; filter: (RowFilter | undefined)[]; onCount: (free: number) => void },
) {
  useFeed({
    query: Review_changes,
    variables: { datasetId, filter: allOf([inQueue, ...filter]), after: null },
    pause: !session || state.ahead.length > 0 || state.phase === 'dealing',
    onData({ queueChanged }) {
      onCount(queueChanged.totalCount.value);
      const entered = queueChanged.changes.some((change) => change.kind === 'ENTERED');
      if (entered && session?.get().current) void session.topUp();
    },
  });
}
