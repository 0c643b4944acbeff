import { expect, test } from 'vitest';
import { clockTime, median, spell } from './review-facts.ts';
import { serverClock } from './server-clock.ts';
import { changedWords } from './word-diff.ts';

test('times as people read them', () => {
  expect([clockTime(300_000), clockTime(59_400), clockTime(-5)]).toEqual(['5:00', '1:00', '0:00']);
  expect([spell(8.4), spell(60), spell(75)]).toEqual(['8 s', '1 min', '1 min 15 s']);
  expect([median([]), median([4]), median([9, 1, 5]), median([1, 3])]).toEqual([null, 4, 5, 2]);
});

test('the server’s clock: the answer that took the least time on its way tells best', () => {
  let local = 100_000;
  const clock = serverClock(() => local);
  expect(clock.now()).toBe(100_000);
  clock.observe(40_000);
  clock.observe(39_000);
  expect(clock.now()).toBe(40_000);
  local += 5000;
  clock.observe(45_200);
  expect(clock.now()).toBe(45_200);
});

test('how many words differ', () => {
  expect(changedWords('the kettle is safe', 'the kettle is not safe')).toBe(1);
  expect(changedWords('same', 'same')).toBe(0);
});
