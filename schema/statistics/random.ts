/** Chance that is the same in every run, for resampling: mulberry32 (Tommy Ettinger, 2017), seeded by a whole number. */
export interface Random {
  /** 32 random bits, as a whole number from 0 up to but not including 2^32. */
  bits(): number;
  /** A whole number from 0 up to but not including `end`. */
  below(end: number): number;
}

export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return { bits, below: (end) => Math.floor((bits() / 2 ** 32) * end) };
}
