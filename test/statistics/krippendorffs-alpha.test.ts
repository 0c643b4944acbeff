import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { krippendorffsAlpha, type Level } from '@docket/schema/statistics/krippendorffs-alpha.ts';
import { costOf, holds, keys, reorder, withGaps } from './kit.ts';

const levels = ['nominal', 'ordinal', 'interval'] as const;

/** A line a rater, a character an item; a point where one did not answer. */
const lines = (...raters: string[]) =>
  [...raters[0]!].map((_one, item) => raters.map((rater) => (rater[item] === '.' ? null : rater[item]!)));

describe('published examples', () => {
  // All from Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
  test('two observers, two labels: 0.095', () => {
    expect(krippendorffsAlpha(lines('0100000000', '1110010010'), 'nominal')!.alpha).toBeCloseTo(0.095, 3);
  });

  test('two observers, five labels: 0.692', () => {
    expect(krippendorffsAlpha(lines('aabbdcccedda', 'babbbccceddd'), 'nominal')!.alpha).toBeCloseTo(0.692, 3);
  });

  test('four observers, twelve units, with gaps: 0.743, 0.815 and 0.849', () => {
    const ratings = lines('123321412...', '1233224125.3', '.3332342251.', '1233244125' + '1.');
    const expected: Record<Level, number> = { nominal: 0.743, ordinal: 0.815, interval: 0.849 };
    for (const level of levels) {
      const found = krippendorffsAlpha(ratings, level)!;
      expect(found).toMatchObject({ alpha: expect.closeTo(expected[level], 3), items: 11, answers: 40 });
      expect(holds(found.interval, found.alpha)).toBe(true);
      // irrCAC's interval for the nominal one is 0.423 to 1, by Student's t on eleven items.
      expect(found.interval![0]).toBeGreaterThan(0.35);
    }
    const words = ratings.map((item) => item.map((label) => label && ['none', 'low', 'mid', 'high', 'all'][Number(label) - 1]!));
    expect(krippendorffsAlpha(words, 'ordinal', { order: ['none', 'low', 'mid', 'high', 'all'] })!.alpha).toBeCloseTo(0.815, 3);
  });
});

test('nothing to compare and one label throughout have none; a single item has no interval', () => {
  for (const level of levels) {
    expect(krippendorffsAlpha([], level)).toBeNull();
    expect(krippendorffsAlpha([['1', null], [null, '2'], []], level)).toBeNull();
    expect(
      krippendorffsAlpha(
        [
          ['1', '1'],
          ['1', '1'],
          ['2', null],
        ],
        level,
      ),
    ).toBeNull();
    expect(krippendorffsAlpha([['1', '2']], level)).toMatchObject({ alpha: 0, interval: null, items: 1 });
  }
});

test('distances are not made up where there are none', () => {
  const words = [
    ['low', 'high'],
    ['high', 'high'],
  ];
  expect(() => krippendorffsAlpha(words, 'interval')).toThrow(RangeError);
  expect(() => krippendorffsAlpha(words, 'ordinal')).toThrow(RangeError);
  expect(() => krippendorffsAlpha(words, 'ordinal', { order: ['low'] })).toThrow('"high"');
  expect(() => krippendorffsAlpha([['', '1']], 'interval')).toThrow(RangeError);
});

/** The definition, pair by pair. */
function slowAlpha(ratings: (string | null)[][], level: Level): number | null {
  const units = ratings.map((item) => item.filter((label) => label !== null).map(Number)).filter((unit) => unit.length > 1);
  const all = units.flat().sort((a, b) => a - b);
  const ordinal = (c: number, k: number) => {
    const [low, high] = [Math.min(c, k), Math.max(c, k)];
    const count = (of: number) => all.filter((one) => one === of).length;
    return (all.filter((one) => one >= low && one <= high).length - (count(low) + count(high)) / 2) ** 2;
  };
  const apart = { nominal: (c: number, k: number) => Number(c !== k), ordinal, interval: (c: number, k: number) => (c - k) ** 2 }[level];
  const pairs = (list: number[]) => list.flatMap((c, i) => list.filter((_k, j) => i !== j).map((k) => apart(c, k)));
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  const expected = sum(pairs(all)) / (all.length - 1);
  return expected ? 1 - sum(units.map((unit) => sum(pairs(unit)) / (unit.length - 1))) / expected : null;
}

describe('whatever was said', () => {
  test('alpha is what the definition says, pair by pair', () => {
    fc.assert(
      fc.property(withGaps, fc.constantFrom(...levels), (ratings, level) => {
        const [found, slow] = [krippendorffsAlpha(ratings, level), slowAlpha(ratings, level)];
        if (slow === null) expect(found).toBeNull();
        else expect(found!.alpha).toBeCloseTo(slow, 9);
      }),
      { numRuns: 60 },
    );
  });

  test('the interval holds alpha, and neither the order of items nor of raters moves either', () => {
    fc.assert(
      fc.property(withGaps, fc.constantFrom(...levels), keys, (ratings, level, keys) => {
        const found = krippendorffsAlpha(ratings, level);
        expect(
          krippendorffsAlpha(
            reorder(ratings, keys).map((item) => [...item].reverse()),
            level,
          ),
        ).toEqual(found);
        return !found || (found.alpha <= 1 + 1e-9 && holds(found.interval, found.alpha));
      }),
      { numRuns: 60 },
    );
  });

  test('perfect agreement is 1, with an interval of no width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...levels),
        (labels, level) => {
          const found = krippendorffsAlpha(
            labels.map((label) => [label, label, null, label]),
            level,
          );
          if (new Set(labels).size === 1) expect(found).toBeNull();
          else expect(found).toMatchObject({ alpha: 1, interval: [1, 1] });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a scale far from nought is the same scale', () => {
    fc.assert(
      fc.property(withGaps, (ratings) => {
        const far = ratings.map((item) => item.map((label) => label && `${1e9 + Number(label)}`));
        expect(krippendorffsAlpha(far, 'interval')?.alpha ?? 9).toBeCloseTo(krippendorffsAlpha(ratings, 'interval')?.alpha ?? 9, 6);
      }),
      { numRuns: 40 },
    );
  });
});

test('the same seed gives the same interval, another one nearly', () => {
  const ratings = Array.from({ length: 300 }, (_one, n) => [`${n % 3}`, `${n % 5 ? n % 3 : n % 2}`]);
  const one = krippendorffsAlpha(ratings, 'nominal')!.interval!;
  expect(krippendorffsAlpha(ratings, 'nominal')!.interval).toEqual(one);
  const two = krippendorffsAlpha(ratings, 'nominal', { seed: 2 })!.interval!;
  expect(two).not.toEqual(one);
  expect(two[0]).toBeCloseTo(one[0], 1);
});

test('ten thousand items by five raters, with the interval: some tenths of a second', () => {
  const ratingsBy = (label: (n: number, rater: number) => number) =>
    Array.from({ length: 10_000 }, (_one, n) => Array.from({ length: 5 }, (_other, rater) => `${label(n, rater)}`));
  const few = ratingsBy((n, rater) => (n * (rater + 3)) % (n % 3 ? 5 : 4));
  expect(costOf(() => krippendorffsAlpha(few, 'ordinal'))).toBeLessThan(600);
  // Hardly two items alike.
  const many = ratingsBy((n, rater) => ((n * 7919 + rater ** 3 * 31) % 9973) / 7);
  expect(costOf(() => krippendorffsAlpha(many, 'interval'))).toBeLessThan(1_000);
});
