import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { describe, expect, test } from 'vitest';
import { chipsOf, withoutChip } from './span-chips.ts';
import { conditionsIn, spanFilter } from './span-filter.ts';
import { spanSearch, type SpanSearch } from './span-search.ts';

const full: SpanSearch = {
  from: '2026-11-01T00:00:00.000Z',
  status: 'ERROR',
  kind: ['MODEL', 'TOOL'],
  model: ['hull-4', 'a, b & c'],
  prompt: ['answer'],
  version: '7',
  feedback: ['NEGATIVE'],
  score: [{ name: 'tone', max: 0.5 }],
  duration: { min: 1000 },
  cost: { min: 0.01, max: 0.5 },
  tags: ['vip'],
  session: '123',
  trace: 'true',
  attribute: [{ key: 'http.status', equals: 500 }],
  text: 'refund "now"',
  order: 'SLOWEST',
  span: 'Span_4',
};

describe('a filter in the URL', () => {
  test('comes back as it went in', () => {
    const url = defaultStringifySearch(full);
    expect(spanSearch.parse(defaultParseSearch(url))).toEqual(full);
  });

  test.each([
    { status: 'BAD' },
    { kind: ['NONE'] },
    { duration: { min: 'x' } },
    { from: 'yesterday' },
    { attribute: [{ key: 'a', like: 1 }] },
  ])('is refused when it is none: %j', (search) => expect(spanSearch.safeParse(search).success).toBe(false));

  test('becomes the filter of the API', () => {
    expect(spanFilter(full, 0)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      status: 'ERROR',
      kind: ['MODEL', 'TOOL'],
      model: ['hull-4', 'a, b & c'],
      promptName: ['answer'],
      promptVersion: '7',
      feedback: ['NEGATIVE'],
      score: [{ name: 'tone', max: 0.5 }],
      durationMs: { min: 1000 },
      cost: { min: 0.01, max: 0.5 },
      tags: ['vip'],
      sessionId: '123',
      traceId: 'true',
      attributes: [{ key: 'http.status', equals: 500 }],
      text: 'refund "now"',
    });
  });

  test('a range that moves starts before the moment that it is asked at', () => {
    expect(spanFilter({ ago: '1h' }, Date.parse('2026-11-02T12:00:00Z'))).toEqual({ from: '2026-11-02T11:00:00.000Z' });
  });

  test('order and the open span are no conditions', () => {
    expect(conditionsIn({ order: 'OLDEST', span: 'Span_1', text: 'x' })).toEqual({ text: 'x' });
  });
});

describe('chips', () => {
  test('one for each condition, in words', () => {
    const words = chipsOf(full).map(({ subject, value }) => `${subject}: ${value}`);
    expect(words).toContain('tone: at most 0.5');
    expect(words).toContain('Duration: at least 1.0 s');
    expect(words).toContain('Cost: $0.010 to $0.500');
    expect(words).toContain('http.status: = 500');
  });

  test('one of several scores is taken away, and the last takes the parameter with it', () => {
    const two: SpanSearch = { score: [{ name: 'a' }, { name: 'b' }] };
    const one = withoutChip(two, { condition: 'score', at: 0 });
    expect(one.score).toEqual([{ name: 'b' }]);
    expect(withoutChip(one, { condition: 'score', at: 0 }).score).toBeUndefined();
  });
});
