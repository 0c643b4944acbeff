import { expect, test } from 'vitest';
import { plotSpan, points, pWords, scoreWords, verdictWords, type Difference } from './compare-words.ts';

const difference = (change: Partial<Difference>): Difference => ({
  before: 0.6,
  after: 0.72,
  difference: 0.12,
  interval: { low: 0.04, high: 0.2 },
  p: 0.003,
  n: 200,
  ...change,
});

test('a difference beyond chance is told with its interval and its p', () => {
  expect(verdictWords(difference({}))).toEqual({
    verdict: 'better',
    headline: 'Better by 12 points (4 to 20)',
    detail: 'p = 0.003 on 200 rows.',
  });
});

test('a fall is told as how much worse it is, the interval the same way round', () => {
  const fall = difference({ difference: -0.12, interval: { low: -0.2, high: -0.04 } });
  expect(verdictWords(fall)).toMatchObject({ verdict: 'worse', headline: 'Worse by 12 points (4 to 20)' });
});

test('what chance alone would do is called noise', () => {
  const noise = verdictWords(difference({ difference: 0.03, interval: { low: -0.04, high: 0.1 }, p: 0.41 }));
  expect(noise).toMatchObject({ verdict: 'noise', headline: 'No difference that is more than noise' });
  expect(noise.detail).toContain('+3 points, −4 to +10; p = 0.41');
  expect(verdictWords(difference({ p: 0.05 })).verdict).toBe('noise');
});

test('with no row that has both there is nothing to compare', () => {
  expect(verdictWords(null).verdict).toBe('none');
  expect(verdictWords(difference({ n: 0 })).verdict).toBe('none');
});

test('points keep a digit where they are few, and a p never shows as nothing', () => {
  expect([0.125, 0.0123, -0.004, 0, 1, -0.0004].map((share) => points(share))).toEqual(['+13', '+1.2', '−0.4', '0', '+100', '0']);
  expect([0.00001, 0.003, 0.05, 0.0312, 0.2, 1].map(pWords)).toEqual([
    'p < 0.001',
    'p = 0.003',
    'p = 0.05',
    'p = 0.031',
    'p = 0.20',
    'p = 1.00',
  ]);
});

test('means of scores have signs of their own', () => {
  expect(scoreWords(difference({ before: 3.5, after: 3.25, difference: -0.25, interval: { low: -0.5, high: 0.01 }, p: 0.06 }))).toBe(
    'Mean score 3.50 → 3.25: −0.25 (−0.50 to +0.01), p = 0.06',
  );
});

test('the track holds every interval', () => {
  expect(plotSpan([])).toBe(0.1);
  expect(plotSpan([difference({}), null])).toBe(0.25);
  expect(plotSpan([difference({ interval: { low: -0.9, high: 0.3 } })])).toBe(1);
});
