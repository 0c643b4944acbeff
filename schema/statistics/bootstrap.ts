import { mean, quantileSorted } from 'simple-statistics';
import { makeRandom } from './random.ts';

/** The ends of a 95 % confidence interval, the lower first. */
export type Interval = [low: number, high: number];

/** How many resamples are made when each takes so many draws or sums: 2,000, and less from 5,000 on, so that all of them
 * take about a tenth of a second; never fewer than 200, since the ends are the 2.5 % on either side. */
export function resamplesOf(work: number): number {
  return Math.max(200, Math.min(2_000, Math.floor(10_000_000 / work)));
}

/** The middle 95 % of what the resamples gave: the percentile interval (Efron 1979; Efron & Tibshirani 1993, chapter 13).
 * None gave anything: null. */
export function percentileInterval(estimates: number[]): Interval | null {
  if (estimates.length === 0) return null;
  const sorted = Float64Array.from(estimates).sort() as unknown as number[];
  return [quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)];
}

export interface Mean {
  mean: number;
  /** Null for a single value, which says nothing of how far others would lie. */
  interval: Interval | null;
  n: number;
}

/**
 * The mean of values and its percentile bootstrap interval. The same values in the same order give the same interval, and
 * all with the other sign give the same interval mirrored. With fewer than about ten values it is too narrow, as every
 * bootstrap is. What is null or not finite is left out; nothing left: null.
 */
export function meanWithInterval(values: readonly (number | null)[], { seed = 1 }: { seed?: number } = {}): Mean | null {
  const kept = values.filter((value): value is number => Number.isFinite(value));
  const n = kept.length;
  if (n === 0) return null;
  if (n === 1) return { mean: kept[0]!, interval: null, n };
  const [source, random] = [Float64Array.from(kept), makeRandom(seed)];
  const means = Array.from({ length: resamplesOf(n) }, () => {
    let sum = 0;
    for (let draw = 0; draw < n; draw++) sum += source[random.below(n)]!;
    return sum / n;
  });
  return { mean: mean(kept), interval: percentileInterval(means), n };
}
