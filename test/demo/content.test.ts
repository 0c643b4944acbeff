import { describe, expect, test } from 'vitest';
import { cases } from '@docket/server/demo/content/index.ts';
import { spansOf } from '@docket/server/demo/spans.ts';
import { makeTraffic } from '@docket/server/demo/traffic.ts';

describe('what the demo tells', () => {
  test('is varied, and every correction differs from the answer', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ asks }) => asks)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(140);
    expect(new Set(cases.map(({ verdict }) => verdict)).size).toBe(5);
    for (const { id, answers, verdict, review } of cases) {
      if (!review) continue;
      expect(review.expected === answers, id).toBe(false);
      if (verdict !== 'correct') expect(review.expected, id).toBeTruthy();
      if (verdict === 'too-long') expect(review.expected!.length, id).toBeLessThan(answers!.length / 2);
    }
  });

  test('is the same each time, but for the days', () => {
    const now = new Date('2026-03-04T12:00:00Z');
    const spans = () => makeTraffic(now).flatMap((turn) => spansOf(turn, now));
    expect(spans()).toEqual(spans());
  });

  test.each(['2026-01-01T00:30:00Z', '2026-03-29T09:00:00Z', '2028-02-29T23:59:00Z'])('lies within two weeks before %s', (at) => {
    const now = new Date(at);
    for (const turn of makeTraffic(now)) {
      expect(turn.at.getTime()).toBeLessThan(now.getTime());
      expect(now.getTime() - turn.at.getTime()).toBeLessThan(14 * 86_400_000);
    }
  });
});
