import { expect, test } from 'vitest';
import { fixed, isCompared, kappaWords, percent } from './agreement-words.ts';
import { scoreText } from './grade-badge.tsx';

test('rounds a share without making all or none of it', () => {
  expect([0, 0.001, 0.5, 0.874, 0.999, 1].map(percent)).toEqual(['0 %', '<1 %', '50 %', '87 %', '>99 %', '100 %']);
});

test('a kappa is told with its interval, below zero with a minus, and without one where there is none', () => {
  expect(kappaWords({ kappa: 0.714, kappaInterval: { low: -0.0321, high: 0.9 } })).toBe('κ 0.71 (−0.03 to 0.90)');
  expect(kappaWords({ kappa: null, kappaInterval: null })).toBeNull();
  expect(fixed(-0.001)).toBe('0.00');
});

test('without a row that both have an opinion on, nobody has compared it', () => {
  const none = { column: 'feedback_category', rows: 0, unknown: 3, percent: null, kappa: null, kappaInterval: null };
  expect(isCompared(none)).toBe(false);
  expect(isCompared(null)).toBe(false);
  expect(isCompared({ ...none, rows: 2, percent: 0 })).toBe(true);
});

test('a score that just fails does not look as if it had passed', () => {
  expect([0.349, 0.29, 4, -0.5].map(scoreText)).toEqual(['0.34', '0.29', '4', '−0.5']);
});
