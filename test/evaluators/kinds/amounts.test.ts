import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareWithin } from '@docket/schema/evaluators/kinds/within.ts';
import { judge, refused } from './judge.ts';

const has = (unit: string, output: string | null) => /has ([\d,]+)/.exec(judge('LENGTH', { unit, least: 0 }, output).reason)?.[1];

test('counts code points, words and sentences', () => {
  expect([has('CHARACTERS', 'a😀é'), has('CHARACTERS', ''), has('CHARACTERS', null)]).toEqual(['3', '0', '0']);
  expect([has('WORDS', "It's 3.14, isn't it?"), has('WORDS', '我喜欢北京。'), has('WORDS', ' … ')]).toEqual(['4', '3', '0']);
  expect([has('SENTENCES', 'One. Two? "Three!"\n\nFour'), has('SENTENCES', '今日は。元気？'), has('SENTENCES', ' ... ')]).toEqual([
    '4',
    '2',
    '0',
  ]);
  // Longer than the pieces that texts are cut into.
  expect(has('WORDS', 'some more words '.repeat(1000))).toBe('3,000');
  expect(has('SENTENCES', 'Here is one more of them, e.g. this. '.repeat(1000))).toBe('1,000');
});

test('a length is within its bounds, and falls off beyond them', () => {
  const length = (config: object, output: string) => judge('LENGTH', { unit: 'CHARACTERS', ...config }, output);
  expect(length({ least: 2, most: 4 }, 'ab')).toMatchObject({ grade: 'PASS', score: 1 });
  expect(length({ least: 2, most: 4 }, 'abcdefgh')).toMatchObject({
    grade: 'FAIL',
    score: 0.5,
    reason: 'The output has 8 characters; at least 2 and at most 4 passes.',
  });
  expect(length({ least: 4 }, 'a')).toMatchObject({ grade: 'FAIL', score: 0.25 });
  expect(length({ most: 0 }, 'a')).toMatchObject({ grade: 'FAIL', score: 0 });
  expect(judge('LENGTH', { unit: 'TOKENS', most: 5 }, 'a', { tokensOut: 5 }).grade).toBe('PASS');
  expect(judge('LENGTH', { unit: 'TOKENS', most: 5 }, 'a').grade).toBe('UNKNOWN');
  expect(refused('LENGTH', { unit: 'WORDS' })).toBe('least: Needs least, most or both.');
  expect(refused('LENGTH', { unit: 'WORDS', least: 2, most: 1 })).toBe('least: least is above most.');
  expect(refused('LENGTH', { unit: 'WORDS', least: 1.5 })).toBe('least: least: is not a whole number.');
});

test('the score is 1 exactly within the bounds', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (amount, one, other) => {
      const [least, most] = [Math.min(one, other), Math.max(one, other)];
      const score = shareWithin(amount, { least, most });
      expect(score === 1).toBe(amount >= least && amount <= most);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
  );
});

test('latency and cost have a most, and are unknown where nobody knows', () => {
  const latency = (latencyMs: number | null) => judge('LATENCY', { mostMs: 1000 }, 'a', { latencyMs });
  expect(latency(1000)).toMatchObject({ grade: 'PASS', score: 1 });
  expect(latency(4000)).toMatchObject({ grade: 'FAIL', score: 0.25, reason: '4,000 ms; at most 1,000 ms passes.' });
  for (const unknown of [null, NaN, -1, Infinity]) expect(latency(unknown)).toMatchObject({ grade: 'UNKNOWN', score: null });
  const cost = (cost: number | null) => judge('COST', { most: 0.3 }, 'a', { cost });
  expect(cost(0.1 + 0.2)).toMatchObject({ grade: 'PASS', score: 1, reason: '$0.3; at most $0.3 passes.' });
  expect(cost(0.6)).toMatchObject({ grade: 'FAIL', score: 0.5 });
  expect(cost(null).grade).toBe('UNKNOWN');
  expect(refused('COST', { most: 0 })).toBe('most: most: is not above 0.');
  expect(refused('LATENCY', {})).toBe('mostMs: mostMs: is missing.');
});
