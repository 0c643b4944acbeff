import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { SpanFilter } from '@docket/schema/monitor/span-filter.ts';
import type { JsonValue } from '@docket/schema/monitor/json-value.ts';
import { findSpans } from '@docket/schema/monitor/find-spans.ts';
import { countSpans } from '@docket/schema/monitor/count-spans.ts';
import { InvalidFilter } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { allPages, limits, newProject, send } from './monitor-kit.ts';
import { passes } from './naive-filter.ts';

// Few values, so that filters hit; hostile ones among them.
const word = fc.constantFrom(
  'refund',
  'REFUND',
  'Größe',
  'größe',
  '100%',
  'a_b',
  'a.b',
  '.*',
  '\\',
  '\\E',
  '"',
  "'",
  `'; DROP TABLE span; --`,
  '$1',
  '{x}',
  '[',
  '(',
  '\n',
  '😀',
  'a',
  '%',
  '_',
);
const words = fc.array(word, { maxLength: 3 }).map((parts) => parts.join(' '));
const name = fc.constantFrom('a', 'b', 'a.b', 'b.0', 'plan', "'x", 'a.b.c', '"', '__proto__', 'constructor', '-1');
const number = fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2, 1e20, 1e-7);
const scalar = fc.oneof(words, number, fc.boolean(), fc.constant(null));
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(name, tie('json'), { maxKeys: 3 })),
}));
const object = fc.dictionary(name, json, { maxKeys: 4 });
const day = fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 1000));
// Names that are both a name with dots and a path, and values that are often equal.
const part = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'b', '0') },
  { weight: 1, arbitrary: fc.constantFrom('-1', 'constructor') },
);
const key = fc.array(part, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.'));
const small = fc.constantFrom<JsonValue>('a', 'Ab', 0, 1, null);
const { inner } = fc.letrec<{ inner: JsonValue }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 3 },
    small,
    fc.array(tie('inner'), { maxLength: 2 }),
    fc.dictionary(fc.oneof(part, key), tie('inner'), { minKeys: 1, maxKeys: 3 }),
  ),
}));
const attributes = fc.oneof(object, fc.dictionary(fc.oneof(part, key), inner, { minKeys: 1, maxKeys: 5 }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const kind = fc.constantFrom('MODEL', 'TOOL', 'RETRIEVAL');
const status = fc.constantFrom('OK', 'ERROR');
const feedback = fc.constantFrom('POSITIVE', 'NEUTRAL', 'NEGATIVE');
const amount = fc.constantFrom(0, 0.5, 1, 2, 1000);

const span = fc.record({
  startedAt: day.map((date) => date.toISOString()),
  kind: maybe(kind),
  status: maybe(status),
  durationMs: maybe(amount),
  cost: maybe(amount),
  model: maybe(name),
  promptName: maybe(name),
  promptVersion: maybe(name),
  sessionId: maybe(name),
  tags: maybe(fc.array(name, { maxLength: 3 })),
  feedback: maybe(feedback),
  scores: maybe(fc.dictionary(name, number, { maxKeys: 3 })),
  attributes: maybe(attributes),
  variables: maybe(object),
  output: maybe(json),
  messages: maybe(fc.array(fc.record({ role: fc.constantFrom('user', 'refund'), content: json }), { maxLength: 2 })),
});

const range = fc.record({ min: maybe(amount), max: maybe(amount) });
const anyKey = fc.oneof(
  { weight: 3, arbitrary: key },
  { weight: 1, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom('a.', '.a', 'a..b', '.') },
);
const attribute = fc.oneof(
  fc.record({
    key: anyKey,
    equals: fc
      .oneof({ weight: 4, arbitrary: small }, { weight: 1, arbitrary: inner }, { weight: 1, arbitrary: json })
      .filter((value) => value !== null),
  }),
  fc.record({ key: anyKey, contains: word }),
  fc.record({ key: anyKey, exists: fc.boolean() }),
  fc.record({ key: anyKey, greater: number }),
  fc.record({ key: anyKey, less: number, exists: fc.constant(true) }),
);
const plain: fc.Arbitrary<SpanFilter> = fc.oneof(
  fc.record({ from: day }),
  fc.record({ from: day, to: day }),
  fc.record({ status }),
  fc.record({ kind: fc.array(kind, { maxLength: 2 }) }),
  fc.record({ durationMs: range }),
  fc.record({ cost: range }),
  fc.record({ model: fc.array(name, { maxLength: 2 }) }),
  fc.record({ promptName: fc.array(name, { maxLength: 2 }) }),
  fc.record({ promptVersion: name }),
  fc.record({ sessionId: name }),
  fc.record({ traceId: fc.constantFrom('s1', 's2') }),
  fc.record({ tags: fc.array(name, { maxLength: 2 }) }),
  fc.record({ feedback: fc.array(feedback, { maxLength: 2 }) }),
  fc.record({ score: fc.array(fc.record({ name, min: maybe(number), max: maybe(number) }), { minLength: 1, maxLength: 2 }) }),
  fc.record({ text: word }),
);
const ofAttributes = fc.record({ attributes: fc.array(attribute, { minLength: 1, maxLength: 2 }) });
const condition: fc.Arbitrary<SpanFilter> = fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: ofAttributes });
const filter = fc.array(condition, { minLength: 1, maxLength: 2 }).map((parts): SpanFilter => Object.assign({}, ...parts) as SpanFilter);

describe('a filter', () => {
  test('over attributes takes the literal key first, then the path', async ({ db }) => {
    const projectId = await newProject(db);
    await send(db, projectId, [
      { id: 'literal', attributes: { 'a.b': 1, a: { b: 2 } } },
      { id: 'path', attributes: { a: { b: 1 } } },
    ]);
    const found = async (equals: number) =>
      (await allPages(db, { projectId, filter: { attributes: [{ key: 'a.b', equals }] }, order: 'NEWEST' }))
        .map(({ spanId }) => spanId)
        .sort();
    expect(await found(1)).toEqual(['literal', 'path']);
    expect(await found(2)).toEqual([]);
  });

  test('finds what the same filter finds in memory', { timeout: 120_000 }, async ({ db }) => {
    const projectId = await newProject(db);
    const spans = fc.sample(span, { numRuns: 600, seed: 7 }).map((fields, i) => ({ id: `s${i}`, ...fields }));
    expect(await send(db, projectId, spans)).toMatchObject({ added: 600, refused: [] });
    const all = await allPages(db, { projectId, order: 'OLDEST' });
    // Attributes have more ways to go wrong than the rest together.
    await fc.assert(
      fc.asyncProperty(fc.oneof(filter, ofAttributes), async (some) => {
        const expected = all.filter((one) => passes(one, some)).map(({ spanId }) => spanId);
        const found = await allPages(db, { projectId, filter: some, order: 'OLDEST' });
        expect(found.map(({ spanId }) => spanId)).toEqual(expected);
        expect(await countSpans(db, { projectId, filter: some, limits })).toEqual({ value: expected.length, exact: true });
      }),
      { numRuns: 800 },
    );
  });

  test('has a bound for what it counts, and says so', async ({ db }) => {
    const projectId = await newProject(db);
    await send(
      db,
      projectId,
      Array.from({ length: 30 }, (_, i) => ({ id: `${i}` })),
    );
    const count = (countBound: number) => countSpans(db, { projectId, limits: { ...limits, countBound } });
    expect(await count(29)).toEqual({ value: 29, exact: false });
    expect(await count(30)).toEqual({ value: 30, exact: true });
  });

  test('that takes too long is stopped, and the count says that it knows nothing', async ({ db }) => {
    const projectId = await newProject(db);
    for (let batch = 0; batch < 10; batch++) {
      await send(
        db,
        projectId,
        Array.from({ length: 500 }, (_, i) => ({ id: `${batch}-${i}`, output: 'lorem ipsum '.repeat(300) })),
      );
    }
    const slow = { projectId, filter: { text: 'nowhere' }, limits, timeoutMs: 5 };
    await expect(findSpans(db, { ...slow, order: 'NEWEST', first: 10 })).rejects.toBeInstanceOf(InvalidFilter);
    expect(await countSpans(db, slow)).toEqual({ value: 0, exact: false });
    // The connection that was stopped is as good as before.
    expect(await countSpans(db, { projectId, limits })).toEqual({ value: 5000, exact: true });
  });

  test.for<[string, SpanFilter]>([
    ['NUL in a text', { text: 'a\0b' }],
    ['half a character in a list', { model: ['\ud800'] }],
    ['NUL in the name of a score', { score: [{ name: '\0' }] }],
    ['NUL in a key', { attributes: [{ key: 'a\0', exists: true }] }],
    ['NUL in a value', { attributes: [{ key: 'a', equals: { b: '\0' } }] }],
    ['no key', { attributes: [{ key: '', exists: true }] }],
    ['no condition', { attributes: [{ key: 'a' }] }],
    ['nothing to contain', { attributes: [{ key: 'a', contains: '' }] }],
    ['a long text', { text: 'x'.repeat(1001) }],
    ['a long list', { model: Array.from({ length: 201 }, (_, n) => `${n}`) }],
    ['too many conditions', { attributes: Array.from({ length: 65 }, (_, n) => ({ key: `${n}`, exists: true })) }],
  ])('with %s is refused', async ([, bad], { db }) => {
    await expect(findSpans(db, { projectId: 1, filter: bad, order: 'NEWEST', first: 1, limits })).rejects.toBeInstanceOf(InvalidFilter);
  });
});
