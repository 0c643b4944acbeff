import { describe, expect, test } from 'vitest';
import { contentHash } from '@docket/schema/monitor/content-hash.ts';
import { validateSpan } from '@docket/schema/monitor/validate-span.ts';

const at = new Date('2026-06-01T12:00:00.000Z');
const validate = (raw: unknown) => validateSpan(raw, { at });
const stored = (raw: unknown) => {
  const result = validate(raw);
  if ('reason' in result) throw new Error(result.reason);
  return result.span;
};

let deep: unknown = 'x';
for (let level = 0; level < 100; level++) deep = [deep];

describe('refuses, with a reason that names the field', () => {
  test.each<[string, unknown, string]>([
    ['no object', 7, 'a span is a JSON object'],
    ['null', null, 'a span is a JSON object'],
    ['a list', [], 'a span is a JSON object'],
    ['no id', {}, 'id: is missing'],
    ['an empty id', { id: '' }, 'id: is empty'],
    ['an id that is a number', { id: 1 }, 'id: is not text'],
    ['a long id', { id: 'x'.repeat(257) }, 'id: is longer than 256 characters'],
    ['NUL in an id', { id: 'a\0b' }, 'id: has a NUL or half a character in it'],
    ['half a character', { id: 'a', name: 'x\ud800' }, 'name: has a NUL or half a character in it'],
    ['NUL deep in the output', { id: 'a', output: { b: ['\0'] } }, 'output: has a NUL or half a character in it'],
    [
      'NUL in a name of the attributes',
      { id: 'a', attributes: { 'a\0': 1 } },
      'attributes: has a name in it with a NUL or half a character',
    ],
    ['Infinity', { id: 'a', cost: Infinity }, 'cost: is not a finite number'],
    ['NaN', { id: 'a', durationMs: NaN }, 'durationMs: is not a finite number'],
    [
      'Infinity in the attributes',
      { id: 'a', attributes: { x: JSON.parse('1e999') as number } },
      'attributes: Infinity is not a finite number',
    ],
    ['a cost below zero', { id: 'a', cost: -1 }, 'cost: is below 0'],
    ['half a token', { id: 'a', tokensIn: 1.5 }, 'tokensIn: is not a whole number'],
    ['too many tokens', { id: 'a', tokensOut: 2 ** 31 }, 'tokensOut: is above 2147483647'],
    ['a number as text', { id: 'a', durationMs: '12' }, 'durationMs: is not a finite number'],
    ['an unknown kind', { id: 'a', kind: 'LLM' }, 'kind: is not one of MODEL, TOOL, RETRIEVAL, EMBEDDING, FUNCTION, GUARDRAIL, OTHER'],
    ['an unknown status', { id: 'a', status: 'fine' }, 'status: is not one of OK, ERROR'],
    ['an unknown feedback', { id: 'a', feedback: 1 }, 'feedback: is not one of POSITIVE, NEUTRAL, NEGATIVE'],
    [
      'no date',
      { id: 'a', startedAt: 'yesterday' },
      'startedAt: is not a date and time in ISO 8601 with a time zone, like 2026-01-31T09:30:00.000Z',
    ],
    [
      'a date without a zone',
      { id: 'a', startedAt: '2026-01-01T00:00:00' },
      'startedAt: is not a date and time in ISO 8601 with a time zone, like 2026-01-31T09:30:00.000Z',
    ],
    [
      'a day that is not',
      { id: 'a', startedAt: '2026-02-30T00:00:00Z' },
      'startedAt: is not a date and time in ISO 8601 with a time zone, like 2026-01-31T09:30:00.000Z',
    ],
    ['long ago', { id: 'a', startedAt: '1969-07-20T20:17:40Z' }, 'startedAt: is before the year 2000'],
    ['the far future', { id: 'a', startedAt: '2026-06-03T00:00:00Z' }, 'startedAt: is more than a day in the future'],
    [
      'an end before its start',
      { id: 'a', startedAt: '2026-05-02T00:00:00Z', endedAt: '2026-05-01T00:00:00Z' },
      'endedAt: is before startedAt',
    ],
    ['an end alone', { id: 'a', endedAt: '2026-05-01T00:00:00Z' }, 'endedAt: needs startedAt or durationMs beside it'],
    ['variables that are a list', { id: 'a', variables: ['x'] }, 'variables: is not a JSON object'],
    ['a message without a role', { id: 'a', messages: [{ content: 'x' }] }, 'messages.0.role: is missing'],
    ['tags that are text', { id: 'a', tags: 'x' }, 'tags: is not a list'],
    ['a tag that is a number', { id: 'a', tags: ['x', 1] }, 'tags.1: is not text'],
    ['too many tags', { id: 'a', tags: Array.from({ length: 101 }, (_, n) => `t${n}`) }, 'tags: has more than 100 entries'],
    ['a score that is text', { id: 'a', scores: { good: 'yes' } }, 'scores.good: "yes" is not a finite number'],
    ['a large output', { id: 'a', output: 'x'.repeat(1_048_576) }, 'output: 1048578 bytes are more than the 1048576 that it may have'],
    ['what is nested too deep', { id: 'a', attributes: { deep } }, 'attributes: is nested more than 64 levels deep'],
    ['a field that is none', { id: 'a', spanName: 'x' }, 'spanName: no such field in a span'],
    ['what is no JSON', { id: 'a', output: 10n }, 'output: a bigint is not JSON'],
  ])('%s', (_what, raw, reason) => {
    expect(validate(raw)).toMatchObject({ reason });
  });

  test('and the id, where it can be read', () => {
    expect(validate({ id: 'a', cost: 'x' })).toMatchObject({ id: 'a' });
    expect(validate({ id: 5 })).toMatchObject({ id: null });
  });
});

describe('fills in', () => {
  test('the trace, the name, the kind and the status', () => {
    expect(stored({ id: 'a' })).toMatchObject({
      spanId: 'a',
      traceId: 'a',
      name: 'model',
      kind: 'MODEL',
      status: 'OK',
      tags: [],
      variables: {},
    });
    expect(stored({ id: 'a', promptName: 'p', model: 'm', error: 'oh' })).toMatchObject({ name: 'p', status: 'ERROR' });
  });

  test('the duration from beginning and end, but not over a finer one', () => {
    const times = { startedAt: '2026-05-01T00:00:00.000Z', endedAt: '2026-05-01T02:00:01.500+02:00' };
    expect(stored({ id: 'a', ...times })).toMatchObject({ durationMs: 1500, endedAt: '2026-05-01T00:00:01.500Z' });
    expect(stored({ id: 'a', ...times, durationMs: 1499.7 })).toMatchObject({ durationMs: 1499.7 });
    expect(stored({ id: 'a', endedAt: times.endedAt, durationMs: 500 })).toMatchObject({ startedAt: '2026-05-01T00:00:01.000Z' });
  });

  test('the time of arrival, which is no part of the content', () => {
    expect(stored({ id: 'a' }).startedAt).toBe(at.toISOString());
    const later = validateSpan({ id: 'a' }, { at: new Date(at.getTime() + 5) });
    expect(later).toMatchObject({ span: { contentHash: stored({ id: 'a' }).contentHash } });
  });
});

test('content is the same whatever the order of names, null or absent, and the writing of a time', () => {
  const one = stored({ id: 'a', traceId: null, startedAt: '2026-05-01T00:00:00Z', attributes: { x: 1, y: { p: 1, q: 2 } } });
  const two = stored({ attributes: { y: { q: 2, p: 1 }, x: 1 }, startedAt: '2026-05-01T02:00:00.000+02:00', traceId: 'a', id: 'a' });
  expect(two.contentHash).toBe(one.contentHash);
  expect(stored({ id: 'a', attributes: { x: [1, 2] } }).contentHash).not.toBe(stored({ id: 'a', attributes: { x: [2, 1] } }).contentHash);
  expect(contentHash({ a: '1' })).not.toBe(contentHash({ a: 1 }));
});
