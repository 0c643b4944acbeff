import { expect, test } from 'vitest';
import { paceWords, perSecond, withReading, type Reading } from './rate.ts';

const read = (...pairs: [at: number, settled: number][]): Reading[] =>
  pairs.reduce<Reading[]>((readings, [at, settled]) => withReading(readings, { at, settled }, 10_000), []);

test('the pace is that of the last seconds', () => {
  expect(perSecond(read([0, 0], [1000, 4], [2000, 8]))).toBe(4);
  // It was slow for a minute, and is fast now.
  expect(perSecond(read([0, 0], [60_000, 60], [61_000, 70], [70_000, 160]))).toBe(10);
});

test('one reading, or two at once, are no pace', () => {
  expect(perSecond(read([0, 0]))).toBeNull();
  expect(perSecond(read([0, 0], [100, 3]))).toBeNull();
});

test('a count that went back begins anew', () => {
  expect(read([0, 50], [1000, 60], [2000, 40])).toEqual([{ at: 2000, settled: 40 }]);
});

test('told in what one can imagine', () => {
  expect([34.6, 4.25, 0.2, 0.001].map(paceWords)).toEqual(['35 rows a second', '4.3 rows a second', '12 rows a minute', '1 rows a minute']);
});
