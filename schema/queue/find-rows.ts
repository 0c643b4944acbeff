import type { Database } from '@docket/prisma/database.ts';
import { type HeldRows, type RowCount, sizeOf } from './count-rows.ts';
import { combinationsWith, knownCombinations } from './combinations.ts';
import type { Condition } from './filter/row-filter.ts';
import { type RowImage, type RowList, rowImageOf } from './filter/row-image.ts';
import type { RowOrder } from './page-sql.ts';
import { preparePage } from './prepare-page.ts';

export interface FindRows {
  datasetId: number;
  condition: Condition;
  order: RowOrder;
  /** Rows wanted; one more is read, to know whether there are more. */
  limit: number;
  /** The sort key and id to go on from, in reading direction. */
  from: { key: number; id: number } | null;
  /** Towards the start instead of the end. */
  backwards: boolean;
  /** Whether the size of the whole filter is wanted. */
  count: boolean;
  countBound: number;
}

export interface RowPage {
  rows: RowImage[];
  /** Whether there are more rows beyond, in reading direction. */
  more: boolean;
  total: RowCount | null;
  /** The last event that the page has seen: where a subscription goes on. */
  seq: number;
}

interface Snapshot {
  seq: number;
  rows: RowList[] | null;
  size?: number;
  sizes?: Record<string, number> | null;
  held?: HeldRows[] | null;
  counted?: number;
  newest: number;
}

/** One page of a filter, its size and the feed's cursor, all from one snapshot: one statement. */
export async function findRows(db: Database, query: FindRows): Promise<RowPage> {
  let combinations = await knownCombinations(db, query.datasetId);
  for (;;) {
    // Others of this process may learn of new ones while the statement runs: what was compiled does not.
    const { upTo } = combinations;
    const page = preparePage(query, combinations);
    const { rows } = await db.pool.query<{ snapshot: Snapshot }>(page);
    const snapshot = rows[0]!.snapshot;
    // A combination made since could hold rows of the filter: compile again with it.
    if (snapshot.newest > upTo) {
      await combinationsWith(db, query.datasetId, [snapshot.newest]);
      combinations = await knownCombinations(db, query.datasetId);
      if (combinations.upTo > upTo) continue;
    }
    const found = (snapshot.rows ?? []).map(rowImageOf);
    const shown = found.slice(0, query.limit);
    if (query.backwards) shown.reverse();
    return {
      rows: shown,
      more: found.length > query.limit,
      seq: snapshot.seq,
      total: query.count ? totalOf(snapshot, query, combinations.byId) : null,
    };
  }
}

function totalOf(snapshot: Snapshot, { condition, countBound }: FindRows, combinations: Parameters<typeof sizeOf>[1]): RowCount {
  if (snapshot.size !== undefined) return { value: snapshot.size, exact: true };
  if (snapshot.counted !== undefined) return { value: Math.min(snapshot.counted, countBound), exact: snapshot.counted <= countBound };
  const sizes = new Map(Object.entries(snapshot.sizes ?? {}).map(([id, n]) => [Number(id), n]));
  return { value: sizeOf(condition, combinations, sizes, snapshot.held ?? [])!, exact: true };
}
