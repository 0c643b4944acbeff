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

const words: Record<View, { total: string; none: string; why: string; list: string }> = {
  waiting: {
    total: 'waiting',
    none: 'Nothing is waiting here',
    why: 'Rows show up here by themselves as soon as they come in.',
    list: 'Waiting rows',
  },
  answered: {
    total: 'waiting for others',
    none: 'Nothing waits for others',
    why: 'Rows that you have answered stay here until the others have, too.',
    list: 'Rows answered by me',
  },
  filled: {
    total: 'filled',
    none: 'Nothing is filled yet',
    why: 'What is filled shows up here, and can be reopened.',
    list: 'Filled rows',
  },
};

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
        <RowCountText count={live.total} one={`row ${words[view].total}`} many={`rows ${words[view].total}`} />
      </p>
      {lines.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={22} />} title={words[view].none}>
          {words[view].why}
        </EmptyState>
      )}
      <ul className={classes.rows} aria-label={words[view].list}>
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
