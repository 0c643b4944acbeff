import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '@docket/schema/statistics/holm.ts';
import { mcNemar } from '@docket/schema/statistics/mcnemar.ts';
import { comparePassRates, compareScores } from '@docket/schema/statistics/paired.ts';
import { signFlipTest } from '@docket/schema/statistics/sign-flip.ts';
import { costOf, holds } from './kit.ts';

describe('McNemar’s exact test', () => {
  test('known values', () => {
    // Airway hyper-responsiveness, 1 against 7 (Bentur et al. 2009, in Fagerland, Lydersen & Laake 2013): 18/256.
    expect(mcNemar(1, 7)).toBeCloseTo(0.0703, 4);
    expect(mcNemar(6, 16)).toBeCloseTo(0.0525, 4);
    expect(mcNemar(0, 5)).toBeCloseTo(1 / 16, 12);
    expect([mcNemar(0, 0), mcNemar(1, 0), mcNemar(5, 5)]).toEqual([1, expect.closeTo(1, 9), 1]);
  });

  test('by the thousand it is the normal test with its correction, and a million takes no time', () => {
    // z = (|5200 - 4800| - 1) / 100, and 2 (1 - Φ(3.99)).
    expect(mcNemar(5_200, 4_800)).toBeCloseTo(6.607e-5, 6);
    expect(mcNemar(500_000, 500_001)).toBe(1);
    expect(mcNemar(0, 2_000_000)).toBe(0);
  });
});

describe('the sign-flip test', () => {
  test('Darwin’s fifteen pairs of maize (Fisher 1935): 1,726 of 32,768', () => {
    const { p, exact } = signFlipTest([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]);
    expect(exact).toBe(false);
    expect(Math.abs(p - 1726 / 32_768)).toBeLessThan(0.006);
  });

  test('up to twelve differences all ways are tried', () => {
    expect(signFlipTest([1, 1, 1, 1, 1])).toEqual({ p: 2 / 32, exact: true });
    expect(signFlipTest([1, 2, 3, -4])).toEqual({ p: 14 / 16, exact: true });
    expect(signFlipTest([0.1, 0.2, -0.3, 0, 0])).toEqual({ p: 1, exact: true });
    // Added up in this order they come out above what they do from the smallest on.
    expect(signFlipTest([0.2, 0.4, 0.3])).toEqual({ p: 0.25, exact: true });
    expect(signFlipTest([])).toEqual({ p: 1, exact: true });
    expect(signFlipTest(new Array<number>(12).fill(0.1))).toEqual({ p: 2 / 4096, exact: true });
  });

  test('what it says of yes and no is McNemar’s', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (b, c) => {
        const { p, exact } = signFlipTest([...new Array<number>(b).fill(-1), 0, ...new Array<number>(c).fill(1)]);
        return Math.abs(p - mcNemar(b, c)) < (exact ? 1e-9 : 0.025) && p > 0;
      }),
      { numRuns: 50 },
    );
  });

  test('a hundred thousand differences: about half a second', () => {
    const differences = Array.from({ length: 100_000 }, (_one, n) => ((n * 7919) % 1_000) - 480);
    expect(signFlipTest(differences).p).toBe(1 / 10_001);
    expect(costOf(() => signFlipTest(differences))).toBeLessThan(1_500);
  });
});

describe('two evaluations of the same rows', () => {
  const rows = (table: [boolean | null, boolean | null, number][]) =>
    table.flatMap(([before, after, times]) => new Array<[boolean | null, boolean | null]>(times).fill([before, after]));

  test('pass rates', () => {
    const found = comparePassRates(
      rows([
        [true, true, 59],
        [false, true, 6],
        [true, false, 16],
        [false, false, 80],
        [true, null, 9],
        [null, false, 3],
      ]),
    );
    expect(found).toMatchObject({
      difference: expect.closeTo(-0.0621, 4),
      interval: [expect.closeTo(-0.1186, 4), expect.closeTo(-0.0046, 4)],
      p: expect.closeTo(0.0525, 4),
      n: 161,
      test: 'exact McNemar',
      before: 75 / 161,
      after: 65 / 161,
      improved: 6,
      worsened: 16,
    });
    expect(comparePassRates([])).toBeNull();
    expect(
      comparePassRates([
        [true, null],
        [null, true],
      ]),
    ).toBeNull();
    expect(comparePassRates([[true, true]])).toMatchObject({ difference: 0, p: 1, n: 1 });
  });

  test('scores', () => {
    expect(
      compareScores([
        [1, 3],
        [2, 3],
        [3, 6],
        [null, 9],
        [NaN, 1],
        [1, Infinity],
      ]),
    ).toMatchObject({
      difference: 2,
      interval: [1, 3],
      p: 0.25,
      n: 3,
      test: 'exact sign-flip',
      before: 2,
      after: 4,
    });
    expect(compareScores([])).toBeNull();
    expect(compareScores([[null, 1]])).toBeNull();
    expect(compareScores([[1, 2]])).toMatchObject({ difference: 1, interval: null, p: 1, n: 1 });
    expect(compareScores(new Array<[number, number]>(30).fill([0, 1]))).toMatchObject({
      interval: [1, 1],
      p: 1 / 10_001,
      test: 'sign-flip of 10,000',
    });
  });

  test('told the other way round: the difference and its interval negated, the same p', () => {
    const passed = fc.option(fc.boolean(), { freq: 5 });
    const score = fc.option(fc.integer({ min: 0, max: 5 }), { freq: 5 });
    const some = <T>(one: fc.Arbitrary<T>) => fc.array(fc.tuple(one, one), { maxLength: 30 });
    fc.assert(
      fc.property(some(passed), some(score), (passes, scores) => {
        const pairs = [
          [comparePassRates(passes), comparePassRates(passes.map(([before, after]) => [after, before]))],
          [compareScores(scores), compareScores(scores.map(([before, after]) => [after, before]))],
        ] as const;
        for (const [one, other] of pairs) {
          if (!one) {
            expect(other).toBeNull();
            continue;
          }
          expect(other).toMatchObject({ difference: expect.closeTo(-one.difference, 9), p: one.p, n: one.n, test: one.test });
          expect(other!.interval?.map((end) => -end).reverse() ?? null).toEqual(
            one.interval && one.interval.map((end) => expect.closeTo(end, 9)),
          );
          expect(one.difference).toBeCloseTo(one.after - one.before, 9);
          expect(one.p > 0 && one.p <= 1 && holds(one.interval, one.difference)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('Holm’s adjustment', () => {
  test('a known example', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect([holm([]), holm([0.2]), holm([0.6, 0.9])]).toEqual([[], [0.2], [1, 1]]);
    expect(() => holm([0.1, NaN])).toThrow(RangeError);
  });

  test('never below its p nor above Bonferroni’s, in the order of the ps, and blind to how they came', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const adjusted = holm(ps);
        expect(holm([...ps].reverse())).toEqual([...adjusted].reverse());
        ps.forEach((p, i) => {
          expect(adjusted[i]! >= p && adjusted[i]! <= Math.min(1, p * ps.length)).toBe(true);
          ps.forEach((other, j) => expect(p > other || adjusted[i]! <= adjusted[j]!).toBe(true));
        });
      }),
    );
  });
});
