import { expect } from 'vitest';
import { encodeId, numberOf } from '@docket/schema/ids.ts';
import { test } from '../kit/stack.ts';
import { type Bench, seedQueue } from './kit.ts';

interface Page {
  nodes: { id: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: { value: number; exact: boolean };
  feedCursor: string;
}

const Rows = `query ($id: ID!, $filter: RowFilter, $orderBy: RowOrder, $first: Int, $after: String, $last: Int, $before: String) {
  dataset(id: $id) { rows(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount { value exact } feedCursor } } }`;

const page = async ({ ada, datasetId }: Bench, args: Record<string, unknown>) =>
  (await ada.client.execute<{ dataset: { rows: Page } }>(Rows, { id: datasetId, ...args })).dataset.rows;

const annotation = (contains: string) => ({ column: { column: 'annotation', contains } });
const filters = [
  null,
  { column: { column: 'priority', in: ['high', 'low'] } },
  annotation('a'),
  { claim: 'FREE' },
  { bucket: { of: 3, at: 2 } },
  { and: [{ not: annotation('z') }, { column: { column: 'annotation_status', equals: 'empty' } }] },
];

test('forward and backward, in every order and filter, pages give each row once', async ({ stack }) => {
  const bench = await seedQueue(stack, {
    rows: 47,
    values: (n) => ({ question: `${n}`, priority: ['high', 'low', null][n % 3], annotation: ['a', 'b', null][n % 3] }),
  });
  await bench.ada.claim({ datasetId: bench.datasetId, count: 5 });
  for (const rowId of bench.rowIds.slice(10, 30))
    await bench.ada.annotate({ rowId, version: 1, values: { annotation: 'again' }, fill: Number(rowId.slice(4)) % 2 === 0 });
  for (const filter of filters) {
    for (const orderBy of ['POSITION', 'NEWEST', 'RECENTLY_UPDATED']) {
      const all = (await page(bench, { filter, orderBy, first: 200 })).nodes.map((row) => row.id);
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { nodes, pageInfo, totalCount }: Page = await page(bench, { filter, orderBy, first: 7, after });
        expect(totalCount).toEqual({ value: all.length, exact: true });
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        forward.push(...nodes.map((row) => row.id));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect(forward).toEqual(all);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const { nodes, pageInfo }: Page = await page(bench, { filter, orderBy, last: 7, before });
        expect(pageInfo.hasNextPage).toBe(before !== null);
        backward.unshift(...nodes.map((row) => row.id));
        [before, more] = [pageInfo.startCursor, pageInfo.hasPreviousPage];
      }
      expect(backward).toEqual(all);
      expect(new Set(all).size).toBe(all.length);
    }
  }
  const { edges } = await page(bench, { first: 3 });
  expect((await page(bench, { first: 1, after: edges[1]!.cursor })).nodes).toEqual([{ id: bench.rowIds[2] }]);
  expect((await page(bench, { first: 0 })).nodes).toEqual([]);
});

test('what is no page is refused', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 3 });
  const newest = (await page(bench, { orderBy: 'NEWEST', first: 1 })).pageInfo.endCursor;
  const refused = async (args: Record<string, unknown>) =>
    (await bench.ada.client.result(Rows, { id: bench.datasetId, ...args })).errors?.map(({ extensions }) => extensions?.['code']);
  const cursor = (text: string) => Buffer.from(text).toString('base64url');
  for (const args of [
    { first: -1 },
    { first: 201 },
    { last: 201 },
    { first: 1, last: 1 },
    { first: 1, before: newest },
    { last: 1, after: newest },
    { first: 1, after: newest },
    { first: 1, after: 'garbage' },
    { first: 1, after: cursor('P.1') },
    { first: 1, after: cursor('P.1.x') },
    { first: 1, after: cursor('P.1.9999999999999999') },
    { first: 1, after: cursor("P.1.1' OR true") },
    { first: 1, after: 'a\0' },
  ])
    expect(await refused(args), JSON.stringify(args)).toEqual(['InvalidInput']);
  expect(await refused({ first: 2 ** 31 })).toEqual(['BAD_USER_INPUT']);
  expect(await refused({ filter: { column: { column: 'nothing', equals: 1 } } })).toEqual(['InvalidFilter']);
});

test('a size is exact for labels, status and claims however many rows there are; what must be counted stops at the bound and says so', async ({
  stack,
}) => {
  const bench = await seedQueue(stack, { rows: 1 });
  const dataset = numberOf('Dataset', bench.datasetId);
  // Past the API, for speed: what an upload does.
  await stack.db.pool.query(
    `WITH ids AS (SELECT nextval('dataset_row_id_seq') AS id FROM generate_series(1, 10500)), d AS (SELECT project_id, combination_id FROM dataset_row WHERE dataset_id = $1 LIMIT 1),
       made AS (INSERT INTO dataset_row (id, project_id, dataset_id, combination_id) SELECT ids.id, d.project_id, $1, d.combination_id FROM ids, d),
       cells AS (INSERT INTO row_cells (row_id, project_id, dataset_id) SELECT ids.id, d.project_id, $1 FROM ids, d)
     SELECT append_rows_event($1, NULL, 'added', array_agg(ids.id), array_agg(d.combination_id), NULL) FROM ids, d`,
    [dataset],
  );
  const total = async (filter: unknown) => (await page(bench, { filter, first: 1 })).totalCount;
  expect(await total(null)).toEqual({ value: 10_501, exact: true });
  await bench.ada.claim({ datasetId: bench.datasetId, count: 3 });
  expect(await total({ claim: 'FREE' })).toEqual({ value: 10_498, exact: true });
  expect(await total({ holder: bench.people.ada.id })).toEqual({ value: 3, exact: true });
  expect(await total({ column: { column: 'annotation', empty: true } })).toEqual({ value: 10_000, exact: false });
  expect(await total({ bucket: { of: 2, at: 0 } })).toMatchObject({ exact: true });
});

test('a page, its size and its feed cursor are of one moment, whatever is written meanwhile', { timeout: 60_000 }, async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 120 });
  const { datasetId, ada, bo } = bench;
  let writing = true;
  const write = async (who: typeof ada) => {
    while (writing) {
      const { claims } = await who.claim({ datasetId, count: 2 });
      for (const { row, token } of claims ?? []) await who.annotate({ rowId: row.id, token, values: { priority: 'high' }, fill: true });
      if (!claims?.length) break;
    }
  };
  const writers = [write(ada), write(bo)];
  const kinds = {
    filled: { column: { column: 'annotation_status', equals: 'filled' } },
    claimed: { claim: 'CLAIMED' },
    counted: { filledAfter: '2020-01-01T00:00:00.000Z' },
  };
  const seen: { kind: keyof typeof kinds; rows: string[]; total: number; seq: number }[] = [];
  while (seen.length < 45) {
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
      const { nodes, totalCount, feedCursor } = await page(bench, { filter: kinds[kind], first: 200 });
      seen.push({ kind, rows: nodes.map((row) => row.id), total: totalCount.value, seq: Number(feedCursor.split('.')[1]) });
    }
  }
  writing = false;
  await Promise.all(writers);

  const { rows: events } = await stack.db.pool.query<{ seq: number; kind: string; row_id: number }>(
    `SELECT seq, kind, row_id FROM event WHERE dataset_id = $1 ORDER BY seq`,
    [numberOf('Dataset', datasetId)],
  );
  for (const { kind, rows, total, seq } of seen) {
    const now = new Set<string>();
    for (const event of events.filter((one) => one.seq <= seq)) {
      const id = encodeId('Row', event.row_id);
      if (event.kind === 'claimed' && kind === 'claimed') now.add(id);
      if (event.kind === 'filled') void (kind === 'claimed' ? now.delete(id) : now.add(id));
    }
    expect(new Set(rows), `${kind} at ${seq}`).toEqual(now);
    expect(total, `${kind} at ${seq}`).toBe(now.size);
  }
  expect(new Set(seen.map(({ seq }) => seq)).size).toBeGreaterThan(10);
});
