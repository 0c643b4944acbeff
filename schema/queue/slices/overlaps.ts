import type { Services } from '../../context.ts';
import type { RowCount } from '../count-rows.ts';
import { findRows } from '../find-rows.ts';
import { both, inQueue } from '../filter/row-filter.ts';
import type { SliceRecord } from './slice-record.ts';

export interface SliceOverlap {
  slice: SliceRecord;
  /** Waiting rows that are in both. */
  rows: RowCount;
}

/** The other slices that share waiting rows with this one. They never deal a row twice all the same: a claim is a claim. */
export async function overlapsOf(
  { db, limits }: Pick<Services, 'db' | 'limits'>,
  slice: SliceRecord,
  others: SliceRecord[],
): Promise<SliceOverlap[]> {
  const found = await Promise.all(
    others
      .filter((other) => other.id !== slice.id)
      .map(async (other) => {
        const condition = both(inQueue, both(slice.condition, other.condition));
        const { total } = await findRows(db, {
          datasetId: slice.datasetId,
          condition,
          order: 'POSITION',
          limit: 1,
          from: null,
          backwards: false,
          count: true,
          countBound: limits.countBound,
        });
        return { slice: other, rows: total! };
      }),
  );
  return found.filter((overlap) => overlap.rows.value > 0);
}
