import { Button, Center } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { RowFilter } from '../filter/row-filter.ts';
import { useLiveRows } from '../live/use-live-rows.ts';
import type { Here } from '../presence/use-presence.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { RowCountText } from '../ui/row-count-text.tsx';
import { Announcer } from './announcer.tsx';
import type { View } from './choice.ts';
import { RowLine } from './row-line.tsx';
import { RowList_changes, RowList_page } from './row-list-documents.ts';
import classes from './queue.module.css';
import { useFading } from './use-fading.ts';
import { useReopen } from './use-reopen.ts';

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
  const reopen = useReopen(live.reload);

  if (live.phase === 'failed') return <ErrorState message={live.problem ?? ''} retry={live.reload} />;
  if (live.phase === 'loading') return <LoadingTable rows={10} />;
  return (
    <>
      <Announcer rows={live.rows} />
      <p className={classes.total}>
        <RowCountText
          count={live.total}
          one={view === 'waiting' ? 'row waiting' : 'row filled'}
          many={view === 'waiting' ? 'rows waiting' : 'rows filled'}
        />
      </p>
      {lines.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={22} />} title={view === 'waiting' ? 'Nothing is waiting here' : 'Nothing is filled yet'}>
          {view === 'waiting'
            ? 'Rows show up here by themselves as soon as they come in.'
            : 'What is filled shows up here, and can be reopened.'}
        </EmptyState>
      )}
      <ul className={classes.rows} aria-label={view === 'waiting' ? 'Waiting rows' : 'Filled rows'}>
        {lines.map(({ row, mood }) => (
          <RowLine key={row.id} row={row} mood={mood} readers={byRow.get(row.id) ?? []} mayReview={mayReview} onReopen={reopen} />
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
