import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanWithInterval, percentileInterval, resamplesOf } from '@docket/schema/statistics/bootstrap.ts';
import { differenceOfPairedProportions, differenceOfProportions, wilson } from '@docket/schema/statistics/proportions.ts';
import { makeRandom } from '@docket/schema/statistics/random.ts';
import { costOf, holds } from './kit.ts';

const near = (interval: readonly number[] | null | undefined, digits = 4) => interval?.map((end) => Number(end.toFixed(digits)) + 0);
const counted = fc.integer({ min: 1, max: 200 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('one proportion', () => {
  test('the examples of Newcombe (1998, 857-872)', () => {
    expect(near(wilson([81, 263]))).toEqual([0.2553, 0.3662]);
    expect(near(wilson([15, 148]))).toEqual([0.0624, 0.1605]);
    expect(near(wilson([0, 20]))).toEqual([0, 0.1611]);
    expect(near(wilson([1, 29]))).toEqual([0.0061, 0.1718]);
  });

  test('none out of none says nothing, and what is no proportion is refused', () => {
    expect(wilson([0, 0])).toBeNull();
    for (const bad of [
      [2, 1],
      [-1, 5],
      [NaN, 5],
      [1, NaN],
    ] as const)
      expect(() => wilson(bad)).toThrow(RangeError);
  });

  test('within 0 and 1, around the proportion, mirrored for what did not succeed', () => {
    fc.assert(
      fc.property(counted, ([x, n]) => {
        const [low, high] = wilson([x, n])!;
        const [otherLow, otherHigh] = wilson([n - x, n])!;
        expect(low + otherHigh).toBeCloseTo(1, 12);
        expect(high + otherLow).toBeCloseTo(1, 12);
        return low >= 0 && high <= 1 && holds([low, high], x / n);
      }),
    );
  });
});

describe('the difference of two proportions', () => {
  test('the examples of Newcombe (1998, 873-890, table II, method 10)', () => {
    const interval = (...[first, second]: Parameters<typeof differenceOfProportions>) =>
      near(differenceOfProportions(first, second)?.interval);
    expect(interval([56, 70], [48, 80])).toEqual([0.0524, 0.3339]);
    expect(interval([9, 10], [3, 10])).toEqual([0.1705, 0.809]);
    expect(interval([6, 7], [2, 7])).toEqual([0.0582, 0.8062]);
    expect(interval([5, 56], [0, 29])).toEqual([-0.0381, 0.1926]);
    expect(interval([0, 10], [0, 20])).toEqual([-0.1611, 0.2775]);
    expect(interval([0, 10], [0, 10])).toEqual([-0.2775, 0.2775]);
    expect(interval([10, 10], [0, 20])).toEqual([0.6791, 1]);
    expect(interval([10, 10], [0, 10])).toEqual([0.6075, 1]);
    expect(interval([1, 2], [0, 0])).toBeUndefined();
  });

  test('of the same things judged twice: consolidation therapy (Cavo et al. 2012, in Fagerland, Lydersen & Laake 2017)', () => {
    const found = differenceOfPairedProportions({ both: 59, onlyFirst: 6, onlySecond: 16, neither: 80 })!;
    expect(near([found.difference, ...found.interval])).toEqual([-0.0621, -0.1186, -0.0046]);
    expect(differenceOfPairedProportions({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toBeNull();
  });

  test('around the difference, within -1 and 1, negated when the two change places', () => {
    const four = fc.record({ both: fc.nat(60), onlyFirst: fc.nat(60), onlySecond: fc.nat(60), neither: fc.nat(60) });
    fc.assert(
      fc.property(counted, counted, four, (first, second, { onlyFirst: b, onlySecond: c, ...same }) => {
        const swaps = [
          [differenceOfProportions(first, second), differenceOfProportions(second, first)],
          [
            differenceOfPairedProportions({ onlyFirst: b, onlySecond: c, ...same }),
            differenceOfPairedProportions({ onlyFirst: c, onlySecond: b, ...same }),
          ],
        ] as const;
        for (const [one, other] of swaps) {
          if (!one) continue;
          expect(other!.difference).toBeCloseTo(-one.difference, 12);
          expect(near(other!.interval, 9)).toEqual(near([-one.interval[1], -one.interval[0]], 9));
          expect(holds(one.interval, one.difference) && one.interval[0] >= -1 && one.interval[1] <= 1).toBe(true);
        }
      }),
    );
  });

  test('holds the true difference about 95 times in a hundred, paired and not', () => {
    const random = makeRandom(7);
    const yes = (p: number) => random.bits() / 2 ** 32 < p;
    let [independent, paired] = [0, 0];
    const runs = 2_000;
    for (let run = 0; run < runs; run++) {
      const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
      const apart = [0, 0];
      for (let n = 0; n < 60; n++) {
        // Half of the things pass or fail both times alike: 0.7 and 0.6.
        const [alike, a, b] = [yes(0.5), yes(0.7), yes(0.7)];
        const second = (alike ? a : b) && yes(6 / 7);
        counts[a ? (second ? 'both' : 'onlyFirst') : second ? 'onlySecond' : 'neither']++;
        apart[0]! += Number(yes(0.7));
        apart[1]! += Number(yes(0.6));
      }
      if (holds(differenceOfPairedProportions(counts)!.interval, 0.1)) paired++;
      if (holds(differenceOfProportions([apart[0]!, 60], [apart[1]!, 60])!.interval, 0.1)) independent++;
    }
    for (const held of [independent, paired]) expect(Math.abs(held / runs - 0.955)).toBeLessThan(0.02);
  });
});

describe('the mean', () => {
  test('nothing, one value, and what is no number', () => {
    expect(meanWithInterval([])).toBeNull();
    expect(meanWithInterval([null, NaN, Infinity])).toBeNull();
    expect(meanWithInterval([null, 3])).toEqual({ mean: 3, interval: null, n: 1 });
    expect(meanWithInterval([2, 2, null, 2])).toEqual({ mean: 2, interval: [2, 2], n: 3 });
    expect(percentileInterval([])).toBeNull();
  });

  test('its interval is that of the normal distribution when there are many, and the same each time', () => {
    const values = Array.from({ length: 400 }, (_one, n) => ((n * 7919) % 400) / 400);
    const { mean, interval } = meanWithInterval(values)!;
    const half = (1.96 * Math.sqrt(1 / 12)) / 20;
    expect(interval![0]).toBeCloseTo(mean - half, 2);
    expect(interval![1]).toBeCloseTo(mean + half, 2);
    expect(meanWithInterval(values)!.interval).toEqual(interval);
    expect(meanWithInterval(values, { seed: 2 })!.interval).not.toEqual(interval);
  });

  test('within the values, around the mean, mirrored for their negatives', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 }), (values) => {
        const { mean, interval } = meanWithInterval(values)!;
        const [low, high] = interval!;
        const negated = meanWithInterval(values.map((value) => -value))!.interval!;
        expect(negated[0]).toBeCloseTo(-high, 9);
        expect(negated[1]).toBeCloseTo(-low, 9);
        return holds(interval, mean) && low >= Math.min(...values) - 1e-9 && high <= Math.max(...values) + 1e-9;
      }),
      { numRuns: 60 },
    );
  });

  test('resamples are bounded', () => {
    expect([10, 10_000, 1e9].map(resamplesOf)).toEqual([2_000, 1_000, 200]);
    const values = Array.from({ length: 10_000 }, (_one, n) => n % 11);
    expect(costOf(() => meanWithInterval(values))).toBeLessThan(400);
  });
});
