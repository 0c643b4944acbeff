import { expect, test } from 'vitest';
import { inBrackets, pairKey, pairsByKey, scaleFrom, strengthWords } from './reading.ts';

test('an interval is told in brackets, below zero with a minus', () => {
  expect(inBrackets({ low: -0.051, high: 0.86 })).toBe('(−0.05 to 0.86)');
});

test('a word for agreement says so when the interval reaches into others', () => {
  expect(strengthWords(0.7, { low: 0.65, high: 0.79 })).toBe('substantial');
  expect(strengthWords(0.7, { low: 0.3, high: 0.9 })).toBe('substantial (fair to almost perfect)');
  expect(strengthWords(-0.2, null)).toBe('worse than chance');
});

test('a scale holds every interval, and begins at zero where it can', () => {
  const one = (value: number | null, low?: number) => ({ value, interval: low === undefined ? null : { low, high: 1 } });
  expect(scaleFrom([])).toBe(0);
  expect(scaleFrom([one(0.5, 0.1), one(null)])).toBe(0);
  expect(scaleFrom([one(0.5, -0.2)])).toBe(-0.25);
  expect(scaleFrom([one(-0.3)])).toBe(-0.5);
  expect(scaleFrom([one(0, -0.9)])).toBe(-1);
});

test('two reviewers are found whoever of them is named first', () => {
  const pair = { first: { id: 'User_2' }, second: { id: 'Annotator_10' }, rows: 3 };
  expect(pairsByKey([pair]).get(pairKey('User_2', 'Annotator_10'))).toBe(pair);
  expect(pairsByKey([pair]).get(pairKey('Annotator_10', 'User_2'))).toBe(pair);
});
