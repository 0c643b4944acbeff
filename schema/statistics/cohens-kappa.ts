import type { Interval } from './bootstrap.ts';
import { type Pair, placesOf, sortLabels } from './labels.ts';
import { distance, meanDistances, type Weights } from './mean-distances.ts';
import { z95 } from './proportions.ts';

export interface CohensKappa {
  /** From -1 to 1; 1 is perfect, 0 what chance gives. */
  kappa: number;
  standardError: number;
  /** The kappa and 1.96 standard errors to either side, within -1 and 1. Of no width when the two never disagree, however few items. */
  interval: Interval;
  /** How many items both answered. */
  items: number;
  /** The share of items on which they agree, near misses counted in part when there are weights; and what chance would give. */
  agreement: number;
  byChance: number;
}

export interface KappaOptions {
  /** Linear weights are Cicchetti & Allison's (1971), quadratic ones Fleiss & Cohen's (1973). */
  weights?: Weights;
  /** All labels of the scale, lowest first; without it labels must be numbers and lie where their numbers do. Read only with weights. */
  order?: readonly string[];
}

/**
 * Agreement of two raters beyond chance (Cohen 1960; weighted 1968), over the items that both answered, with the standard
 * error for large samples of Fleiss, Cohen & Everitt (1969). Written with disagreements d in place of agreements, which is
 * the same: kappa = 1 - D/E, with D the mean distance of the pairs and E the mean distance of independent answers; and the
 * variance is that of d(i,j) - (1 - kappa)(E(i.) + E(.j)) over the pairs, by n E².
 * Null when there is no item, and when both always said one and the same: chance then explains everything, and kappa is 0/0.
 * RangeError when there are weights and a label has no place.
 */
export function cohensKappa(pairs: readonly Pair[], { weights = 'none', order }: KappaOptions = {}): CohensKappa | null {
  const answered = pairs.filter((pair): pair is readonly [string, string] => pair[0] != null && pair[1] != null);
  const n = answered.length;
  if (n === 0) return null;
  const labels = sortLabels(new Set(answered.flat()));
  const codes = new Map(labels.map((label, code) => [label, code]));
  const places = weights === 'none' ? labels.map((_label, code) => code) : placesOf(labels, order);

  const [first, second] = [new Array<number>(labels.length).fill(0), new Array<number>(labels.length).fill(0)];
  const cells = new Map<number, number>();
  for (const [a, b] of answered) {
    const [i, j] = [codes.get(a)!, codes.get(b)!];
    first[i]!++;
    second[j]!++;
    const cell = i * labels.length + j;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const [sharesOfFirst, sharesOfSecond] = [first, second].map((counts) => counts.map((count) => count / n)) as [number[], number[]];
  const [fromFirst, fromSecond] = [meanDistances(places, sharesOfSecond, weights), meanDistances(places, sharesOfFirst, weights)];
  const expected = sharesOfFirst.reduce((sum, share, i) => sum + share * fromFirst[i]!, 0);
  if (!(expected > 0)) return null;

  const between = distance[weights];
  const table = [...cells].map(([cell, count]) => {
    const [i, j] = [Math.floor(cell / labels.length), cell % labels.length];
    return { share: count / n, apart: between(places[i]!, places[j]!), byChance: fromFirst[i]! + fromSecond[j]! };
  });
  const observed = table.reduce((sum, { share, apart }) => sum + share * apart, 0);
  const ratio = observed / expected;
  const spread = table.reduce((sum, { share, apart, byChance }) => sum + share * (apart - ratio * byChance + observed) ** 2, 0);
  const [kappa, standardError] = [1 - ratio, Math.sqrt(spread / n) / expected];
  const scale = order && weights !== 'none' ? order.map((_label, place) => place) : places;
  const farthest =
    weights === 'none'
      ? 1
      : between(
          scale.reduce((a, b) => Math.min(a, b)),
          scale.reduce((a, b) => Math.max(a, b)),
        );
  return {
    kappa,
    standardError,
    interval: [Math.max(-1, kappa - z95 * standardError), Math.min(1, kappa + z95 * standardError)],
    items: n,
    agreement: 1 - observed / farthest,
    byChance: 1 - expected / farthest,
  };
}
