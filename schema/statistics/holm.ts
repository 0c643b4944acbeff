/**
 * The p of several tests made at once, adjusted so that the chance of even one false alarm stays what it was for one (Holm
 * 1979): the smallest times their number, the next times one fewer, none below the one before it, at most 1. In the order
 * that they came. RangeError for what is no p.
 */
export function holm(ps: readonly number[]): number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no p.`);
  const adjusted = new Array<number>(ps.length);
  let before = 0;
  [...ps.keys()]
    .sort((a, b) => ps[a]! - ps[b]!)
    .forEach((at, smaller) => {
      before = Math.max(before, Math.min(1, ps[at]! * (ps.length - smaller)));
      adjusted[at] = before;
    });
  return adjusted;
}
