import { describe, expect } from 'vitest';
import { defaultLimits } from '@docket/schema/limits.ts';
import type { Signals } from '@docket/schema/feed/signals.ts';
import { importSpans } from '@docket/schema/monitor/import-spans.ts';
import { InvalidInput } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { allPages, limits, newProject, send } from './monitor-kit.ts';

const spans = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `s${i}`, variables: { q: `question ${i}` }, output: { n: i } }));

describe('importing', () => {
  test('the same again changes nothing, even later', async ({ db }) => {
    const projectId = await newProject(db);
    expect(await send(db, projectId, spans(20), new Date('2026-01-01'))).toEqual({ added: 20, unchanged: 0, refused: [] });
    const before = await allPages(db, { projectId, order: 'OLDEST' });
    expect(await send(db, projectId, spans(20))).toEqual({ added: 0, unchanged: 20, refused: [] });
    expect(await allPages(db, { projectId, order: 'OLDEST' })).toEqual(before);
  });

  test('the same id with other content is reported, and the first is kept', async ({ db }) => {
    const projectId = await newProject(db);
    await send(db, projectId, [{ id: 'a', output: 'first' }]);
    const result = await send(db, projectId, [{ id: 'a', output: 'second' }, { id: 'b' }]);
    expect(result).toMatchObject({ added: 1, unchanged: 0, refused: [{ index: 0, id: 'a', code: 'DIFFERENT_CONTENT' }] });
    expect((await allPages(db, { projectId, order: 'NEWEST' })).find(({ spanId }) => spanId === 'a')?.output).toBe('first');
  });

  test('within a batch the first is kept', async ({ db }) => {
    const projectId = await newProject(db);
    const batch = [
      { id: 'a', output: 1 },
      { id: 'a', output: 2 },
      { id: 'a', output: 1 },
      { id: 'a', traceId: 'another', output: 3 },
    ];
    expect(await send(db, projectId, batch)).toMatchObject({
      added: 2,
      unchanged: 1,
      refused: [
        { index: 1, code: 'DIFFERENT_CONTENT', reason: 'id: stands at index 0 of this batch with other content; that one was kept' },
      ],
    });
    // What is there decides, not what stands first in a later batch.
    expect(
      await send(db, projectId, [
        { id: 'a', output: 2 },
        { id: 'a', output: 1 },
      ]),
    ).toMatchObject({ unchanged: 1, refused: [{ index: 0 }] });
  });

  test('one bad span of a thousand keeps no other out', async ({ db }) => {
    const projectId = await newProject(db);
    const batch: unknown[] = spans(1000);
    batch[500] = { id: 's500', cost: 'much' };
    expect(await send(db, projectId, batch)).toEqual({
      added: 999,
      unchanged: 0,
      refused: [{ index: 500, id: 's500', code: 'INVALID', reason: 'cost: is not a finite number' }],
    });
  });

  test('projects know nothing of each other', async ({ db }) => {
    const [one, two] = [await newProject(db), await newProject(db)];
    await send(db, one, [{ id: 'a', output: 1 }]);
    expect(await send(db, two, [{ id: 'a', output: 2 }])).toMatchObject({ added: 1, refused: [] });
    expect(await allPages(db, { projectId: two, order: 'NEWEST' })).toHaveLength(1);
  });

  test('everything comes back as it was sent', async ({ db }) => {
    const projectId = await newProject(db);
    const odd = `'; DROP TABLE span; -- $1 {"a":1} \\ "quoted" \n\t\u0001 ünï 😀 \u2028`;
    const json = { [odd]: [odd, null, 1e300, -0.1, true, { '': odd }], __proto__x: 1 };
    const sent = {
      id: odd,
      traceId: odd,
      parentId: odd,
      name: odd,
      kind: 'TOOL',
      status: 'ERROR',
      error: odd,
      startedAt: '2026-01-01T00:00:00.123Z',
      endedAt: '2026-01-01T00:00:01.000Z',
      durationMs: 876.5,
      model: odd,
      provider: odd,
      promptName: odd,
      promptVersion: odd,
      variables: json,
      messages: [
        { role: 'user', content: [{ type: 'text', text: odd }] },
        { role: 'tool', content: null, name: odd },
      ],
      output: json,
      tokensIn: 1,
      tokensOut: 2147483647,
      cost: 1e-7,
      sessionId: odd,
      userId: odd,
      tags: [odd, '{a,b}', 'a,"b'],
      attributes: json,
      feedback: 'NEGATIVE',
      feedbackNote: odd,
      scores: { [odd]: 0.30000000000000004 },
    };
    expect(await send(db, projectId, [sent])).toEqual({ added: 1, unchanged: 0, refused: [] });
    const [span] = await allPages(db, { projectId, order: 'NEWEST' });
    const { id, parentId, userId, startedAt, endedAt, ...same } = sent;
    expect(span).toMatchObject({
      ...same,
      spanId: id,
      parentSpanId: parentId,
      endUserId: userId,
      feedback: -1,
      startedAt: new Date(startedAt),
      endedAt: new Date(endedAt),
    });
  });

  test('the largest names there are fit the indexes', async ({ db }) => {
    const projectId = await newProject(db);
    // Three bytes each, and nothing that compresses.
    const name = Array.from({ length: 256 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000))).join('');
    expect(
      await send(db, projectId, [{ id: name, traceId: name, sessionId: name, tags: [name], attributes: { [name]: name } }]),
    ).toMatchObject({ added: 1 });
  });

  test('what only the database finds is told of that span alone', async ({ db }) => {
    const projectId = await newProject(db);
    // No such value is known, so the database is made to refuse one.
    await db.pool.query(`CREATE FUNCTION trap_${projectId}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF new.name = 'trap' THEN RAISE EXCEPTION 'no' USING ERRCODE = '22023'; END IF; RETURN new; END $$`);
    await db.pool.query(`CREATE TRIGGER trap_${projectId} BEFORE INSERT ON span FOR EACH ROW EXECUTE FUNCTION trap_${projectId}()`);
    const batch = spans(9).map((span, i) => (i === 4 ? { ...span, name: 'trap' } : span));
    const result = await send(db, projectId, batch);
    await db.pool.query(`DROP TRIGGER trap_${projectId} ON span`);
    expect(result).toMatchObject({ added: 8, refused: [{ index: 4, id: 's4', code: 'INVALID' }] });
  });

  test('imports of the same spans at the same moment add each once', async ({ db }) => {
    const projectId = await newProject(db);
    const results = await Promise.all(Array.from({ length: 6 }, (_, n) => send(db, projectId, n % 2 ? spans(300) : spans(300).reverse())));
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(300);
    expect(results.every(({ added, unchanged, refused }) => added + unchanged === 300 && refused.length === 0)).toBe(true);
  });

  test('a batch that is too large is refused as a whole', async ({ db }) => {
    const projectId = await newProject(db);
    await expect(send(db, projectId, spans(1001))).rejects.toBeInstanceOf(InvalidInput);
    expect(await send(db, projectId, [])).toEqual({ added: 0, unchanged: 0, refused: [] });
  });

  test('tells of what was added, and of nothing else', async ({ db }) => {
    const projectId = await newProject(db);
    const told: unknown[] = [];
    const signals: Signals = {
      send: (name, payload) => void told.push([name, payload]),
      on: () => () => undefined,
      onGap: () => () => undefined,
    };
    await importSpans(db, { projectId, spans: spans(3), limits: defaultLimits, signals });
    await importSpans(db, { projectId, spans: spans(3), limits: defaultLimits, signals });
    expect(told).toEqual([['spans', { projectId, count: 3 }]]);
    expect(limits.batch).toBe(1000);
  });
});
