import { describe, expect } from 'vitest';
import { findSpans, pageSql } from '@docket/schema/monitor/find-spans.ts';
import { spanFacets } from '@docket/schema/monitor/span-facets.ts';
import { spanOrders, type SpanOrder } from '@docket/schema/monitor/span-order.ts';
import type { SpanRecord } from '@docket/schema/monitor/span-record.ts';
import { spansOfTraces, rowIdsOfSpans } from '@docket/schema/monitor/load-spans.ts';
import { InvalidInput } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { allPages, limits, newProject, send } from './monitor-kit.ts';

const keys: Record<SpanOrder, (span: SpanRecord) => number> = {
  NEWEST: ({ startedAt }) => -startedAt.getTime(),
  OLDEST: ({ startedAt }) => startedAt.getTime(),
  SLOWEST: ({ durationMs }) => -(durationMs ?? -1),
  COSTLIEST: ({ cost }) => -(cost ?? -1),
};

/** Many ties, and many without a duration or cost. */
const some = (from: number, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `s${from + i}`,
    startedAt: new Date(Date.UTC(2026, 0, 1) + ((from + i) % 7)).toISOString(),
    ...(i % 3 && { durationMs: (i % 5) / 10, cost: (i % 4) / 3 }),
  }));

describe('paging', () => {
  test.for(spanOrders)('%s shows each span once, in order, while others arrive', async (order, { db }) => {
    const projectId = await newProject(db);
    await send(db, projectId, some(0, 100));
    const before = new Set((await allPages(db, { projectId, order })).map(({ id }) => id));
    let more = 100;
    const shown = await allPages(db, { projectId, order, first: 7 }, () =>
      more < 300 ? send(db, projectId, some((more += 20) - 20, 20)) : Promise.resolve(),
    );
    const ids = shown.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => before.has(id))).toHaveLength(100);
    const sorted = shown.map(keys[order]);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
  });

  test('ends where it ends', async ({ db }) => {
    const projectId = await newProject(db);
    await send(db, projectId, some(0, 4));
    const page = (first: number, after?: string) => findSpans(db, { projectId, order: 'NEWEST', first, after, limits });
    expect(await page(4)).toMatchObject({ hasNextPage: false, edges: { length: 4 } });
    expect(await page(3)).toMatchObject({ hasNextPage: true, edges: { length: 3 } });
    expect(await page(0)).toEqual({ hasNextPage: true, edges: [] });
    expect(await page(4, (await page(4)).edges.at(-1)!.cursor)).toEqual({ hasNextPage: false, edges: [] });
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.for([
    ['no cursor', 'x'],
    ['an empty one', ''],
    ['another order’s', cursor([1, 5, 5])],
    ['too short', cursor([0, 5])],
    ['a text for a key', cursor([0, '1) OR true; --', 5])],
    ['half an id', cursor([0, 5, 1.5])],
    ['a key beyond all times', cursor([0, 1e300, 5])],
    ['a list in a list', cursor([[0, 5, 5]])],
    ['an endless one', 'A'.repeat(100_000)],
  ] as const)('refuses %s', async ([, after], { db }) => {
    await expect(findSpans(db, { projectId: 1, order: 'NEWEST', first: 1, after, limits })).rejects.toBeInstanceOf(InvalidInput);
  });

  test.for([-1, 201, 1.5, NaN])('refuses a page of %s', async (first, { db }) => {
    await expect(findSpans(db, { projectId: 1, order: 'NEWEST', first, limits })).rejects.toBeInstanceOf(InvalidInput);
  });
});

test('the list reads no more than its page, however many spans there are', { timeout: 120_000 }, async ({ db }) => {
  const projectId = await newProject(db);
  const other = await newProject(db);
  await db.pool.query(
    `INSERT INTO span (project_id, trace_id, span_id, name, kind, status, started_at, duration_ms, cost, attributes, tags, content_hash)
     SELECT CASE WHEN i % 10 = 0 THEN $2::int ELSE $1::int END, 't' || i, 's' || i, 'n', 'MODEL', 'OK', timestamptz '2026-01-01' + i * interval '1 s',
            random() * 1000, random(), jsonb_build_object('user', jsonb_build_object('plan', 'p' || i % 1000)), ARRAY['t' || i % 1000], 'x'
     FROM generate_series(1, 50000) i`,
    [projectId, other],
  );
  await db.pool.query('ANALYZE span');
  const plan = async (query: Partial<Parameters<typeof pageSql>[0]>): Promise<string> => {
    const { text, values } = pageSql({ projectId, order: 'NEWEST', first: 50, limits, ...query });
    const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const cursorOf = async (order: SpanOrder) => (await findSpans(db, { projectId, order, first: 50, limits })).edges.at(-1)!.cursor;
  for (const order of ['NEWEST', 'OLDEST'] as const) {
    for (const after of [undefined, await cursorOf(order)]) {
      const said = await plan({ order, after });
      expect(said).toMatch(/Index Scan.* using span_project_id_started_at_id_idx/);
      expect(said).not.toMatch(/Sort|Seq Scan/);
    }
  }
  expect(await plan({ filter: { attributes: [{ key: 'user.plan', equals: 'p7' }] } })).toContain('span_attributes_idx');
  expect(await plan({ filter: { tags: ['t7'] } })).toContain('span_tags_idx');
  expect(await plan({ filter: { traceId: 't77' } })).toContain('span_project_id_trace_id_span_id_key');
});

test('facets name the commonest values first, and of this project only', async ({ db }) => {
  const [projectId, other] = [await newProject(db), await newProject(db)];
  await send(db, other, [{ id: 'x', model: 'elsewhere', tags: ['elsewhere'] }]);
  await send(db, projectId, [
    { id: '1', model: 'small', tags: ['a', 'b'], scores: { good: 1 } },
    { id: '2', model: 'large', tags: ['b'], promptName: 'answer' },
    { id: '3', model: 'large', status: 'ERROR' },
  ]);
  expect(await spanFacets(db, { projectId, limits })).toEqual({
    models: [
      { value: 'large', count: 2 },
      { value: 'small', count: 1 },
    ],
    promptNames: [{ value: 'answer', count: 1 }],
    tags: [
      { value: 'b', count: 2 },
      { value: 'a', count: 1 },
    ],
    scoreNames: ['good'],
  });
  expect(await spanFacets(db, { projectId, filter: { status: 'ERROR' }, limits })).toMatchObject({
    models: [{ value: 'large', count: 1 }],
    tags: [],
  });
});

test('a trace is read in the order of its steps, several at once', async ({ db }) => {
  const [projectId, other] = [await newProject(db), await newProject(db)];
  const step = (id: string, traceId: string, second: number) => ({ id, traceId, startedAt: `2026-01-01T00:00:0${second}Z` });
  await send(db, projectId, [step('b', 't', 2), step('a', 't', 1), step('c', 'u', 0)]);
  await send(db, other, [step('z', 't', 0)]);
  const traces = await spansOfTraces(db, [
    { projectId, traceId: 'u' },
    { projectId, traceId: 'none' },
    { projectId, traceId: 't' },
  ]);
  expect(traces.map((spans) => spans.map(({ spanId }) => spanId))).toEqual([['c'], [], ['a', 'b']]);
  expect(traces[2]?.[0]).not.toHaveProperty('at');
  expect(await rowIdsOfSpans(db, [traces[0]![0]!.id])).toEqual([[]]);
});
