import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, editSimilarity } from '@docket/schema/evaluators/kinds/edit-similarity.ts';
import { tokenF1, tokensOf } from '@docket/schema/evaluators/kinds/token-f1.ts';
import { judge, millisecondsOf, refused } from './judge.ts';

const f1 = (output: string, expected: string | null, passAt = 0.5) =>
  judge('SIMILARITY', { measure: 'TOKEN_F1', passAt }, output, { expected });

test('F1 by hand', () => {
  // the cat sat on a mat → cat sat on mat; 3 of 4 are in "cat on mat", and all 3 of those: P = 3/4, R = 1.
  expect(f1('The cat sat on a mat.', 'cat on mat')).toMatchObject({ grade: 'PASS', reason: 'Token F1 is 0.857; 0.5 passes.' });
  expect(tokenF1('The cat sat on a mat.', 'cat on mat')).toBeCloseTo(6 / 7, 12);
  // A word counts as often as both have it: 1 of 3, and 1 of 2.
  expect(tokenF1('no no no', 'no way')).toBeCloseTo(2 / 5, 12);
  expect(f1('cat', 'dog')).toMatchObject({ grade: 'FAIL', score: 0 });
  expect(f1('', '')).toMatchObject({ grade: 'PASS', score: 1 });
  expect(f1('', 'dog')).toMatchObject({ grade: 'FAIL', score: 0 });
  expect(f1('dog', null).grade).toBe('UNKNOWN');
  expect(f1('one two three', 'one', 0.5)).toMatchObject({ grade: 'PASS', score: 0.5 });
});

test('words of any language', () => {
  expect(tokensOf("The U.S. didn't, (really)!")).toEqual(['us', 'didnt', 'really']);
  expect(tokensOf('Die Straße — „schön“')).toEqual(['die', 'straße', 'schön']);
  expect(tokensOf('我喜欢北京。')).toEqual(['我', '喜欢', '北京']);
  expect(tokensOf('東京タワー、高い')).toEqual(['東京タワー', '高い']);
  expect(tokenF1('我喜欢北京', '我喜欢上海')).toBeCloseTo(2 / 3, 12);
  expect(tokenF1('👍', '👎')).toBe(0);
  expect(tokenF1('A', 'B')).toBe(0);
  expect(tokenF1('(a)', 'A')).toBe(1);
});

test('a long text without spaces is split in time', () => {
  const text = '日本語の文章です。'.repeat(5000);
  expect(millisecondsOf(() => expect(tokenF1(text, text)).toBe(1))).toBeLessThan(3000);
  expect(tokensOf(text)).toHaveLength(5000 * tokensOf('日本語の文章です。').length);
});

const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', '😀', '本', '.'), maxLength: 12 });

test('F1 and edits are the same both ways, 1 with itself, and within 0 and 1', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      for (const measure of [tokenF1, editSimilarity]) {
        expect(measure(one, other)).toBe(measure(other, one));
        expect(measure(one, one)).toBe(1);
        expect(measure(one, other)).toBeGreaterThanOrEqual(0);
        expect(measure(one, other)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

/** Levenshtein's table as it is written down. */
function byTable(one: string[], other: string[]): number {
  let row = other.map((_, index) => index + 1);
  one.forEach((left, index) => {
    let [before, corner] = [index + 1, index];
    row = other.map((right, column) => {
      const next = Math.min(before + 1, row[column]! + 1, corner + (left === right ? 0 : 1));
      corner = row[column]!;
      return (before = next);
    });
  });
  return other.length === 0 ? one.length : row.at(-1)!;
}

test('the distance is Levenshtein’s in code points, and no detour is shorter', () => {
  fc.assert(
    fc.property(texts, texts, texts, (one, other, third) => {
      expect(editDistance(one, other)).toBe(byTable([...one], [...other]));
      expect(editDistance(one, third)).toBeLessThanOrEqual(editDistance(one, other) + editDistance(other, third));
    }),
  );
  expect(editSimilarity('kitten', 'sitting')).toBeCloseTo(1 - 3 / 7, 12);
  expect(editSimilarity('😀', '😁')).toBe(0);
  expect(editSimilarity('e\u0301', '\u00e9')).toBe(1);
});

test('too long for edits is unknown', () => {
  const edit = (output: string, expected: string) => judge('SIMILARITY', { measure: 'EDIT', passAt: 1 }, output, { expected });
  expect(edit('😀'.repeat(20_000), '😀'.repeat(20_000))).toMatchObject({ grade: 'PASS', score: 1 });
  expect(edit('a'.repeat(20_001), 'a')).toMatchObject({ grade: 'UNKNOWN', score: null });
  expect(refused('SIMILARITY', { measure: 'EDIT', passAt: 1.1 })).toBe('passAt: passAt: is above 1.');
  expect(refused('SIMILARITY', { measure: 'EDIT' })).toBe('passAt: passAt: is missing.');
});
