import { randomUUID } from 'node:crypto';
import { expect, test as base } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { mutationsOf } from '../kit/mutations.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { type Bench, seedQueue } from '../queue/kit.ts';

/** Bounds small enough to go over. */
const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }) => {
  const stack = await startStack({
    env: {
      DOCKET_COMBINATIONS: '3',
      DOCKET_FILTER_CONDITIONS: '10',
      DOCKET_FILTER_DEPTH: '4',
      DOCKET_PAGE_SIZE: '20',
      DOCKET_BATCH: '30',
      DOCKET_CELL_BYTES: '500',
      DOCKET_UPLOAD_BYTES: '5000',
      DOCKET_COLUMNS: '8',
      DOCKET_OPTIONS: '4',
      DOCKET_CLAIM_SECONDS: '100',
      DOCKET_COUNT_BOUND: '5',
      DOCKET_SLICES: '3',
      DOCKET_DATASETS: '2',
      DOCKET_API_TOKENS: '2',
      DOCKET_BODY_BYTES: '3000000',
    },
  });
  onCleanup(() => stack.stop());
  return stack;
});

/** All that a refused write could have touched. */
async function stateOf({ db }: Stack, { datasetId }: Bench): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT head_seq($1), (SELECT json_agg(row_image(r, c, k) ORDER BY r.id) FROM dataset_row r JOIN row_cells c ON c.row_id = r.id LEFT JOIN claim k ON k.row_id = r.id
       WHERE r.dataset_id = $1) AS rows, (SELECT count(*) FROM combination WHERE dataset_id = $1) AS combinations,
       (SELECT count(*) FROM draft WHERE dataset_id = $1) AS drafts, (SELECT count(*) FROM slice WHERE dataset_id = $1) AS slices`,
    [numberOf('Dataset', datasetId)],
  );
  return rows[0];
}

const addRows = (bench: Bench, rows: unknown[]) =>
  bench.owner.client.execute<{ addRows: { __typename: string; message?: string } }>(
    'mutation ($input: AddRowsInput!) { addRows(input: $input) { __typename ... on Error { message } } }',
    { input: { datasetId: bench.datasetId, rows } },
  );

test('no write makes more combinations of labels than there may be, and none is kept from filling', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 4, values: (n) => ({ priority: ['high', 'low', null, null][n] }) });
  const { rowIds, datasetId, ada, bo, owner } = bench;
  const [high, low, none, held] = rowIds as [string, string, string, string];
  const { claim } = await ada.claimRow({ rowId: held });
  const before = await stateOf(stack, bench);
  const tooMany = { __typename: 'InvalidInput', message: expect.stringContaining('more than 3 different combinations') };

  expect(await bo.annotate({ rowId: none, version: 1, values: { priority: 'medium' } })).toMatchObject(tooMany);
  // Forced, it does not even end the claim.
  expect(await owner.annotate({ rowId: held, version: 1, values: { priority: 'medium' }, force: true })).toMatchObject(tooMany);
  expect(await ada.annotate({ rowId: held, token: claim.token, values: { priority: 'medium' }, fill: true })).toMatchObject(tooMany);
  expect(await bo.bulk({ datasetId, filter: {}, values: { feedback_category: 'correct' } })).toMatchObject(tooMany);
  expect((await addRows(bench, [{ priority: 'low' }, { priority: 'medium' }])).addRows).toMatchObject(tooMany);
  const upload = await owner.client.request(`/api/datasets/${datasetId}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: '{"priority":"medium"}\n',
  });
  expect(upload.status).toBe(400);
  expect(await stateOf(stack, bench)).toEqual(before);

  // What is there already may be had by any row, filled as well as empty.
  expect(await bo.annotate({ rowId: high, version: 1, values: {}, fill: true })).toMatchObject({ __typename: 'AnnotateRowPayload' });
  expect(await bo.annotate({ rowId: none, version: 1, values: { priority: 'low' }, fill: true })).toMatchObject({
    __typename: 'AnnotateRowPayload',
  });
  expect(await bo.reopen({ rowId: none, version: 2 })).toMatchObject({ __typename: 'ReopenRowPayload' });
  expect(await bo.bulk({ datasetId, filter: {}, values: { priority: 'high' }, fill: true })).toMatchObject({ changed: 2, held: 1 });
  expect(await bo.undo({ datasetId, count: 2 })).toMatchObject({ __typename: 'UndoPayload' });
  expect(await bo.annotate({ rowId: low, version: 3, values: { priority: null } })).toMatchObject({ __typename: 'AnnotateRowPayload' });
});

test('writes at the same moment make no more combinations than there may be', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 4 });
  const values = [{ priority: 'high' }, { priority: 'low' }, { priority: 'medium' }, { feedback_category: 'correct' }];
  const made = await Promise.all(
    values.map((one, n) => [bench.ada, bench.bo][n % 2]!.annotate({ rowId: bench.rowIds[n], version: 1, values: one })),
  );
  expect(made.filter(({ __typename }) => __typename === 'AnnotateRowPayload')).toHaveLength(2);
  expect(made.filter(({ __typename }) => __typename === 'InvalidInput')).toHaveLength(2);
});

const nested = (depth: number): object => (depth === 0 ? { claim: 'FREE' } : { not: nested(depth - 1) });
const text = (contains: unknown) => ({ column: { column: 'annotation', contains } });
const wide: [what: string, filter: object][] = [
  ['too many conditions', { or: Array.from({ length: 11 }, () => ({ claim: 'FREE' })) }],
  ['too deep a nesting', nested(6)],
  ['10,000 values in a list', { column: { column: 'annotation', in: Array.from({ length: 10_000 }, (_, n) => `v${n}`) } }],
  ['10,000 labels in a list', { column: { column: 'priority', in: Array.from({ length: 10_000 }, () => 'high') } }],
  [
    'lists that are too large together',
    {
      or: Array.from({ length: 8 }, (_, n) => ({
        column: { column: 'annotation', in: Array.from({ length: 150 }, (__, m) => `${n}.${m}`) },
      })),
    },
  ],
  ['a NUL', text('a\0b')],
  ['half a character', text('a\ud800b')],
  ['half a character to be equal to', { column: { column: 'annotation', equals: '\udc00' } }],
  ['too many rows', { rows: Array.from({ length: 1001 }, (_, n) => `Row_${n}`) }],
  ['what is no row', { rows: ['User_1'] }],
  ['too many shares', { bucket: { of: 1001, at: 0 } }],
];
test.for(wide)('a filter with %s is refused, by pages, claims, bulk edits, slices and subscriptions', async ([, filter], { stack }) => {
  const bench = await seedQueue(stack, { rows: 1 });
  const { datasetId, ada } = bench;
  const before = await stateOf(stack, bench);
  const page = await ada.client.result(
    'query ($id: ID!, $filter: RowFilter) { dataset(id: $id) { rows(first: 5, filter: $filter) { nodes { id } } } }',
    { id: datasetId, filter },
  );
  expect(page.errors).toMatchObject([{ extensions: { code: 'InvalidFilter' } }]);
  expect((await ada.claim({ datasetId, filter })).__typename).toBe('InvalidFilter');
  expect((await ada.bulk({ datasetId, filter, values: {} })).__typename).toBe('InvalidFilter');
  const slice = await ada.client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
    input: { datasetId, name: 'Wide', filter },
  });
  expect(slice).toEqual({ createSlice: { __typename: 'InvalidFilter' } });
  const feed = await ada.client.result(
    'subscription ($id: ID!, $filter: RowFilter) { queueChanged(datasetId: $id, filter: $filter) { cursor } }',
    { id: datasetId, filter },
    'sse',
  );
  expect(feed.errors).toMatchObject([{ extensions: { code: 'InvalidFilter' } }]);
  expect(await stateOf(stack, bench)).toEqual(before);
});

test('variables that nest deeper than any stack are refused, and the process lives', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 1 });
  const { datasetId, ada, rowIds } = bench;
  const before = await stateOf(stack, bench);
  const deep = (depth: number, open: string, shut: string) => open.repeat(depth) + '1' + shut.repeat(depth);
  const send = async (query: string, variables: string) => {
    const response = await ada.client.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    return (await response.json()) as { data?: unknown; errors?: { extensions?: { code?: string } }[] };
  };
  for (const depth of [1000, 100_000]) {
    const claimed = await send(
      'mutation ($input: ClaimRowsInput!) { claimRows(input: $input) { __typename } }',
      `{"input":{"datasetId":"${datasetId}","filter":${deep(depth, '{"not":', '}').replace('1', '{}')}}}`,
    );
    const written = await send(
      'mutation ($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename } }',
      `{"input":{"rowId":"${rowIds[0]}","version":1,"values":{"annotation":${deep(depth, '[', ']')}}}}`,
    );
    for (const answer of [claimed, written]) {
      const said = answer.errors?.[0]?.extensions?.code ?? JSON.stringify(answer.data);
      expect(said, `${depth} deep`).toMatch(/Invalid(Filter|Value|Input)|BAD_USER_INPUT|BAD_REQUEST/);
    }
  }
  expect(await stateOf(stack, bench)).toEqual(before);
});

test('a page, a batch, a list of tokens and a claim have their most', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 25 });
  const { datasetId, ada } = bench;
  const before = await stateOf(stack, bench);
  const page = await ada.client.result('query ($id: ID!) { dataset(id: $id) { rows(first: 21) { nodes { id } } } }', { id: datasetId });
  expect(page.errors).toMatchObject([{ extensions: { code: 'InvalidInput' } }]);
  const unsized = 'query ($id: ID!) { dataset(id: $id) { rows { nodes { id } } project { spans { edges { cursor } } } } }';
  const asked = await ada.client.result<{ dataset: { rows: { nodes: unknown[] } } }>(unsized, { id: datasetId });
  expect(asked.errors).toBeUndefined();
  expect(asked.data!.dataset.rows.nodes).toHaveLength(20);
  for (const input of [{ count: 21 }, { count: 0 }, { seconds: 101 }, { seconds: 0 }])
    expect(await ada.claim({ datasetId, ...input })).toMatchObject({ __typename: 'InvalidInput' });
  const tokens = Array.from({ length: 10_000 }, () => randomUUID());
  expect(await ada.renew(tokens)).toMatchObject({ __typename: 'InvalidInput' });
  expect(await ada.release(tokens)).toMatchObject({ __typename: 'InvalidInput' });
  expect(await ada.release(['not a token'])).toMatchObject({ __typename: 'InvalidInput' });
  expect(await ada.bulk({ datasetId, rowIds: Array.from({ length: 31 }, (_, n) => `Row_${n}`), values: {} })).toMatchObject({
    __typename: 'InvalidInput',
  });
  expect(
    (
      await addRows(
        bench,
        Array.from({ length: 31 }, () => ({})),
      )
    ).addRows,
  ).toMatchObject({ __typename: 'InvalidInput' });
  expect(await ada.undo({ datasetId, count: 21 })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await stateOf(stack, bench)).toEqual(before);
});

test('a dataset whose claims last longer than may be deals claims that last as long as may be', async ({ stack }) => {
  const { ada, rowIds } = await seedQueue(stack, { rows: 1 });
  const { claim } = await ada.claimRow({ rowId: rowIds[0] });
  const left = Date.parse(claim.expiresAt) - Date.now();
  expect(left).toBeGreaterThan(60_000);
  expect(left).toBeLessThanOrEqual(101_000);
});

test('a value, a draft and a file have their most bytes, and text is whole', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 2 });
  const { rowIds, datasetId, ada, owner } = bench;
  const { claim } = await ada.claimRow({ rowId: rowIds[0] });
  const before = await stateOf(stack, bench);
  const mine = { rowId: rowIds[0], token: claim.token };
  for (const annotation of ['x'.repeat(501), 'é'.repeat(260), 'a\0b', '\ud800', 'x\udfff']) {
    const values = { annotation };
    expect(await ada.annotate({ ...mine, values, fill: true })).toMatchObject({ __typename: 'InvalidValue', column: 'annotation' });
    expect(await ada.saveDraft({ ...mine, values })).toMatchObject({ __typename: 'InvalidValue' });
    expect(await ada.bulk({ datasetId, filter: {}, values })).toMatchObject({ __typename: 'InvalidValue' });
    expect((await addRows(bench, [{}, values])).addRows).toMatchObject({ __typename: 'InvalidValue' });
  }
  expect(await ada.annotate({ ...mine, values: { 'a\0\ud800': 1 } })).toMatchObject({ __typename: 'InvalidValue' });
  for (const reason of ['x'.repeat(501), 'a\0', '\ud800'])
    expect(await ada.skip({ ...mine, reason })).toMatchObject({ __typename: 'InvalidInput' });
  for (const idempotencyKey of ['k'.repeat(101), 'a\0', '\ud800']) {
    expect(await ada.annotate({ ...mine, values: {}, idempotencyKey })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await ada.claim({ datasetId, idempotencyKey })).toMatchObject({ __typename: 'InvalidInput' });
  }
  const body = Array.from({ length: 200 }, () => '{"question":"How is it that this is too long?"}').join('\n');
  const files = { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } };
  const path = `/api/datasets/${datasetId}/rows`;
  expect((await owner.client.request(path, { ...files, body })).status).toBe(413);
  const stream = new Blob([body]).stream();
  expect((await owner.client.request(path, { ...files, body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
  expect(await stateOf(stack, bench)).toEqual(before);
});

test('columns, options, slices, datasets and tokens have their most', async ({ stack }) => {
  const { datasetId, projectId, owner } = await seedQueue(stack, { rows: 1 });
  const change = mutationsOf(owner.client);
  // Five of the preset and two more: one is left.
  const column = { datasetId, role: 'ANNOTATION', type: 'LABEL' };
  const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `option ${n}` }));
  expect(await change('addColumn', { ...column, key: 'wide', options: options(5) })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await change('addColumn', { ...column, key: 'last', options: options(4) })).toMatchObject({ __typename: 'AddColumnPayload' });
  expect(await change('addColumn', { ...column, key: 'more', options: options(1) })).toMatchObject({ __typename: 'InvalidInput' });
  for (const name of ['A', 'B', 'C'])
    expect(await change('createSlice', { datasetId, name, filter: {} })).toMatchObject({ __typename: 'CreateSlicePayload' });
  expect(await change('createSlice', { datasetId, name: 'D', filter: {} })).toMatchObject({
    __typename: 'InvalidInput',
    message: 'A dataset has at most 3 slices.',
  });
  expect(await change('createDataset', { projectId, name: 'Second' })).toMatchObject({ __typename: 'CreateDatasetPayload' });
  expect(await change('createDataset', { projectId, name: 'Third' })).toMatchObject({
    __typename: 'InvalidInput',
    message: 'A project has at most 2 datasets.',
  });
  const token = { projectId, role: 'VIEWER', name: 'robot' };
  for (let n = 0; n < 2; n++) expect(await change('createApiToken', token)).toMatchObject({ __typename: 'CreateApiTokenPayload' });
  expect(await change('createApiToken', token)).toMatchObject({ __typename: 'InvalidInput' });
});

test('a count that would have to be counted stops at its bound, and says so', async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, { rows: 20 });
  const { dataset } = await ada.client.execute<{ dataset: { rows: unknown } }>(
    'query ($id: ID!) { dataset(id: $id) { rows(first: 2, filter: { column: { column: "question", contains: "Question" } }) { totalCount { value exact } } } }',
    { id: datasetId },
  );
  expect(dataset.rows).toEqual({ totalCount: { value: 5, exact: false } });
});
