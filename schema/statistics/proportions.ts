import type { Interval } from './bootstrap.ts';

/** The 97.5 % point of the normal distribution. Written out: `probit` of simple-statistics answers 1.9572. */
export const z95 = 1.959963984540054;

/** So many successes out of so many. */
export type Proportion = readonly [successes: number, n: number];

const share = ([successes, n]: Proportion): number => {
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} is no proportion.`);
  return successes / n;
};

/** The score interval for one proportion (Wilson 1927), which stays within 0 and 1 and is honest for few and for extreme
 * ones. Out of none: null. RangeError for what is no proportion. */
export function wilson(proportion: Proportion): Interval | null {
  const [p, [successes, n]] = [share(proportion), proportion];
  if (n === 0) return null;
  const scale = 1 + z95 ** 2 / n;
  const centre = (p + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((p * (1 - p)) / n + z95 ** 2 / (4 * n ** 2));
  // Exact at the ends, where rounding would leave 1e-17 on the wrong side.
  return [successes === 0 ? 0 : centre - half, successes === n ? 1 : centre + half];
}

export interface Difference {
  /** From -1 to 1: the first proportion less the second. */
  difference: number;
  interval: Interval;
}

/** The two Wilson intervals put together by squares, `phi` being how the two proportions hang together. */
function combine(first: Proportion, second: Proportion, phi: number): Difference | null {
  const [intervalOfFirst, intervalOfSecond] = [wilson(first), wilson(second)];
  if (!intervalOfFirst || !intervalOfSecond) return null;
  const [p1, p2] = [share(first), share(second)];
  const [[low1, high1], [low2, high2]] = [intervalOfFirst, intervalOfSecond];
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a ** 2 - 2 * phi * a * b + b ** 2));
  const difference = p1 - p2;
  return {
    difference,
    interval: [Math.max(-1, difference - reach(p1 - low1, high2 - p2)), Math.min(1, difference + reach(high1 - p1, p2 - low2))],
  };
}

/** The difference of two independent proportions, with the hybrid score interval (Newcombe 1998, Statistics in Medicine 17,
 * 873-890, method 10). Either out of none: null. */
export function differenceOfProportions(first: Proportion, second: Proportion): Difference | null {
  return combine(first, second, 0);
}

/** The same things judged twice, counted by how both judgements came out. */
export interface PairedCounts {
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
}

/** The difference of two proportions over the same things, with the score interval that knows how the two hang together
 * (Newcombe 1998, Statistics in Medicine 17, 2635-2650, method 10, its phi corrected for continuity). Nothing counted: null. */
export function differenceOfPairedProportions({ both, onlyFirst, onlySecond, neither }: PairedCounts): Difference | null {
  const n = both + onlyFirst + onlySecond + neither;
  const [first, second] = [both + onlyFirst, both + onlySecond];
  const margins = Math.sqrt(first) * Math.sqrt(n - first) * Math.sqrt(second) * Math.sqrt(n - second);
  const excess = both * neither - onlyFirst * onlySecond;
  const corrected = excess > 0 ? Math.max(excess - n / 2, 0) : excess;
  return combine([first, n], [second, n], margins === 0 ? 0 : corrected / margins);
}
