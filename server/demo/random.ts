/** Chance that is the same in every run: mulberry32, seeded by a text. Each case and each purpose has its own, so that
 * a new case moves nothing in the others. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** Around 1, mostly between 0.7 and 1.5, now and then far above: how latencies spread. */
  spread(): number;
  hex(length: number): string;
}

export function makeRandom(seed: string): Random {
  let state = 0x9e3779b9;
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (of) => of[whole(0, of.length - 1)]!,
    // Box-Muller, in the exponent.
    spread: () => Math.exp(0.28 * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    hex: (length) => Array.from({ length }, () => whole(0, 15).toString(16)).join(''),
  };
}
