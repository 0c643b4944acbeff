import { Button, Center } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { IconCircleCheck } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import type { RowFilter } from '../filter/row-filter.ts';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { useLiveRows } from '../live/use-live-rows.ts';
import type { Here } from '../presence/use-presence.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { RowCountText } from '../ui/row-count-text.tsx';
import { Announcer } from './announcer.tsx';
import type { View } from './choice.ts';
import { RowLine, RowLine_row } from './row-line.tsx';
import classes from './queue.module.css';
import { useFading } from './use-fading.ts';

const RowList_page = graphql(
  `
    query RowList_page($id: ID!, $filter: RowFilter, $orderBy: RowOrder, $first: Int, $after: String) {
      dataset(id: $id) {
        id
        rows(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          nodes { id ...RowLine_row }
          pageInfo { hasNextPage endCursor }
          totalCount { value exact }
          feedCursor
        }
      }
    }
  `,
  [RowLine_row],
);

const RowList_changes = graphql(
  `
    subscription RowList_changes($datasetId: ID!, $filter: RowFilter, $after: String) {
      queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
        cursor
        changes { kind rowId row { id ...RowLine_row } }
        bulk { left enteredCount changedCount leftCount }
        reload
        columnsChanged
        totalCount { value exact }
      }
    }
  `,
  [RowLine_row],
);

const RowList_reopen = graphql(`
  mutation RowList_reopen($input: ReopenRowInput!) {
    reopenRow(input: $input) {
      __typename
      ... on ReopenRowPayload { row { id status version } }
      ... on Error { message }
    }
  }
`);

interface Props {
  datasetId: string;
  filter: RowFilter | undefined;
  view: View;
  byRow: ReadonlyMap<string, readonly Here[]>;
  mayReview: boolean;
}

/** The rows of a choice as they are at this moment: they come and go by themselves. */
export function RowList({ datasetId, filter, view, byRow, mayReview }: Props) {
  const order = view === 'filled' ? 'RECENTLY_UPDATED' : 'POSITION';
  const live = useLiveRows({ datasetId, filter, order, page: RowList_page, changes: RowList_changes });
  const lines = useFading(live.rows, JSON.stringify([filter, view]));
  const [, reopen] = useMutation(RowList_reopen);

  async function onReopen({ id, version }: { id: string; version: number }) {
    const { done, refusal, problem } = outcome(await reopen({ input: { rowId: id, version } }), 'reopenRow');
    if (done) notifications.show({ color: 'teal', message: `Row ${numberOf(id)} is back in the queue.` });
    else notifications.show({ color: 'orange', title: 'Not reopened', message: problem });
    if (refusal) live.reload();
  }

  if (live.phase === 'failed') return <ErrorState message={live.problem ?? ''} retry={live.reload} />;
  if (live.phase === 'loading') return <LoadingTable rows={10} />;
  return (
    <>
      <Announcer rows={live.rows} />
      <p className={classes.total}>
        <RowCountText count={live.total} one={view === 'waiting' ? 'row waiting' : 'row filled'} many={view === 'waiting' ? 'rows waiting' : 'rows filled'} />
      </p>
      {lines.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={22} />} title={view === 'waiting' ? 'Nothing is waiting here' : 'Nothing is filled yet'}>
          {view === 'waiting' ? 'Rows show up here by themselves as soon as they come in.' : 'What is filled shows up here, and can be reopened.'}
        </EmptyState>
      )}
      <ul className={classes.rows} aria-label={view === 'waiting' ? 'Waiting rows' : 'Filled rows'}>
        {lines.map(({ row, mood }) => (
          <RowLine key={row.id} row={row} mood={mood} readers={byRow.get(row.id) ?? []} mayReview={mayReview} onReopen={(one) => void onReopen(one)} />
        ))}
      </ul>
      {live.hasMore && (
        <Center py="sm">
          <Button variant="default" loading={live.phase === 'more'} onClick={live.more}>
            Show more
          </Button>
        </Center>
      )}
    </>
  );
}
