/** How far apart two labels are: all the same distance, by steps of the scale, or by the square of the steps. */
export type Weights = 'none' | 'linear' | 'quadratic';

/** The distance between two places. */
export const distance: Record<Weights, (a: number, b: number) => number> = {
  none: (a, b) => (a === b ? 0 : 1),
  linear: (a, b) => Math.abs(a - b),
  quadratic: (a, b) => (a - b) ** 2,
};

/** For each place its mean distance to places drawn by `shares`, which add up to 1. Not pair by pair, since a scale may have
 * as many places as there are items. With 'none' the places must be distinct. */
export function meanDistances(places: readonly number[], shares: readonly number[], weights: Weights): number[] {
  if (weights === 'none') return shares.map((share) => 1 - share);
  if (weights === 'quadratic') {
    const centre = places.reduce((sum, place, at) => sum + place * shares[at]!, 0);
    const spread = places.reduce((sum, place, at) => sum + (place - centre) ** 2 * shares[at]!, 0);
    return places.map((place) => spread + (place - centre) ** 2);
  }
  // From the lowest upwards: a step up is away from all that lies below, and towards all that lies above.
  const upwards = places.map((_place, at) => at).sort((a, b) => places[a]! - places[b]!);
  const means = new Array<number>(places.length);
  let [before, below] = [upwards[0]!, 0];
  let mean = places.reduce((sum, place, at) => sum + (place - places[before]!) * shares[at]!, 0);
  for (const at of upwards) {
    mean += (places[at]! - places[before]!) * (2 * below - 1);
    means[at] = mean;
    below += shares[at]!;
    before = at;
  }
  return means;
}
