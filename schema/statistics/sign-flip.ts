import { makeRandom } from './random.ts';

export interface SignFlip {
  /** Two-sided. */
  p: number;
  /** Whether all ways were tried, or so many that chance chose. */
  exact: boolean;
}

const mostExact = 12;
const flips = 10_000;
const perBlock = 32;

/** What eight magnitudes add up to, for each of the 256 ways to give them signs; for four times eight, one after the other. */
function sumsByByte(magnitudes: Float64Array): Float64Array {
  const sums = new Float64Array(4 * 256);
  for (let at = 0; at < sums.length; at++)
    for (let bit = 0; bit < 8; bit++) sums[at]! += (magnitudes[(at >> 8) * 8 + bit] ?? 0) * ((at >> bit) & 1 ? 1 : -1);
  return sums;
}

/**
 * Whether paired differences lie around nought: were the two sides exchangeable, each difference could as well have had the
 * other sign (Fisher 1935, "The Design of Experiments"; Pitman 1937). The p is the share of all ways to give signs whose sum
 * is at least as far from nought: all of them when at most 12 differences are not nought, otherwise 10,000 that chance
 * chooses, the one seen counted among them (Phipson & Smyth 2010), so that p is never 0. Not one that is not nought: 1.
 */
export function signFlipTest(differences: readonly number[], { seed = 1 }: { seed?: number } = {}): SignFlip {
  const magnitudes = Float64Array.from(differences, Math.abs)
    .sort()
    .filter((size) => size > 0);
  const exact = magnitudes.length <= mostExact;
  const totals = new Float64Array(exact ? 2 ** magnitudes.length : flips);
  const random = makeRandom(seed);
  // Block by block, so that 32 signs cost one draw and four look-ups in a table that stays in the processor's cache.
  for (let from = 0; from < magnitudes.length; from += perBlock) {
    const sums = sumsByByte(magnitudes.subarray(from, from + perBlock));
    for (let flip = 0; flip < totals.length; flip++) {
      const signs = exact ? flip : random.bits();
      totals[flip]! +=
        sums[signs & 255]! + sums[256 + ((signs >>> 8) & 255)]! + sums[512 + ((signs >>> 16) & 255)]! + sums[768 + (signs >>> 24)]!;
    }
  }
  // Sums that are equal but for rounding count as equally far.
  const far = Math.abs(differences.reduce((sum, one) => sum + one, 0)) - 1e-9 * magnitudes.reduce((sum, size) => sum + size, 0);
  const atLeast = totals.reduce((count, total) => count + Number(Math.abs(total) >= far), 0);
  return { p: exact ? atLeast / totals.length : (atLeast + 1) / (flips + 1), exact };
}
