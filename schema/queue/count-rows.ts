import { type Combination, nobody } from './filter/row-image.ts';
import { bareFacts, evaluateFilter, needsOf } from './filter/evaluate-filter.ts';
import { verdictOn } from './filter/matching-combinations.ts';
import type { Condition } from './filter/row-filter.ts';

/** A number of rows; not exact means "at least". */
export interface RowCount {
  value: number;
  exact: boolean;
}

/** Rows that are held, counted by their combination and their holders. */
export interface HeldRows {
  combinationId: number;
  holderIds: readonly number[];
  n: number;
}

/**
 * The exact size of a filter over labels, status and claims, from what is known without counting: the sizes of the
 * combinations, and the few claims. Null for other filters.
 */
export function sizeOf(
  condition: Condition,
  combinations: ReadonlyMap<number, Combination>,
  sizes: ReadonlyMap<number, number>,
  held: Iterable<HeldRows>,
): number | null {
  const needs = needsOf(condition);
  if (needs === 'row' || needs === 'id') return null;
  let size = 0;
  for (const [id, n] of sizes) {
    const combination = combinations.get(id);
    if (!combination) continue;
    const verdict =
      needs === 'combination' ? verdictOn(condition, combination) : evaluateFilter(condition, bareFacts(0, combination, nobody));
    if (verdict) size += n;
  }
  if (needs === 'claim') {
    for (const { combinationId, holderIds, n } of held) {
      const combination = combinations.get(combinationId);
      if (!combination) continue;
      const free = evaluateFilter(condition, bareFacts(0, combination, nobody));
      const taken = evaluateFilter(condition, bareFacts(0, combination, holderIds));
      size += n * (Number(taken) - Number(free));
    }
  }
  return size;
}
