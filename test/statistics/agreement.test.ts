import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentAgreement, unanimous } from '@docket/schema/statistics/agreement.ts';
import { cohensKappa } from '@docket/schema/statistics/cohens-kappa.ts';
import { fleissKappa } from '@docket/schema/statistics/fleiss-kappa.ts';
import { krippendorffsAlpha } from '@docket/schema/statistics/krippendorffs-alpha.ts';
import { sortLabels } from '@docket/schema/statistics/labels.ts';
import { testData } from '../kit/left-out.ts';
import { complete, costOf, holds, keys, pairsOf, ratingsOfTable, reorder, withGaps } from './kit.ts';

/** Four raters, twelve items, with gaps: the raw example of Gwet's irrCAC. */
const gwet = ['11-1', '2232', '3333', '3333', '2222', '1234', '4444', '1121', '2222', '-555', '--11', '--3-'].map((item) =>
  [...item].map((label) => (label === '-' ? null : label)),
);

describe('percent agreement', () => {
  test('the raw example of irrCAC: 0.818 over eleven items', () => {
    expect(percentAgreement(gwet)).toEqual({ agreement: expect.closeTo(0.8181818, 7), items: 11 });
  });

  test('no item that two answered has none', () => {
    expect(percentAgreement([])).toBeNull();
    expect(percentAgreement([['a', null], [null, 'b'], []])).toBeNull();
  });
});

test('whether all say the same cannot be said of fewer than two', () => {
  expect([unanimous(['a', 'a', null]), unanimous(['a', 'b']), unanimous(['a', null]), unanimous([])]).toEqual([true, false, null, null]);
});

test('labels that are all numbers come by size, others by their characters', () => {
  expect(sortLabels(['10', '9', '-1', '2.5'])).toEqual(['-1', '2.5', '9', '10']);
  expect(sortLabels(['10', '9', 'b', 'B', ''])).toEqual(['', '10', '9', 'B', 'b']);
});

describe('Fleiss’ kappa', () => {
  const patients = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const psychiatrists = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
  ];

  test('ten items by fourteen raters: 0.210', () => {
    expect(fleissKappa(ratingsOfTable(patients))).toMatchObject({ kappa: expect.closeTo(0.21, 3), items: 10, raters: 14, leftOut: 0 });
  });

  test('six psychiatrists of irrCAC, with its standard error', () => {
    expect(fleissKappa(ratingsOfTable(psychiatrists))).toMatchObject({
      kappa: expect.closeTo(0.4139265, 7),
      standardError: expect.closeTo(0.08119291, 7),
    });
  });

  test('items with more or fewer answers than most are left out, and counted', () => {
    const ratings = [...ratingsOfTable(psychiatrists), ['1', '1'], ['2', null, null], []];
    expect(fleissKappa(ratings)).toMatchObject({ kappa: expect.closeTo(0.4139265, 7), items: 15, raters: 6, leftOut: 3 });
    expect(fleissKappa([['a'], ['a'], ['a'], ['a', 'b'], ['a', 'b', 'b']])).toMatchObject({ items: 1, raters: 3, leftOut: 4 });
    expect(
      fleissKappa([
        ['a', 'b'],
        ['a', 'a'],
        ['a', 'b', 'b'],
      ]),
    ).toMatchObject({ items: 2, raters: 2, leftOut: 1 });
  });

  test('nothing to compare and one label throughout have none; a single item has no standard error', () => {
    expect(fleissKappa([])).toBeNull();
    expect(
      fleissKappa([
        ['a', null],
        ['b', null],
      ]),
    ).toBeNull();
    expect(
      fleissKappa([
        ['a', 'a', 'a'],
        ['a', 'a', 'a'],
      ]),
    ).toBeNull();
    expect(fleissKappa([['a', 'b']])).toMatchObject({ kappa: -1, standardError: null, interval: null });
  });

  test('whatever was said: in range, 1 only when all agree, and blind to order and to names', () => {
    fc.assert(
      fc.property(complete(3), keys, (ratings, keys) => {
        const found = fleissKappa(ratings);
        if (!found) {
          expect(new Set(ratings.flat()).size).toBe(1);
          return;
        }
        expect(found.kappa >= -0.5 - 1e-9 && found.kappa <= 1 + 1e-9 && holds(found.interval, found.kappa)).toBe(true);
        expect(Math.abs(found.kappa - 1) < 1e-9).toBe(ratings.every((item) => unanimous(item)));
        const other = reorder(ratings, keys).map(([a, b, c]) => [c!, a!, b!].map((label) => `label ${(Number(label) * 3) % 5}`));
        expect(fleissKappa(other)).toMatchObject({ kappa: expect.closeTo(found.kappa, 9), leftOut: 0 });
      }),
    );
  });

  test('of two raters it is Scott’s pi, and Krippendorff’s alpha is that with a share for small samples', () => {
    fc.assert(
      fc.property(complete(2), (ratings) => {
        const n = ratings.length;
        const share = (label: string) => ratings.flat().filter((one) => one === label).length / (2 * n);
        const byChance = ['1', '2', '3', '4'].reduce((sum, label) => sum + share(label) ** 2, 0);
        const observed = ratings.filter(([a, b]) => a === b).length / n;
        const [kappa, alpha] = [fleissKappa(ratings)?.kappa, krippendorffsAlpha(ratings, 'nominal')?.alpha];
        if (kappa === undefined) {
          expect(alpha).toBeUndefined();
          return;
        }
        expect(kappa).toBeCloseTo((observed - byChance) / (1 - byChance), 9);
        expect(alpha).toBeCloseTo(1 - (1 - kappa) * (1 - 1 / (2 * n)), 9);
      }),
    );
  });

  test('a hundred thousand items by five raters: well under a second', () => {
    const ratings = Array.from({ length: 100_000 }, (_one, n) => Array.from({ length: 5 }, (_other, rater) => `${(n * (rater + 3)) % 4}`));
    expect(costOf(() => fleissKappa(ratings))).toBeLessThan(600);
  });
});

test('percent agreement lies within 0 and 1, and is blind to who said what', () => {
  fc.assert(
    fc.property(withGaps, keys, (ratings, keys) => {
      const found = percentAgreement(ratings);
      expect(percentAgreement(reorder(ratings, keys).map((item) => [...item].reverse()))).toEqual(
        found && { items: found.items, agreement: expect.closeTo(found.agreement, 9) },
      );
      return !found || (found.agreement >= 0 && found.agreement <= 1);
    }),
  );
});

// 999 pairs of answers, judged by three annotators (PandaLM, Wang et al. 2024).
test.skipIf(!testData)('the three annotators of PandaLM agree as their authors say', () => {
  const rows = JSON.parse(readFileSync(join(testData!, 'pandalm-testset-v1.json'), 'utf8')) as Record<string, number>[];
  const ratings = rows.map((row) => [1, 2, 3].map((n) => `${row[`annotator${n}`]}`));
  const kappa = (a: number, b: number) => cohensKappa(pairsOf(ratings, a, b))!.kappa;
  expect(rows).toHaveLength(999);
  expect([kappa(0, 1), kappa(1, 2), kappa(0, 2)].map((one) => one.toFixed(2))).toEqual(['0.85', '0.86', '0.88']);
  expect(ratings.filter((item) => !unanimous(item))).toHaveLength(120);
  const [fleiss, alpha] = [fleissKappa(ratings)!, krippendorffsAlpha(ratings, 'nominal')!];
  expect(fleiss.kappa).toBeCloseTo((kappa(0, 1) + kappa(1, 2) + kappa(0, 2)) / 3, 3);
  expect(alpha.alpha).toBeCloseTo(fleiss.kappa, 3);
  // The asymptotic interval and the bootstrap one know nothing of each other.
  expect(alpha.interval![0]).toBeCloseTo(fleiss.interval![0], 2);
  expect(alpha.interval![1]).toBeCloseTo(fleiss.interval![1], 2);
});
