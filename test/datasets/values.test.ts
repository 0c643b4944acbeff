import { describe, expect } from 'vitest';
import { addColumn } from '@docket/schema/datasets/change-columns.ts';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import { parseValues } from '@docket/schema/datasets/parse-values.ts';
import { presentValues } from '@docket/schema/datasets/present-values.ts';
import { removeRows } from '@docket/schema/datasets/remove-rows.ts';
import type { Database } from '@docket/prisma/database.ts';
import { InvalidInput, InvalidValue } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { eventsOf, processes, rowsOf, shapeNow, sizesOf, someDataset } from './kit.ts';

/** A dataset with a column of each type. */
async function oneOfEach(db: Database, limits = {}) {
  const dataset = await someDataset(db);
  const [services] = processes(db, 1, limits);
  const types = [
    ['text', 'TEXT'],
    ['number', 'NUMBER'],
    ['yes', 'BOOLEAN'],
    ['json', 'JSON'],
  ] as const;
  for (const [key, type] of types) await addColumn(services!, { ...dataset, key, role: 'INPUT', type, limits: services!.limits });
  return { ...dataset, services: services!, shape: await shapeNow(db, dataset.datasetId) };
}

describe('values', () => {
  test('are told apart by role and type, by column id, and come back by key', async ({ db }) => {
    const { shape } = await oneOfEach(db);
    const id = (key: string) => shape.byKey.get(key)!.id;
    const high = shape.byKey.get('priority')!.optionByValue.get('high')!.id;
    const values = { text: 'ä\u2028"', number: -1.5, yes: false, json: { a: [null, { b: '' }] }, annotation: 'ok', priority: 'high' };
    const parsed = parseValues(shape, values, { cellBytes: 1000 });
    expect(parsed).toEqual({
      given: { [id('text')]: 'ä\u2028"', [id('number')]: -1.5, [id('yes')]: false, [id('json')]: { a: [null, { b: '' }] } },
      answer: { [id('annotation')]: 'ok' },
      labels: { [id('priority')]: high },
    });
    const cells = { ...parsed, labels: { [id('priority')]: high }, filled: true };
    expect(presentValues(shape, cells)).toEqual({ ...values, feedback_category: null, expected_output: null, annotation_status: 'filled' });
  });

  test('that are null take away', async ({ db }) => {
    const { shape } = await oneOfEach(db);
    const id = (key: string) => shape.byKey.get(key)!.id;
    expect(parseValues(shape, { text: null, annotation: null, priority: null }, { cellBytes: 10 })).toEqual({
      given: { [id('text')]: null },
      answer: { [id('annotation')]: null },
      labels: { [id('priority')]: null },
    });
  });

  const deep = JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown;
  const bad: [key: string, value: unknown, reason: RegExp][] = [
    ['nowhere', 1, /no such column/],
    ['__proto__', 1, /no such column/],
    ['toString', 1, /no such column/],
    ['annotation_status', 'filled', /filling and reopening/],
    ['text', 1, /1 is not text/],
    ['text', ['a'], /a list is not text/],
    ['text', 'a\0b', /NUL/],
    ['text', 'half \ud83d', /half a character/],
    ['text', 'x'.repeat(200), /more than the 100/],
    ['number', '1', /“1” is not a finite number/],
    ['number', Infinity, /not a finite/],
    ['number', NaN, /not a finite/],
    ['yes', 'true', /“true” is not true or false/],
    ['yes', 0, /0 is not true or false/],
    ['json', { a: '\0' }, /NUL/],
    ['json', { 'a\0': 1 }, /name in it has a NUL/],
    ['json', [Infinity], /Infinity is not a number/],
    ['json', { a: 'x'.repeat(100) }, /more than the 100/],
    ['json', deep, /64 levels/],
    ['priority', 'urgent', /“urgent” is not one of its labels: high, medium, low/],
    ['priority', '', /not one of its labels/],
    ['priority', 1, /1 is not one of its labels/],
    ['priority', {}, /an object is not one of its labels/],
  ];
  test.for(bad)('that do not fit are refused: %s', async ([key, value, reason], { db }) => {
    const { shape } = await oneOfEach(db);
    const values = Object.fromEntries([[key, value]]);
    const refused = () => parseValues(shape, values, { cellBytes: 100, row: 4 });
    expect(refused).toThrow(InvalidValue);
    expect(refused).toThrow(reason);
    expect(refused).toThrow(expect.objectContaining({ column: key, row: 4 }));
  });

  test('are an object', async ({ db }) => {
    const { shape } = await oneOfEach(db);
    for (const values of [null, [], 'x', 1]) expect(() => parseValues(shape, values, { cellBytes: 1 })).toThrow(InvalidInput);
  });
});

describe('rows by hand', () => {
  test('come in their order, all or none, as one event', async ({ db }) => {
    const { services, ...dataset } = await oneOfEach(db);
    const rows = Array.from({ length: 300 }, (_, n) => ({ number: n, priority: ['high', 'low', null][n % 3] }));
    const ids = await addRows(services, { ...dataset, rows });
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect((await rowsOf(db, dataset.datasetId)).map(({ number }) => number)).toEqual(rows.map(({ number }) => number));
    const events = await eventsOf(db, dataset.datasetId);
    expect(events.filter(({ kind }) => kind === 'added').map((event) => event.rows)).toEqual([ids]);
    const { told, counted } = await sizesOf(db, dataset.datasetId);
    expect(told).toBe(counted);

    await expect(addRows(services, { ...dataset, rows: [{ number: 1 }, { number: 'x' }] })).rejects.toThrow(
      expect.objectContaining({ row: 1, column: 'number' }),
    );
    await expect(addRows(services, { ...dataset, rows: Array.from({ length: 1001 }, () => ({})) })).rejects.toThrow(InvalidInput);
    expect(await addRows(services, { ...dataset, rows: [] })).toEqual([]);
    expect(await eventsOf(db, dataset.datasetId)).toEqual(events);
  });

  test('stop at the bound of combinations', async ({ db }) => {
    const { services, ...dataset } = await oneOfEach(db, { combinations: 2 });
    await addRows(services, { ...dataset, rows: [{ priority: 'high' }, { priority: 'low' }] });
    await addRows(services, { ...dataset, rows: [{ priority: 'high' }] });
    await expect(addRows(services, { ...dataset, rows: [{ priority: 'medium' }] })).rejects.toThrow(/more than 2 different combinations/);
  });

  test('of eight people at once are all there, and the events are dense', async ({ db }) => {
    const { services, ...dataset } = await oneOfEach(db);
    const before = (await eventsOf(db, dataset.datasetId)).length;
    const add = (n: number) =>
      addRows(services, {
        ...dataset,
        rows: [
          { number: n, priority: 'high' },
          { number: -n, priority: 'medium' },
        ],
      });
    await Promise.all(Array.from({ length: 40 }, (_, n) => add(n)));
    const events = await eventsOf(db, dataset.datasetId);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 40 }, (_, n) => n + 1));
    const { told, counted } = await sizesOf(db, dataset.datasetId);
    expect(told).toBe(counted);
    expect(await rowsOf(db, dataset.datasetId)).toHaveLength(80);
  });

  test('are removed, but for those that somebody holds and those of other datasets', async ({ db }) => {
    const { services, ...dataset } = await oneOfEach(db);
    const other = await oneOfEach(db);
    const [held, free] = await addRows(services, { ...dataset, rows: [{ number: 1 }, { number: 2 }] });
    const [foreign] = await addRows(services, { ...other, rows: [{ number: 3 }] });
    await db.pool.query(
      `INSERT INTO claim (row_id, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at)
       VALUES ($1, $2, $3, $4, gen_random_uuid(), now(), now() + interval '1 minute')`,
      [held, dataset.projectId, dataset.datasetId, dataset.actorId],
    );
    expect(await removeRows(services, { ...dataset, rowIds: [held!, free!, free!, foreign!, 999_999] })).toEqual({ removed: 1, held: 1 });
    expect((await rowsOf(db, dataset.datasetId)).map(({ number }) => number)).toEqual([1]);
    expect(await rowsOf(db, other.datasetId)).toHaveLength(1);
    const { told, counted } = await sizesOf(db, dataset.datasetId);
    expect(told).toBe(counted);
    await expect(removeRows(services, { ...dataset, rowIds: Array.from({ length: 1001 }, (_, n) => n) })).rejects.toThrow(InvalidInput);
  });
});
