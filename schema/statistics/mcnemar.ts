import { gammaln } from 'simple-statistics';

/**
 * Whether two judgements of the same things differ in how often they say yes: McNemar's test (1947) in its exact form, in
 * which only the things matter on which the two differ, and each of those is a coin. `b` and `c` are how many only the first
 * and only the second said yes to. Answers the two-sided p, twice the smaller tail and at most 1; with none that differ, 1.
 * Summed from gammaln, since binomialDistribution has no answer for some millions.
 */
export function mcNemar(b: number, c: number): number {
  const n = b + c;
  let tail = 0;
  for (let k = 0; k <= Math.min(b, c); k++) tail += Math.exp(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}
