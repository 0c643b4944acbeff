import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '@docket/prisma/database.ts';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import type { DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { encodeId } from '@docket/schema/ids.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import { factsOf } from '@docket/schema/feed/row-changes.ts';
import { loadCombinations } from '@docket/schema/queue/combinations.ts';
import { type HeldRows, sizeOf } from '@docket/schema/queue/count-rows.ts';
import { type Facts, evaluateFilter, needsOf } from '@docket/schema/queue/filter/evaluate-filter.ts';
import { verdictOn } from '@docket/schema/queue/filter/matching-combinations.ts';
import { presentFilter } from '@docket/schema/queue/filter/present-filter.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import type { Condition, RowFilter } from '@docket/schema/queue/filter/row-filter.ts';
import { findRows } from '@docket/schema/queue/find-rows.ts';
import { loadRows } from '@docket/schema/queue/load-rows.ts';
import { InvalidFilter } from '@docket/schema/refusals.ts';
import { processes, shapeNow, someDataset } from '../datasets/kit.ts';
import { test as base } from '../kit/database.ts';

const texts = [
  '',
  'a',
  'A',
  'Straße',
  'STRASSE',
  'İstanbul',
  'éclair',
  'ÉCLAIR',
  '%',
  '_',
  '100%_sure',
  '\\',
  '\\%',
  "it's",
  '"quoted"',
  '$1',
  'a\nb',
  '\\u0000',
  '\\ud800',
  '😀',
  '日本語',
  ' a ',
  'ab',
  'B',
  'null',
  '[]',
];
const numbers = [0, -0, 1, -1, 0.1, 0.1 + 0.2, 1e300, -1e300, 5e-324, Number.MAX_SAFE_INTEGER, 1.5, 100];
const trees = [
  {},
  [],
  { a: 1 },
  { a: 1, b: null },
  { b: null, a: 1 },
  { a: { b: ['Deep', 'x%'] } },
  ['a', ['B', ['c']]],
  0,
  -0,
  false,
  '',
  'text',
  { '': 'A' },
  { a: 0.1 },
  [1, 2],
  [2, 1],
  JSON.parse('{"__proto__": {"a": "x"}}') as unknown,
];
const priorities = ['high', 'medium', 'low'];

const text = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 4 }).filter((one) => one.isWellFormed() && !one.includes('\0')),
);
const needles = ['É', 'é', 'ß', 'SS', 'ss', 'İ', 'i', 'STR', 'Deep', 'X%'];
const needle = fc.oneof(fc.constantFrom(...needles), text);
const number = fc.oneof(fc.constantFrom(...numbers), fc.double({ noNaN: true, noDefaultInfinity: true }));
const json = fc.oneof(
  fc.constantFrom<unknown>(...trees),
  fc.jsonValue({ maxDepth: 2 }).filter((one) => one !== null && JSON.stringify(one).isWellFormed() && !JSON.stringify(one).includes('\\u')),
);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 3 });

const someRow = fc.record(
  {
    words: maybe(text),
    amount: maybe(number),
    sure: maybe(fc.boolean()),
    tree: maybe(json),
    annotation: maybe(text),
    priority: maybe(fc.constantFrom(...priorities)),
    topic: maybe(fc.constantFrom('A', 'b', 'Ä%', 'old')),
  },
  { requiredKeys: [] },
);

interface World {
  db: Database;
  shape: DatasetShape;
  people: number[];
  rows: Facts[];
  slices: Map<number, Condition>;
}

const everyRow = 60;

/** A dataset of columns of every type, its rows in every state: free, held, released, filled, reopened, edited. */
async function someWorld(db: Database): Promise<World> {
  const { datasetId, projectId, actorId } = await someDataset(db, { annotationPreset: true });
  const column = (key: string, type: 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'JSON' | 'LABEL', options: string[] = []) =>
    db.prisma.datasetColumn.create({
      data: {
        projectId,
        datasetId,
        key,
        title: key,
        role: type === 'LABEL' ? 'ANNOTATION' : 'INPUT',
        type,
        position: 50,
        options: { create: options.map((value, position) => ({ value, color: 'gray', position, projectId })) },
      },
    });
  await column('words', 'TEXT');
  await column('amount', 'NUMBER');
  await column('sure', 'BOOLEAN');
  await column('tree', 'JSON');
  const topic = await column('topic', 'LABEL', ['A', 'b', 'Ä%', 'old', 'never']);
  const [process] = processes(db);
  // Every nasty text is there, so that what looks for it finds it or must not.
  const rows = fc.sample(someRow, { numRuns: everyRow, seed: 7 }).map((row, n) => (n < texts.length ? { ...row, words: texts[n]! } : row));
  const ids = await addRows(process!, { datasetId, actorId, rows });
  // An option that rows have is retired only afterwards.
  await db.prisma.labelOption.updateMany({ where: { columnId: topic.id, value: 'old' }, data: { retiredAt: new Date() } });

  const [ada, bo] = await Promise.all(
    ['ada', 'bo'].map((name) => db.prisma.user.create({ data: { name, email: `${name}-${datasetId}@example.test`, passwordHash: '' } })),
  );
  const by = [ada!.id, bo!.id];
  const write = async (...items: Record<string, unknown>[]) => {
    const { rows: done } = await db.pool.query<{ answer: { replies: { ok?: { claims?: { token: string }[] } }[] } }>(
      'SELECT queue_batch($1, $2::jsonb) AS answer',
      [datasetId, JSON.stringify(items)],
    );
    return done[0]!.answer.replies;
  };
  const cells = { given: {}, answer: {}, labels: {}, fill: false, force: false, token: null, typed: null };
  const shape = await shapeNow(db, datasetId);
  const annotation = shape.byKey.get('annotation')!.id;
  // Two of five want several reviews: some are held by both at once, some have one answer of two.
  await write({ op: 'require', by: by[0], rows: ids.filter((_, n) => n % 5 > 2), required: 2 });
  for (const [n, row] of ids.entries()) {
    const who = by[n % 2]!;
    if (n % 5 === 3) for (const one of n % 2 ? by : [who]) await write({ op: 'claimRow', by: one, row, seconds: 600, limit: 0 });
    if (n % 5 === 4) await write({ op: 'annotate', by: who, row, version: 1, ...cells, fill: true });
    if (n % 5 === 0) await write({ op: 'claimRow', by: who, row, seconds: 600, limit: 0 });
    if (n % 5 === 1) await write({ op: 'annotate', by: who, row, version: 1, ...cells, fill: true });
    if (n % 5 === 2) await write({ op: 'annotate', by: who, row, version: 1, ...cells, answer: { [annotation]: texts[n % texts.length] } });
    if (n % 15 === 1) await write({ op: 'reopen', by: who, row, version: 2 });
  }
  await db.pool.query('SELECT pg_sleep(0.002)');
  const images = (await loadRows(db, ids)).map((row) => row!);
  const combinations = await loadCombinations(db, datasetId);
  const slices = new Map([[11, resolveFilter({ column: { column: 'priority', equals: 'high' } }, { shape, limits: defaultLimits })]]);
  return { db, shape, people: by, rows: images.map((row) => factsOf(row, combinations.byId.get(row.combinationId)!)), slices };
}

const cellFilter = fc.oneof(
  ...['words', 'annotation'].map((column) =>
    fc.oneof(
      text.map((equals) => ({ column, equals })),
      fc.array(maybe(text), { maxLength: 3 }).map((list) => ({ column, in: list })),
      text.map((contains) => ({ column, contains })),
    ),
  ),
  fc.oneof(
    number.map((equals) => ({ column: 'amount', equals })),
    number.map((greater) => ({ column: 'amount', greater })),
    number.map((less) => ({ column: 'amount', less })),
  ),
  fc.boolean().map((equals) => ({ column: 'sure', equals })),
  fc.oneof(
    json.map((equals) => ({ column: 'tree', equals })),
    needle.map((contains) => ({ column: 'tree', contains })),
  ),
  fc
    .tuple(fc.constantFrom('words', 'amount', 'sure', 'tree', 'annotation', 'priority', 'topic', 'annotation_status'), fc.boolean())
    .map(([column, empty]) => ({ column, empty })),
  fc
    .tuple(fc.constantFrom('words', 'amount', 'sure', 'tree', 'priority', 'annotation_status'), fc.constant(null))
    .map(([column, equals]) => ({ column, equals })),
  fc.subarray([...priorities, null]).map((list) => ({ column: 'priority', in: list })),
  fc.constantFrom('A', 'b', 'Ä%', 'old', 'never').map((equals) => ({ column: 'topic', equals })),
  text.map((contains) => ({ column: 'topic', contains })),
  fc.constantFrom('empty', 'filled').map((equals) => ({ column: 'annotation_status', equals })),
);

/** Filters of every kind, about these people and moments. */
function someFilter({ people, rows }: World): fc.Arbitrary<RowFilter> {
  const person = fc.constantFrom(...people, 999_999).map((id) => encodeId('User', id));
  const moments = rows
    .flatMap((row) => [row.createdAt, row.updatedAt, row.filledAt].filter((at) => at !== null))
    .flatMap((at) => [at - 1, at, at + 1]);
  const times = ['filledAfter', 'filledBefore', 'updatedAfter', 'updatedBefore', 'createdAfter', 'createdBefore'] as const;
  const leaf: fc.Arbitrary<RowFilter> = fc.oneof(
    { weight: 6, arbitrary: cellFilter.map((column) => ({ column })) },
    fc.constantFrom<RowFilter>({ claim: 'FREE' }, { claim: 'CLAIMED' }, {}, { slice: 'Slice_11' }),
    person.map((holder) => ({ holder })),
    person.map((reviewer) => ({ reviewer })),
    fc.tuple(fc.constantFrom(...times), fc.constantFrom(...moments, 0, Date.UTC(9999, 0))).map(([key, at]) => ({ [key]: new Date(at) })),
    fc.integer({ min: 1, max: 7 }).chain((of) => fc.integer({ min: 0, max: of - 1 }).map((at) => ({ bucket: { of, at } }))),
    fc.subarray([...rows.map(({ id }) => id), 999_999_999]).map((ids) => ({ rows: ids.map((id) => encodeId('Row', id)) })),
  );
  return fc.letrec<{ filter: RowFilter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
      fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
      tie('filter').map((not) => ({ not })),
    ),
  })).filter;
}

const test = base.extend('world', { scope: 'file' }, ({ db }) => someWorld(db));

test(
  'a filter says the same of every row in SQL, in memory, by its size, and after its way out and back',
  { timeout: 60_000 },
  async ({ world }) => {
    const { db, shape, rows, slices } = world;
    const { byId } = await loadCombinations(db, shape.id);
    const held: HeldRows[] = rows.flatMap((row) =>
      row.holderIds.length === 0 ? [] : [{ combinationId: row.combination.id, holderIds: row.holderIds, n: 1 }],
    );
    const sizes = new Map<number, number>();
    for (const row of rows) sizes.set(row.combination.id, (sizes.get(row.combination.id) ?? 0) + 1);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(someFilter(world), async (filter) => {
        const condition = resolveFilter(filter, { shape, limits: defaultLimits, slices });
        const inMemory = rows.filter((row) => evaluateFilter(condition, row)).map((row) => row.id);
        const page = await findRows(db, {
          datasetId: shape.id,
          condition,
          order: 'POSITION',
          limit: 200,
          from: null,
          backwards: false,
          count: true,
          countBound: 10_000,
        });
        expect(page.rows.map((row) => row.id)).toEqual(inMemory);
        expect(page.total).toEqual({ value: inMemory.length, exact: true });

        const size = sizeOf(condition, byId, sizes, held);
        expect(size === null).toBe(['id', 'row'].includes(needsOf(condition)));
        if (size !== null) expect(size).toBe(inMemory.length);
        for (const row of rows) {
          const verdict = verdictOn(condition, row.combination);
          if (verdict !== undefined) expect(verdict).toBe(inMemory.includes(row.id));
        }

        // As it goes out over the API and comes back.
        const sent = JSON.parse(JSON.stringify(presentFilter(condition, shape))) as RowFilter;
        const again = resolveFilter(sent, { shape, limits: defaultLimits });
        expect(rows.filter((row) => evaluateFilter(again, row)).map((row) => row.id)).toEqual(inMemory);
        if (inMemory.length > 0 && inMemory.length < everyRow) seen.add(JSON.stringify(filter));
      }),
      { numRuns: 400, examples: [...needles, ...texts].map((contains): [RowFilter] => [{ column: { column: 'words', contains } }]) },
    );
    // Or it would say little.
    expect(seen.size).toBeGreaterThan(100);
  },
);

test('what cannot be asked is refused, and says where', async ({ world }) => {
  const { shape } = world;
  const refused = (filter: unknown, limits = defaultLimits, slices?: Map<number, Condition>): InvalidFilter => {
    try {
      resolveFilter(filter as RowFilter, { shape, limits, ...(slices && { slices }) });
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidFilter);
      return error as InvalidFilter;
    }
    throw new Error(`${JSON.stringify(filter)} was taken`);
  };
  const column = (rest: object) => ({ column: rest });
  expect(refused({ and: [{}, column({ column: 'nothing', equals: 1 })] })).toMatchObject({
    where: ['and', '1', 'column'],
    message: expect.stringContaining('“nothing”') as string,
  });
  for (const bad of [
    column({ column: 'words' }),
    column({ column: 'words', equals: 'a', contains: 'b' }),
    column({ column: 'words', equals: 5 }),
    column({ column: 'words', in: ['a', 5] }),
    column({ column: 'words', in: Array.from({ length: 201 }, String) }),
    column({ column: 'words', greater: 5 }),
    column({ column: 'words', contains: 'a\0b' }),
    column({ column: 'words', contains: '\ud800' }),
    column({ column: 'words', equals: '\udc00' }),
    column({ column: 'tree', equals: { 'a\0': 1 } }),
    column({ column: 'tree', equals: ['\ud83d'] }),
    column({ column: 'amount', equals: '5' }),
    column({ column: 'amount', contains: '5' }),
    column({ column: 'sure', equals: 'true' }),
    column({ column: 'sure', less: 1 }),
    column({ column: 'priority', equals: 'urgent' }),
    column({ column: 'priority', equals: 1 }),
    column({ column: 'priority', in: ['high', 'urgent'] }),
    column({ column: 'priority', greater: 1 }),
    column({ column: 'annotation_status', equals: 'maybe' }),
    { claim: 'FREE', holder: 'User_1' },
    { holder: 'Row_1' },
    { reviewer: 'nonsense' },
    { rows: ['Slice_1'] },
    { rows: ['Row_-1'] },
    { bucket: { of: 0, at: 0 } },
    { bucket: { of: 3, at: 3 } },
    { bucket: { of: 1001, at: 1 } },
    { filledAfter: new Date(NaN) },
    { slice: 'Slice_12' },
    { slice: 'Row_11' },
  ])
    refused(bad, defaultLimits, world.slices);
  expect(refused({ slice: 'Slice_11' })).toMatchObject({ where: ['slice'] });

  const deep = (levels: number): RowFilter => (levels === 0 ? { claim: 'FREE' } : { not: deep(levels - 1) });
  resolveFilter(deep(8), { shape, limits: defaultLimits });
  refused(deep(9));
  refused({ or: Array.from({ length: 64 }, () => ({ claim: 'FREE' })) });
  // Slices name slices: what they hold counts when they are laid out.
  const wide: Condition = { kind: 'or', of: Array.from({ length: 60 }, () => ({ kind: 'claimed' })) };
  resolveFilter({ slice: 'Slice_1' }, { shape, limits: defaultLimits, slices: new Map([[1, wide]]) });
  refused({ and: Array.from({ length: 20 }, () => ({ slice: 'Slice_1' })) }, defaultLimits, new Map([[1, wide]]));
  const tall = Array.from({ length: 128 }).reduce<Condition>((of) => ({ kind: 'not', of }), { kind: 'claimed' });
  refused({ slice: 'Slice_1' }, defaultLimits, new Map([[1, tall]]));
});
