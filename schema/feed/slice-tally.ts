import type { Services } from '../context.ts';
import { combinationsWith } from '../queue/combinations.ts';
import { type RowCount, sizeOf } from '../queue/count-rows.ts';
import { findRows } from '../queue/find-rows.ts';
import { nobody } from '../queue/filter/row-image.ts';
import { type Facts, bareFacts, evaluateFilter, needsOf } from '../queue/filter/evaluate-filter.ts';
import { type Condition, both, inQueue } from '../queue/filter/row-filter.ts';
import { loadRows } from '../queue/load-rows.ts';
import type { SliceRecord } from '../queue/slices/slice-record.ts';
import type { Follower } from './follower.ts';
import { factsOf } from './row-changes.ts';

/** How a slice stands. */
export interface SliceTally {
  /** Rows that wait. */
  size: RowCount;
  /** All rows, the filled ones too. */
  total: RowCount;
  /** Live claims by reviewer. */
  holders: { userId: number; count: number }[];
  filledLastHour: number;
}

const hour = 3_600_000;

/** Counts that somebody keeps of a slice that sizes cannot tell. */
export type KnownCounts = ReadonlyMap<number, Pick<SliceTally, 'size' | 'total'>>;

/** Tallies of slices as a follower sees them now. Slices over labels and status are read off its sizes; others are counted,
 * bounded, unless their counts are known. */
export async function tallySlices(
  services: Pick<Services, 'db' | 'limits'>,
  follower: Follower,
  slices: SliceRecord[],
  known: KnownCounts = new Map(),
): Promise<SliceTally[]> {
  const { claims } = follower.state;
  const fills = follower.state.fillsSince(Date.now() - hour);
  const wantsRows = slices.some((slice) => needsOf(slice.condition) === 'row');
  const facts = wantsRows ? await rowFacts(services, follower, [...claims.keys(), ...fills.map((fill) => fill.rowId)]) : null;
  const has = (condition: Condition, rowId: number, combinationId: number, holderIds: readonly number[]): boolean => {
    const combination = follower.combinations.get(combinationId);
    const row = facts?.get(rowId) ?? (combination && bareFacts(rowId, combination, holderIds));
    return row !== undefined && evaluateFilter(condition, row);
  };
  return Promise.all(
    slices.map(async ({ id, datasetId, condition }) => {
      const holders = new Map<number, number>();
      for (const [rowId, { holderIds, combinationId }] of claims) {
        if (!has(condition, rowId, combinationId, holderIds)) continue;
        for (const holderId of holderIds) holders.set(holderId, (holders.get(holderId) ?? 0) + 1);
      }
      return {
        size: known.get(id)?.size ?? (await count(services, follower, datasetId, both(inQueue, condition))),
        total: known.get(id)?.total ?? (await count(services, follower, datasetId, condition)),
        holders: [...holders].map(([userId, n]) => ({ userId, count: n })).sort((a, b) => b.count - a.count || a.userId - b.userId),
        filledLastHour: fills.filter((fill) => has(condition, fill.rowId, fill.combinationId, nobody)).length,
      };
    }),
  );
}

async function count(
  { db, limits }: Pick<Services, 'db' | 'limits'>,
  { state, combinations }: Follower,
  datasetId: number,
  condition: Condition,
): Promise<RowCount> {
  const known = sizeOf(condition, combinations, state.sizes, state.held());
  if (known !== null) return { value: known, exact: true };
  const { total } = await findRows(db, {
    datasetId,
    condition,
    order: 'POSITION',
    limit: 1,
    from: null,
    backwards: false,
    count: true,
    countBound: limits.countBound,
  });
  return total!;
}

async function rowFacts({ db }: Pick<Services, 'db'>, follower: Follower, ids: number[]): Promise<Map<number, Facts>> {
  const rows = (await loadRows(db, [...new Set(ids)])).filter((row) => row !== null);
  const combinations = await combinationsWith(
    db,
    follower.datasetId,
    rows.map((row) => row.combinationId),
  );
  return new Map(rows.map((row) => [row.id, factsOf(row, combinations.get(row.combinationId)!)]));
}
