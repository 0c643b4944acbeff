import fc from 'fast-check';
import type { Pair, Ratings } from '@docket/schema/statistics/labels.ts';

/** A published table of counts as the pairs that it counts, with its labels 1, 2, 3 … */
export const pairsOfTable = (counts: number[][]): Pair[] =>
  counts.flatMap((row, i) => row.flatMap((count, j) => new Array<Pair>(count).fill([`${i + 1}`, `${j + 1}`])));

/** Two raters' columns as pairs. */
export const pairsOf = (ratings: Ratings, first: number, second: number): Pair[] =>
  ratings.map((item) => [item[first] ?? null, item[second] ?? null]);

/** A published table of items by labels, each cell the number of raters, as items by raters. */
export const ratingsOfTable = (counts: number[][]): string[][] =>
  counts.map((row) => row.flatMap((count, j) => new Array<string>(count).fill(`${j + 1}`)));

const label = fc.constantFrom('1', '2', '3', '4');

/** Items by raters, all answered. */
export const complete = (raters: number) =>
  fc.array(fc.array(label, { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 40 });

/** Items by raters, some not answered. */
export const withGaps = fc
  .integer({ min: 2, max: 5 })
  .chain((raters) =>
    fc.array(fc.array(fc.option(label, { freq: 4 }), { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 40 }),
  );

/** The same list in another order, told by an array of keys to sort by. */
export const reorder = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((one, at) => [one, keys[at % keys.length]! * (at + 1)] as const)
    .sort((a, b) => (a[1] % 97) - (b[1] % 97))
    .map(([one]) => one);

export const keys = fc.array(fc.integer({ min: 1, max: 96 }), { minLength: 40, maxLength: 40 });

/** What an interval must do wherever it is answered. */
export const holds = (interval: readonly [number, number] | null, estimate: number): boolean =>
  interval === null || (interval[0] <= estimate + 1e-9 && estimate <= interval[1] + 1e-9);

/** How much of the processor something takes, in milliseconds, the better of two: the clock would tell of whatever else runs. */
export function costOf(work: () => unknown): number {
  const costs = [1, 2].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...costs);
}
