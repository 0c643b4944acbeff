import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confusionMatrix, labelScores } from '@docket/schema/statistics/confusion-matrix.ts';
import type { Pair } from '@docket/schema/statistics/labels.ts';
import { complete, pairsOfTable } from './kit.ts';

test('cats, dogs and rabbits: rows are the truth', () => {
  const { labels, counts } = confusionMatrix(
    pairsOfTable([
      [5, 3, 0],
      [2, 3, 1],
      [0, 2, 11],
    ]),
  );
  expect(labels).toEqual(['1', '2', '3']);
  expect(counts).toEqual([
    [5, 3, 0],
    [2, 3, 1],
    [0, 2, 11],
  ]);
  expect(labelScores({ labels, counts })).toEqual([
    { label: '1', precision: 5 / 7, recall: 5 / 8, f1: 10 / 15, support: 8 },
    { label: '2', precision: 3 / 8, recall: 3 / 6, f1: 6 / 14, support: 6 },
    { label: '3', precision: 11 / 12, recall: 11 / 13, f1: 22 / 25, support: 13 },
  ]);
});

test('what was not answered counts nowhere, and what was never said has no score', () => {
  const pairs: Pair[] = [
    ['yes', 'yes'],
    ['no', 'yes'],
    [null, 'no'],
    ['maybe', null],
  ];
  const matrix = confusionMatrix(pairs, { order: ['yes', 'no', 'unsure'] });
  expect(matrix).toEqual({
    labels: ['yes', 'no', 'unsure'],
    counts: [
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ],
  });
  expect(labelScores(matrix).map(({ precision, recall, f1 }) => [precision, recall, f1])).toEqual([
    [0.5, 1, 2 / 3],
    [null, 0, 0],
    [null, null, null],
  ]);
  expect(confusionMatrix([])).toEqual({ labels: [], counts: [] });
  expect(confusionMatrix([['b', 'a']], { order: ['b'] }).labels).toEqual(['b', 'a']);
  expect(() => confusionMatrix(Array.from({ length: 1_001 }, (_one, n): Pair => [`${n}`, '0']))).toThrow(RangeError);
});

test('told the other way round it is turned over, and precision is recall', () => {
  fc.assert(
    fc.property(complete(2) as fc.Arbitrary<[string, string][]>, (pairs) => {
      const [one, other] = [confusionMatrix(pairs), confusionMatrix(pairs.map(([a, b]) => [b, a]))];
      expect(other).toEqual({ labels: one.labels, counts: one.labels.map((_label, j) => one.counts.map((row) => row[j])) });
      expect(one.counts.flat().reduce((a, b) => a + b, 0)).toBe(pairs.length);
      expect(labelScores(one).map(({ recall, f1 }) => [recall, f1])).toEqual(
        labelScores(other).map(({ precision, f1 }) => [precision, f1]),
      );
    }),
  );
});
