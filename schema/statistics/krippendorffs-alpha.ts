import { type Interval, percentileInterval, resamplesOf } from './bootstrap.ts';
import { codeRatings, eachRun, numbersOf, placesOf, type Ratings } from './labels.ts';
import { makeRandom } from './random.ts';

/** What lies between two labels: nothing but that they differ; how many answers; the square of a difference of numbers. */
export type Level = 'nominal' | 'ordinal' | 'interval';

export interface KrippendorffsAlpha {
  /** At most 1; 1 is perfect, 0 what chance gives. */
  alpha: number;
  /** Percentile bootstrap over items. Null for a single item. */
  interval: Interval | null;
  /** How many items two or more answered, and with how many answers. The others are left out. */
  items: number;
  answers: number;
}

export interface AlphaOptions {
  /** For 'ordinal', all labels of the scale, lowest first; without it labels must be numbers. */
  order?: readonly string[];
  seed?: number;
  /** How much of the usual work goes into the interval: a fifth makes a fifth of the resamples, but never fewer than 200. */
  effort?: number;
}

/** Items that were answered alike are one pattern: the sums of a resample then run over patterns, not over items. */
interface Pattern {
  answers: number[];
  /** Its answers by label, in pairs of label and number, flat for speed. */
  runs: number[];
}

/** Twice the squares around the mean, by pair: what an item adds to the disagreement on a scale of numbers. */
function apart({ answers, runs }: Pattern, places: readonly number[]): number {
  const m = answers.length;
  let [sum, squares] = [0, 0];
  for (let at = 0; at < runs.length; at += 2) sum += places[runs[at]!]! * runs[at + 1]!;
  for (let at = 0; at < runs.length; at += 2) squares += runs[at + 1]! * (places[runs[at]!]! - sum / m) ** 2;
  return (2 * m * squares) / (m - 1);
}

/** What an item adds to the disagreement when labels only differ or not. */
function differing({ answers, runs }: Pattern): number {
  let pairs = 0;
  for (let at = 0; at < runs.length; at += 2) pairs += runs[at + 1]! * (answers.length - runs[at + 1]!);
  return pairs / (answers.length - 1);
}

/** The middle rank of each label, of how many answers there are of each. Krippendorff's ordinal distance of two labels is the
 * square of the difference of these. */
function middleRanks(counts: readonly number[], upwards: readonly number[]): number[] {
  const ranks = new Array<number>(counts.length).fill(0);
  let below = 0;
  for (const code of upwards) {
    ranks[code] = below + counts[code]! / 2;
    below += counts[code]!;
  }
  return ranks;
}

/** Twice the squares around the mean of all answers, by pair: what chance would give on a scale of numbers. */
function spreadOf(counts: readonly number[], places: readonly number[], n: number): number {
  const centre = counts.reduce((sum, count, code) => sum + count * places[code]!, 0) / n;
  return 2 * n * counts.reduce((sum, count, code) => sum + count * (places[code]! - centre) ** 2, 0);
}

/** Alpha of patterns that occur so many times each; null where it is 0/0. */
function alphaOf(patterns: readonly Pattern[], scale: readonly number[] | null, upwards: readonly number[] | null, labels: number) {
  const fixed = upwards ? null : patterns.map((pattern) => (scale ? apart(pattern, scale) : differing(pattern)));
  const counts = new Array<number>(labels);
  return (times: ArrayLike<number>): number | null => {
    counts.fill(0);
    patterns.forEach(({ runs }, at) => {
      if (times[at]) for (let run = 0; run < runs.length; run += 2) counts[runs[run]!]! += times[at] * runs[run + 1]!;
    });
    const n = counts.reduce((sum, count) => sum + count, 0);
    if (counts.some((count) => count === n)) return null;
    const places = upwards ? middleRanks(counts, upwards) : scale;
    let observed = 0;
    patterns.forEach((pattern, at) => {
      if (times[at]) observed += times[at] * (fixed ? fixed[at]! : apart(pattern, places!));
    });
    const expected = places ? spreadOf(counts, places, n) : counts.reduce((sum, count) => sum + count * (n - count), 0);
    return expected > 0 ? 1 - (observed * (n - 1)) / expected : null;
  };
}

/**
 * Agreement of any number of raters beyond chance, with answers missing, on three levels of measurement (Krippendorff 2011,
 * "Computing Krippendorff's Alpha-Reliability"): 1 - observed/expected disagreement, from the coincidences within items. The
 * interval resamples items, as Zapf et al. (2016) found to cover well, and is the same in whichever order items and raters come;
 * resamples in which all said the same have no alpha and are left out of it. 10,000 items take about 0.2 s.
 * Null when no item has two answers, and when all answers are one and the same: alpha is then 0/0. RangeError for 'interval'
 * when a label is no number, and for 'ordinal' when one has no place.
 */
export function krippendorffsAlpha(
  ratings: Ratings,
  level: Level,
  { order, seed = 1, effort = 1 }: AlphaOptions = {},
): KrippendorffsAlpha | null {
  const { labels, items } = codeRatings(ratings);
  const found = new Map<string, { pattern: Pattern; times: number }>();
  for (const answers of items) {
    if (answers.length < 2) continue;
    const key = answers.join();
    const known = found.get(key);
    if (known) known.times++;
    else {
      const runs: number[] = [];
      eachRun(answers, (code, times) => runs.push(code, times));
      found.set(key, { pattern: { answers, runs }, times: 1 });
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const patterns = sorted.map(({ pattern }) => pattern);
  const n = sorted.reduce((sum, { times }) => sum + times, 0);

  const places = level === 'ordinal' ? placesOf(labels, order) : null;
  const upwards = places && labels.map((_label, code) => code).sort((a, b) => places[a]! - places[b]!);
  const estimate = alphaOf(patterns, level === 'interval' ? numbersOf(labels) : null, upwards, labels.length);
  const alpha = estimate(sorted.map(({ times }) => times));
  if (alpha === null) return null;

  const patternOf = Int32Array.from(sorted.flatMap(({ times }, at) => new Array<number>(times).fill(at)));
  // What a resample costs: a draw an item, then the sums over patterns and labels, which may be as many as there are items.
  const work = n + labels.length + patterns.reduce((sum, { runs }) => sum + runs.length / 2, 0);
  const [random, drawn, estimates] = [makeRandom(seed), new Int32Array(patterns.length), [] as number[]];
  for (let left = n < 2 ? 0 : resamplesOf(work / effort); left > 0; left--) {
    drawn.fill(0);
    for (let draw = 0; draw < n; draw++) drawn[patternOf[random.below(n)]!]!++;
    const one = estimate(drawn);
    if (one !== null) estimates.push(one);
  }
  return {
    alpha,
    interval: percentileInterval(estimates),
    items: n,
    answers: sorted.reduce((sum, { pattern, times }) => sum + times * pattern.answers.length, 0),
  };
}
