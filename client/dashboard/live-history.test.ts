import { describe, expect, test } from 'vitest';
import { extend, filledBetween, upToNow, type Point } from './live-history.ts';

const span = { milliseconds: 1000, step: 100 };
const at = (moment: number, empty = 10, filled = 0): Point => ({ at: moment, empty, filled });

describe('the history of a queue', () => {
  test('keeps one point a step, the newest', () => {
    const points = [at(0), at(110)];
    expect(extend(points, at(190, 8), span)).toEqual([at(0), at(190, 8)]);
    expect(extend(points, at(200, 8), span)).toEqual([at(0), at(110), at(200, 8)]);
  });

  test('lets go of what is past, but knows where the line begins', () => {
    expect(extend([at(0), at(300), at(900)], at(1400), span)).toEqual([at(300), at(900), at(1400)]);
  });

  test('ignores what is older than what it knows', () => {
    expect(extend([at(500)], at(400), span)).toEqual([at(500)]);
  });

  test('goes on while nothing happens', () => {
    expect(upToNow([at(0, 7)], 900)).toEqual([at(0, 7), at(900, 7)]);
    expect(upToNow([], 900)).toEqual([]);
  });

  test('counts what was filled in each step', () => {
    expect(filledBetween([at(0, 10, 0), at(100, 7, 3), at(200, 8, 2)])).toEqual([
      { at: 100, done: 3 },
      { at: 200, done: 0 },
    ]);
  });
});
