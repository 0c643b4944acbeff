import { type Interval, meanWithInterval } from './bootstrap.ts';
import { mcNemar } from './mcnemar.ts';
import { differenceOfPairedProportions } from './proportions.ts';
import { signFlipTest } from './sign-flip.ts';

/** What two evaluations of the same rows differ by. */
export interface Comparison {
  /** After less before: above 0 it went up. */
  difference: number;
  /** Null when a single row gives no interval. */
  interval: Interval | null;
  /** Two-sided, for one comparison; give several to `holm`. */
  p: number;
  /** How many rows have both. Rows with one only are left out. */
  n: number;
  test: 'exact McNemar' | 'exact sign-flip' | 'sign-flip of 10,000';
}

export interface PassRates extends Comparison {
  /** Pass rates, from 0 to 1, over the rows that have both. */
  before: number;
  after: number;
  /** How many rows went from failed to passed, and from passed to failed. */
  improved: number;
  worsened: number;
}

/** What passed before and what passed after, row by row: the paired difference of pass rates with Newcombe's interval (1998,
 * method 10) and McNemar's exact test. No row that has both: null. */
export function comparePassRates(rows: readonly (readonly [before: boolean | null, after: boolean | null])[]): PassRates | null {
  const both = rows.filter((row): row is readonly [boolean, boolean] => row[0] != null && row[1] != null);
  const count = (before: boolean, after: boolean): number => both.filter((row) => row[0] === before && row[1] === after).length;
  const [kept, improved, worsened, neither] = [count(true, true), count(false, true), count(true, false), count(false, false)];
  const found = differenceOfPairedProportions({ both: kept, onlyFirst: improved, onlySecond: worsened, neither });
  if (!found) return null;
  const n = both.length;
  return {
    ...found,
    p: mcNemar(worsened, improved),
    n,
    test: 'exact McNemar',
    before: (kept + worsened) / n,
    after: (kept + improved) / n,
    improved,
    worsened,
  };
}

export interface Scores extends Comparison {
  /** Mean scores, over the rows that have both. */
  before: number;
  after: number;
}

/** Scores before and after, row by row: the mean difference with its percentile bootstrap interval and a sign-flip test. A
 * score that is null or not finite is none. No row that has both: null. */
export function compareScores(rows: readonly (readonly [before: number | null, after: number | null])[], { seed = 1 } = {}): Scores | null {
  const both = rows.filter((row): row is readonly [number, number] => Number.isFinite(row[0]) && Number.isFinite(row[1]));
  const differences = both.map(([before, after]) => after - before);
  const found = meanWithInterval(differences, { seed });
  if (!found) return null;
  const { p, exact } = signFlipTest(differences, { seed });
  const meanOf = (side: 0 | 1): number => both.reduce((sum, row) => sum + row[side], 0) / both.length;
  return {
    difference: found.mean,
    interval: found.interval,
    p,
    n: found.n,
    test: exact ? 'exact sign-flip' : 'sign-flip of 10,000',
    before: meanOf(0),
    after: meanOf(1),
  };
}
