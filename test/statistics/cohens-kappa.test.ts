import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohensKappa } from '@docket/schema/statistics/cohens-kappa.ts';
import type { Pair } from '@docket/schema/statistics/labels.ts';
import { complete, costOf, holds, keys, pairsOfTable, reorder } from './kit.ts';

const anyPairs = complete(2) as fc.Arbitrary<[string, string][]>;
const weights = fc.constantFrom('none', 'linear', 'quadratic' as const);

describe('published examples', () => {
  test('fifty grant proposals: kappa 0.40', () => {
    expect(
      cohensKappa(
        pairsOfTable([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toMatchObject({ kappa: expect.closeTo(0.4, 10), items: 50, agreement: 0.7, byChance: 0.5 });
  });

  test('the SAS printout that statsmodels is checked against, simple and weighted', () => {
    const pairs = pairsOfTable([
      [0, 4, 1],
      [0, 8, 0],
      [0, 1, 5],
    ]);
    expect(cohensKappa(pairs)).toMatchObject({
      kappa: expect.closeTo(0.4842, 4),
      standardError: expect.closeTo(0.138, 4),
      interval: [expect.closeTo(0.2137, 4), expect.closeTo(0.7547, 4)],
    });
    expect(cohensKappa(pairs, { weights: 'linear' })).toMatchObject({
      kappa: expect.closeTo(0.4701, 4),
      standardError: expect.closeTo(0.1457, 4),
      interval: [expect.closeTo(0.1845, 4), expect.closeTo(0.7558, 4)],
    });
  });

  test('the abstractors of Gwet’s irrCAC, simple and with quadratic weights', () => {
    const pairs = pairsOfTable([
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ]);
    expect(cohensKappa(pairs)).toMatchObject({
      kappa: expect.closeTo(0.7964094, 7),
      standardError: expect.closeTo(0.05891072, 7),
      interval: [expect.closeTo(0.681, 3), expect.closeTo(0.912, 3)],
    });
    expect(cohensKappa(pairs, { weights: 'quadratic' })!.kappa).toBeCloseTo(0.8921569, 7);
  });

  test('anxiety of R’s irr, two of its raters, with a label that neither gave', () => {
    const [second, third] = ['36462424332333221334', '21443216111233113322'].map((labels) => [...labels]);
    const pairs = second!.map((label, item): Pair => [label, third![item]!]);
    // It takes the labels that were given as one step apart each.
    const order = ['1', '2', '3', '4', '6'];
    expect(cohensKappa(pairs)!.kappa).toBeCloseTo(-0.006289308, 8);
    expect(cohensKappa(pairs, { weights: 'linear', order })!.kappa).toBeCloseTo(0.1459075, 7);
    expect(cohensKappa(pairs, { weights: 'quadratic', order })!.kappa).toBeCloseTo(0.2520325, 7);
  });
});

describe('what has no kappa', () => {
  test('no item that both answered, and one label throughout', () => {
    expect(cohensKappa([])).toBeNull();
    expect(
      cohensKappa([
        ['a', null],
        [null, 'a'],
        [null, null],
      ]),
    ).toBeNull();
    expect(
      cohensKappa([
        ['a', 'a'],
        ['a', 'a'],
        ['b', null],
      ]),
    ).toBeNull();
    expect(cohensKappa([['5', '5']], { weights: 'linear' })).toBeNull();
    expect(cohensKappa([['mid', 'mid']], { weights: 'quadratic', order: ['low', 'mid', 'high'] })).toBeNull();
  });

  test('one of them always says the same: no better than chance', () => {
    expect(
      cohensKappa([
        ['a', 'a'],
        ['b', 'a'],
      ])!.kappa,
    ).toBe(0);
  });

  test('weights over words need an order that has them all', () => {
    const pairs: Pair[] = [
      ['low', 'high'],
      ['high', 'high'],
    ];
    expect(() => cohensKappa(pairs, { weights: 'linear' })).toThrow(RangeError);
    expect(() => cohensKappa(pairs, { weights: 'linear', order: ['low'] })).toThrow('"high"');
    expect(() => cohensKappa([['', '1']], { weights: 'linear' })).toThrow(RangeError);
    expect(cohensKappa(pairs, { weights: 'linear', order: ['low', 'mid', 'high'] })).toMatchObject({ agreement: 0.5 });
  });
});

describe('whatever was said', () => {
  test('kappa lies from -1 to 1 within its interval, and is 1 only when all agree', () => {
    fc.assert(
      fc.property(anyPairs, weights, (pairs, weights) => {
        const found = cohensKappa(pairs, { weights });
        if (!found) return new Set(pairs.flat()).size === 1;
        const same = pairs.every(([a, b]) => a === b);
        expect(found.kappa).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(Math.abs(found.kappa - 1) < 1e-9).toBe(same);
        expect(found.standardError).toBeGreaterThanOrEqual(0);
        return holds(found.interval, found.kappa);
      }),
    );
  });

  test('neither the order of items nor which rater comes first matters, nor, without weights, what labels are called', () => {
    fc.assert(
      fc.property(anyPairs, keys, weights, (pairs, keys, weights) => {
        const found = cohensKappa(pairs, { weights });
        const close = (other: ReturnType<typeof cohensKappa>) =>
          found
            ? expect(other).toMatchObject({ kappa: expect.closeTo(found.kappa, 9), standardError: expect.closeTo(found.standardError, 9) })
            : expect(other).toBeNull();
        close(cohensKappa(reorder(pairs, keys), { weights }));
        close(
          cohensKappa(
            pairs.map(([a, b]) => [b, a]),
            { weights },
          ),
        );
        close(cohensKappa([...pairs, [null, '1']], { weights }));
        const renamed = pairs.map((pair) => pair.map((label) => ({ 1: 'δ', 2: '😀', 3: '', 4: 'a,b' })[label]!)) as [string, string][];
        if (weights === 'none') close(cohensKappa(renamed));
        // A scale read backwards, or stretched, is the same scale.
        else
          close(
            cohensKappa(
              pairs.map((pair) => pair.map((label) => `${100 - 7 * Number(label)}`) as [string, string]),
              { weights },
            ),
          );
      }),
    );
  });

  test('with two labels weights change nothing', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const two = pairs.map((pair) => pair.map((label) => `${Number(label) % 2}`) as [string, string]);
        const [plain, linear, quadratic] = [
          cohensKappa(two),
          cohensKappa(two, { weights: 'linear' }),
          cohensKappa(two, { weights: 'quadratic' }),
        ];
        expect(linear?.kappa ?? 9).toBeCloseTo(plain?.kappa ?? 9, 9);
        expect(quadratic?.standardError ?? 9).toBeCloseTo(plain?.standardError ?? 9, 9);
      }),
    );
  });

  test('weighted kappa is one less the weighted disagreements by those of all pairings', () => {
    fc.assert(
      fc.property(anyPairs, fc.constantFrom(1, 2), (pairs, power) => {
        const numbers = pairs.map((pair) => pair.map(Number));
        const apart = (a: number, b: number) => Math.abs(a - b) ** power;
        const observed = numbers.reduce((sum, [a, b]) => sum + apart(a!, b!), 0) / numbers.length;
        const expected =
          numbers.flatMap(([a]) => numbers.map(([, b]) => apart(a!, b!))).reduce((sum, one) => sum + one, 0) / numbers.length ** 2;
        const found = cohensKappa(pairs, { weights: power === 1 ? 'linear' : 'quadratic' });
        if (expected === 0) expect(found).toBeNull();
        else expect(found!.kappa).toBeCloseTo(1 - observed / expected, 9);
      }),
    );
  });
});

test('a hundred thousand items in well under a second, and no table of all labels by all labels', () => {
  const pairs = Array.from({ length: 100_000 }, (_one, n): Pair => [`${n % 5}`, `${n % 7 ? n % 5 : 3}`]);
  expect(costOf(() => cohensKappa(pairs))).toBeLessThan(600);
  const distinct = Array.from({ length: 100_000 }, (_one, n): Pair => [`${n}`, `${n % 7 ? n : n + 1}`]);
  expect(cohensKappa(distinct, { weights: 'linear' })!.kappa).toBeGreaterThan(0.999);
});
