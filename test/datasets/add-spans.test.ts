import { describe, expect } from 'vitest';
import { addColumn } from '@docket/schema/datasets/change-columns.ts';
import { addSpansToDataset, type AddSpans } from '@docket/schema/datasets/add-spans.ts';
import { MappingRefused } from '@docket/schema/datasets/refusals.ts';
import { compileSpanFilter } from '@docket/schema/monitor/span-filter.ts';
import { InvalidInput, NotFound } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { eventsOf, processes, rowsOf, shapeNow, sizesOf, someDataset, someSpans, type Process, type SpanSeed } from './kit.ts';

const everything = { sql: 'true', params: [] };

const columnsOf = async ({ db }: Process, datasetId: number) =>
  (await shapeNow(db, datasetId)).columns
    .filter(({ role }) => role !== 'ANNOTATION')
    .map(({ key, title, role, type }) => [key, title, role, type].join(' '));

async function refusalOf(adding: Promise<unknown>): Promise<MappingRefused> {
  const refusal = await adding.then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal instanceof MappingRefused) return refusal;
  throw new Error(`not refused for its mapping: ${String(refusal)}`);
}

describe('an empty dataset', () => {
  const inferred: [name: string, spans: SpanSeed[], columns: string[]][] = [
    [
      'one column a variable, by what stands in all of them, and the output',
      [
        { variables: { question: 'a', n: 1, ok: true, ctx: { a: 1 }, list: [], odd: 1, none: null }, output: 'x' },
        { variables: { question: 'b', n: 2.5, ok: false, ctx: null, odd: 'two', late: 'l' }, output: null },
      ],
      [
        'n n INPUT NUMBER',
        'ok ok INPUT BOOLEAN',
        'ctx ctx INPUT JSON',
        'odd odd INPUT JSON',
        'list list INPUT JSON',
        'none none INPUT TEXT',
        'question question INPUT TEXT',
        'late late INPUT TEXT',
        'output output OUTPUT TEXT',
      ],
    ],
    [
      'keys that are well formed',
      [{ variables: { userQuery: 'a', 'user-query': 'b', '1st': 'c', 'Größe (cm)': 'd', '': 'e' }, output: 'x' }],
      [
        'column  INPUT TEXT',
        'c_1st 1st INPUT TEXT',
        'user_query user-query INPUT TEXT',
        'user_query_2 userQuery INPUT TEXT',
        'gro_e_cm Größe (cm) INPUT TEXT',
        'output output OUTPUT TEXT',
      ],
    ],
    [
      'keys that are free',
      [{ variables: { output: 'o', priority: 'p', annotation_status: 's' }, output: { a: 1 } }],
      [
        'output_2 output INPUT TEXT',
        'priority_2 priority INPUT TEXT',
        'annotation_status_2 annotation_status INPUT TEXT',
        'output output OUTPUT JSON',
      ],
    ],
    [
      'messages where there are no variables',
      [{ messages: [{ role: 'user', content: 'hi' }], output: 'x' }],
      ['messages messages INPUT JSON', 'output output OUTPUT TEXT'],
    ],
  ];
  test.for(inferred)('gets %s', async ([, spans, columns], { db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await someSpans(db, projectId, spans);
    const added = await addSpansToDataset(services!, { datasetId, actorId, condition: everything });
    expect(added).toEqual({ added: spans.length, alreadyThere: 0, present: [] });
    expect((await columnsOf(services!, datasetId)).toSorted()).toEqual(columns.toSorted());
    const rows = await rowsOf(db, datasetId);
    const shape = await shapeNow(db, datasetId);
    spans.forEach(({ variables = {}, output, messages }, n) => {
      for (const [name, value] of Object.entries(variables)) {
        const column = shape.columns.find(({ title, role }) => title === name && role === 'INPUT')!;
        expect(rows[n]![column.key]).toEqual(value);
      }
      expect(rows[n]!['output']).toEqual(output ?? null);
      if (messages) expect(rows[n]!['messages']).toEqual(messages);
      expect(rows[n]!['annotation_status']).toBe('empty');
    });
    expect((await eventsOf(db, datasetId)).map(({ kind }) => kind)).toEqual(['columns', 'added']);
    // The same names find the same columns the next time.
    const again = await someSpans(db, projectId, spans.slice(0, 1));
    await addSpansToDataset(services!, { datasetId, actorId, spanIds: again });
    expect(await columnsOf(services!, datasetId)).toHaveLength(columns.length);
    expect((await rowsOf(db, datasetId)).at(-1)).toEqual(rows[0]);
  });

  test('is not given more columns than it may have, and then nothing', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [services] = processes(db, 1, { columns: 8 });
    await someSpans(db, projectId, [{ variables: { a: 1, b: 1, c: 1 }, output: 'x' }]);
    await expect(addSpansToDataset(services!, { datasetId, actorId, condition: everything })).rejects.toThrow(/at most 8 columns/);
    expect(await columnsOf(services!, datasetId)).toEqual([]);
    expect(await eventsOf(db, datasetId)).toEqual([]);
  });
});

describe('a dataset with columns', () => {
  async function withColumns(services: Process) {
    const dataset = await someDataset(services.db);
    for (const [key, role, type] of [
      ['user_query', 'INPUT', 'TEXT'],
      ['limit', 'INPUT', 'NUMBER'],
      ['strict', 'INPUT', 'BOOLEAN'],
      ['answer', 'OUTPUT', 'TEXT'],
    ] as const) {
      await addColumn(services, { ...dataset, key, role, type, limits: services.limits });
    }
    return dataset;
  }

  test('is filled by name: the same first, then whatever the case and the dashes; the output by being the only one', async ({ db }) => {
    const [services] = processes(db);
    const { projectId, datasetId, actorId } = await withColumns(services!);
    await someSpans(db, projectId, [
      { variables: { user_query: 'exact', userQuery: 'alike', extra: 'no column' }, output: 'one' },
      { variables: { 'User-Query': 'alike', LIMIT: 3 }, output: 'two' },
      { variables: {} },
    ]);
    await addSpansToDataset(services!, { datasetId, actorId, condition: everything });
    expect((await rowsOf(db, datasetId)).map(({ user_query, limit, strict, answer }) => [user_query, limit, strict, answer])).toEqual([
      ['exact', null, null, 'one'],
      ['alike', 3, null, 'two'],
      [null, null, null, null],
    ]);
  });

  test('refuses what does not fit, with the reasons, before anything is written', async ({ db }) => {
    const [services] = processes(db, 1, { cellBytes: 200 });
    const { projectId, datasetId, actorId } = await withColumns(services!);
    await someSpans(db, projectId, [
      { variables: { user_query: 'fine' }, output: 'fine' },
      { variables: { user_query: 7, limit: '7' }, output: 'x' },
      { variables: { strict: 'yes' }, output: { not: 'text' } },
      { variables: { user_query: 'x'.repeat(300) }, output: 'y'.repeat(300) },
    ]);
    const events = await eventsOf(db, datasetId);
    const { problems } = await refusalOf(addSpansToDataset(services!, { datasetId, actorId, condition: everything }));
    expect(problems.map(({ spanId, column, reason }) => `${spanId} ${column}: ${reason}`).toSorted()).toEqual([
      's2 limit: “7” is not a finite number.',
      's2 user_query: 7 is not text.',
      's3 answer: an object is not text.',
      's3 strict: “yes” is not true or false.',
      's4 answer: 302 bytes are more than the 200 that a cell may have.',
      's4 user_query: 302 bytes are more than the 200 that a cell may have.',
    ]);
    expect(await rowsOf(db, datasetId)).toEqual([]);
    expect(await eventsOf(db, datasetId)).toEqual(events);
  });

  test('tells the first hundred problems', async ({ db }) => {
    const [services] = processes(db);
    const { projectId, datasetId, actorId } = await withColumns(services!);
    await someSpans(
      db,
      projectId,
      Array.from({ length: 150 }, () => ({ variables: { limit: 'x' }, output: 1 })),
    );
    expect((await refusalOf(addSpansToDataset(services!, { datasetId, actorId, condition: everything }))).problems).toHaveLength(100);
  });

  test('refuses spans of which nothing fits', async ({ db }) => {
    const [services] = processes(db);
    const dataset = await someDataset(db);
    await addColumn(services!, { ...dataset, key: 'question', role: 'INPUT', type: 'TEXT', limits: services!.limits });
    await someSpans(db, dataset.projectId, [{ variables: { other: 'x' }, output: 'y' }]);
    const { problems } = await refusalOf(addSpansToDataset(services!, { ...dataset, condition: everything }));
    expect(problems).toEqual([
      { spanId: null, column: 'question', reason: expect.stringContaining('they have other, output; the columns are question') as string },
    ]);
  });

  test('takes what the caller maps, labels too', async ({ db }) => {
    const [services] = processes(db);
    const { projectId, datasetId, actorId } = await withColumns(services!);
    await someSpans(db, projectId, [
      {
        variables: { user_query: 'a' },
        attributes: { triage: { level: 'high' }, 'http.status': 200 },
        output: { text: 'deep' },
        feedbackNote: 'bad',
      },
      { variables: { user_query: 'b' }, attributes: { triage: { level: null } }, output: { text: null } },
    ]);
    const mapping = [
      { column: 'priority', path: 'attributes.triage.level' },
      { column: 'limit', path: 'attributes.http.status' },
      { column: 'answer', path: 'output.text' },
      { column: 'annotation', path: 'feedbackNote' },
    ];
    await addSpansToDataset(services!, { datasetId, actorId, condition: everything, mapping });
    expect(await rowsOf(db, datasetId)).toMatchObject([
      { user_query: 'a', priority: 'high', limit: 200, answer: 'deep', annotation: 'bad', annotation_status: 'empty' },
      { user_query: 'b', priority: null, limit: null, answer: null, annotation: null },
    ]);
    const { told, counted } = await sizesOf(db, datasetId);
    expect(told).toBe(counted);
  });

  test('refuses a mapping that names nothing, and labels that are none', async ({ db }) => {
    const [services] = processes(db);
    const { projectId, datasetId, actorId } = await withColumns(services!);
    await someSpans(db, projectId, [{ variables: { user_query: 'a' }, attributes: { p: 'urgent' } }]);
    const add = (column: string, path: string) =>
      refusalOf(addSpansToDataset(services!, { datasetId, actorId, condition: everything, mapping: [{ column, path }] }));
    for (const [column, path] of [
      ['nowhere', 'output'],
      ['annotation_status', 'output'],
      ['limit', 'nowhere'],
      ['limit', 'variables.'],
      ['limit', 'name.x'],
      ['limit', '__proto__'],
      ['limit', 'variables.a\0'],
    ] as const) {
      expect((await add(column, path)).problems).toMatchObject([{ spanId: null, column }]);
    }
    expect((await add('priority', 'attributes.p')).problems).toEqual([
      { spanId: 's1', column: 'priority', reason: '“urgent” is not one of its labels: high, medium, low.' },
    ]);
  });
});

describe('a span', () => {
  const add = (services: Process, input: Omit<AddSpans, 'actorId'> & { actorId: number }) => addSpansToDataset(services, input);

  test('that is there already is answered with its row', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    const spanIds = await someSpans(db, projectId, [{ variables: { q: 'a' } }, { variables: { q: 'b' } }, { variables: { q: 'c' } }]);
    await add(services!, { datasetId, actorId, spanIds: [spanIds[2]!, spanIds[0]!, spanIds[2]!] });
    expect((await rowsOf(db, datasetId)).map(({ q }) => q)).toEqual(['c', 'a']);
    const events = await eventsOf(db, datasetId);
    const again = await add(services!, { datasetId, actorId, spanIds: [spanIds[0]!] });
    expect(again).toMatchObject({ added: 0, alreadyThere: 1, present: [{ spanId: spanIds[0] }] });
    expect(await eventsOf(db, datasetId)).toEqual(events);
    expect(await add(services!, { datasetId, actorId, condition: everything })).toMatchObject({ added: 1, alreadyThere: 2 });
    expect(await add(services!, { datasetId, actorId, condition: everything })).toMatchObject({ added: 0, alreadyThere: 3 });
  });

  test('of another project, or one that is not there, is not found, and then none is added', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const other = await someDataset(db);
    const [services] = processes(db);
    const mine = await someSpans(db, projectId, [{ variables: { q: 'a' } }]);
    const foreign = await someSpans(db, other.projectId, [{ variables: { q: 'b' } }]);
    await expect(add(services!, { datasetId, actorId, spanIds: [...mine, ...foreign] })).rejects.toThrow(NotFound);
    await expect(add(services!, { datasetId, actorId, spanIds: [987_654_321] })).rejects.toThrow(NotFound);
    await expect(add(services!, { datasetId: 987_654_321, actorId, spanIds: mine })).rejects.toThrow(NotFound);
    await expect(add(services!, { datasetId, actorId })).rejects.toThrow(InvalidInput);
    await expect(add(services!, { datasetId, actorId, spanIds: mine, condition: everything })).rejects.toThrow(InvalidInput);
    expect(await add(services!, { datasetId, actorId, spanIds: [] })).toEqual({ added: 0, alreadyThere: 0, present: [] });
    expect(await rowsOf(db, datasetId)).toEqual([]);
    // The filter sees this project alone.
    expect(await add(services!, { datasetId, actorId, condition: everything })).toMatchObject({ added: 1 });
  });

  test('is chosen by the filter of the monitor', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await someSpans(db, projectId, [
      { variables: { q: 'a' }, attributes: { plan: 'pro' } },
      { variables: { q: 'b' }, attributes: { plan: 'free' } },
    ]);
    const condition = compileSpanFilter(projectId, { attributes: [{ key: 'plan', equals: 'free' }] }, services!.limits);
    await add(services!, { datasetId, actorId, condition });
    expect((await rowsOf(db, datasetId)).map(({ q }) => q)).toEqual(['b']);
  });

  test('is one row, however many add it at once from two processes', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [one, two] = processes(db, 2);
    const spanIds = await someSpans(
      db,
      projectId,
      Array.from({ length: 400 }, (_, n) => ({ variables: { q: String(n) }, output: 'x' })),
    );
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        add(n % 2 ? two! : one!, { datasetId, actorId, spanIds: spanIds.slice(n * 40, n * 40 + 120).toSorted(() => (n % 3) - 1) }),
      ),
    );
    expect(replies.reduce((sum, { added }) => sum + added, 0)).toBe(400);
    expect(replies.every(({ added, alreadyThere }) => added + alreadyThere === 120)).toBe(true);
    expect(new Set((await rowsOf(db, datasetId)).map(({ q }) => q)).size).toBe(400);
    expect(await rowsOf(db, datasetId)).toHaveLength(400);
    expect(await columnsOf(one!, datasetId)).toEqual(['q q INPUT TEXT', 'output output OUTPUT TEXT']);
    const { told, counted } = await sizesOf(db, datasetId);
    expect(told).toBe(counted);
    const events = await eventsOf(db, datasetId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
    await two!.db.close();
  });

  test('by the ten thousand is one event, told as it goes', async ({ db }) => {
    const { projectId, datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await someSpans(
      db,
      projectId,
      Array.from({ length: 25_000 }, (_, n) => ({ variables: { q: `question ${n}` }, output: 'x' })),
    );
    const began = performance.now();
    await add(services!, { datasetId, actorId, condition: everything, progressId: 'p' });
    expect(performance.now() - began).toBeLessThan(10_000);
    const progress = services!.told.flatMap(({ name, payload }) => (name === 'progress' ? [payload] : []));
    expect(progress.map((payload) => ('done' in payload ? payload.done : null))).toEqual([0, 10_000, 20_000, 25_000, 25_000]);
    expect(progress.at(-1)).toEqual({ id: 'p', userId: actorId, done: 25_000, total: 25_000, finished: true });
    expect((await eventsOf(db, datasetId)).map(({ kind, rows }) => [kind, rows?.length])).toEqual([
      ['columns', undefined],
      ['added', 25_000],
    ]);
    expect((await rowsOf(db, datasetId)).map(({ q }) => q)).toEqual(Array.from({ length: 25_000 }, (_, n) => `question ${n}`));
  });

  test('that is refused finishes its progress too', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await add(services!, { datasetId, actorId, spanIds: [1_000_000_000], progressId: 'p' }).catch(() => undefined);
    expect(services!.told.at(-1)).toMatchObject({ name: 'progress', payload: { finished: true } });
  });
});
