import { expect } from 'vitest';
import { shapeOf } from '@docket/schema/datasets/dataset-shape.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { annotateRows } from '@docket/schema/queue/annotate-rows.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import { test } from '../kit/stack.ts';
import { seedQueue } from './kit.ts';

test('a write without a claim names the version it saw', async ({ stack }) => {
  const { rowIds, ada, bo, owner } = await seedQueue(stack, { rows: 2 });
  const [rowId] = rowIds;
  expect(await ada.annotate({ rowId, version: 1, values: { priority: 'high' } })).toMatchObject({
    row: { version: 2, values: { priority: 'high' } },
  });
  expect(await bo.annotate({ rowId, version: 1, values: { priority: 'low' } })).toMatchObject({
    __typename: 'RowChangedMeanwhile',
    row: { version: 2, values: { priority: 'high' } },
  });
  expect(await bo.annotate({ rowId, values: { priority: 'low' } })).toMatchObject({ __typename: 'InvalidInput' });
  const held = (await ada.claimRow({ rowId })).claim;
  expect(await bo.annotate({ rowId, version: 2, values: { priority: 'low' } })).toMatchObject({ __typename: 'ClaimedByAnother' });
  expect(await bo.annotate({ rowId, version: 2, values: { priority: 'low' }, force: true })).toMatchObject({ __typename: 'Forbidden' });
  expect(await owner.annotate({ rowId, version: 2, values: { priority: 'low' }, force: true })).toMatchObject({
    row: { values: { priority: 'low' }, claim: null },
  });
  expect(await ada.annotate({ rowId, token: held.token, values: {} })).toMatchObject({ __typename: 'ClaimExpired' });
});

test('values that do not fit are refused by column, and nothing is written', async ({ stack }) => {
  const { rowIds, ada } = await seedQueue(stack, { rows: 1 });
  const write = (values: unknown) => ada.annotate({ rowId: rowIds[0], version: 1, values });
  expect(await write({ priority: 'urgent' })).toMatchObject({ __typename: 'InvalidValue', column: 'priority' });
  expect(await write({ annotation_status: 'filled' })).toMatchObject({ __typename: 'InvalidValue', column: 'annotation_status' });
  expect(await write({ nothing: 1 })).toMatchObject({ __typename: 'InvalidValue', column: 'nothing' });
  expect(await write({ annotation: 5, priority: 'high' })).toMatchObject({ __typename: 'InvalidValue', column: 'annotation' });
  expect(await write({ annotation: 'a\u0000b' })).toMatchObject({ __typename: 'InvalidValue', column: 'annotation' });
  expect((await ada.rows((await seedId(ada, rowIds[0]!)) ?? '')).nodes[0]).toMatchObject({
    version: 1,
    values: { priority: null, annotation: null },
  });
});

test('reopening puts a filled row back, and tells why', async ({ stack }) => {
  const { rowIds, ada, bo } = await seedQueue(stack, { rows: 1 });
  const [rowId] = rowIds;
  expect(await bo.reopen({ rowId, version: 1 })).toMatchObject({ __typename: 'RowNotFilled' });
  const filled = await ada.annotate({ rowId, version: 1, values: { feedback_category: 'incorrect' }, fill: true });
  expect(await bo.reopen({ rowId, version: 1 })).toMatchObject({ __typename: 'RowChangedMeanwhile' });
  expect(await bo.reopen({ rowId, version: filled.row.version, reason: 'See the manual' })).toMatchObject({
    row: { status: 'EMPTY', values: { feedback_category: 'incorrect' } },
  });
  const { row } = await bo.client.execute<{ row: { history: unknown[] } }>(
    'query ($id: ID!) { row(id: $id) { history { kind reason statusBefore statusAfter actor { name } changes { column { key } before after } } } }',
    { id: rowId },
  );
  expect(row.history).toMatchObject([
    { kind: 'REOPENED', reason: 'See the manual', statusBefore: 'FILLED', statusAfter: 'EMPTY', actor: { name: 'Bo' } },
    { kind: 'FILLED', actor: { name: 'Ada' }, changes: [{ column: { key: 'feedback_category' }, before: null, after: 'incorrect' }] },
    { kind: 'ADDED', statusBefore: null, statusAfter: 'EMPTY' },
  ]);
});

test('undo takes back one’s own last actions, newest first, and nobody else’s', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo } = await seedQueue(stack, { rows: 3 });
  const [first, second] = rowIds;
  await ada.annotate({ rowId: first, version: 1, values: { annotation: 'one', priority: 'high' } });
  await ada.annotate({ rowId: first, version: 2, values: { annotation: 'two' }, fill: true });
  await bo.annotate({ rowId: second, version: 1, values: { annotation: 'Bo was here' } });
  expect(await ada.undo({ datasetId })).toMatchObject({
    undone: [{ kind: 'UNDONE' }],
    rows: [{ status: 'EMPTY', values: { annotation: 'one', priority: 'high' } }],
  });
  expect(await bo.annotate({ rowId: first, version: 4, values: { priority: 'low' } })).toMatchObject({ row: { version: 5 } });
  expect(await ada.undo({ datasetId })).toMatchObject({ __typename: 'RowChangedMeanwhile' });
  expect(await bo.undo({ datasetId })).toMatchObject({ rows: [{ values: { priority: 'high' } }] });
  expect(await ada.undo({ datasetId })).toMatchObject({ rows: [{ values: { annotation: null, priority: null } }] });
  expect(await bo.undo({ datasetId })).toMatchObject({ rows: [{ values: { annotation: null } }] });
  expect(await bo.undo({ datasetId })).toMatchObject({ __typename: 'NothingToUndo' });
});

test('undoing several actions on one row goes back through all of them', async ({ stack }) => {
  const { datasetId, rowIds, ada } = await seedQueue(stack, { rows: 1 });
  await ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'one' } });
  await ada.annotate({ rowId: rowIds[0], version: 2, values: { annotation: 'two' }, fill: true });
  expect(await ada.undo({ datasetId, count: 2 })).toMatchObject({ rows: [{ status: 'EMPTY', values: { annotation: null } }] });
});

test('a bulk edit that is sent twice with its key is made once', async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, { rows: 5 });
  const edit = { datasetId, filter: {}, values: { priority: 'low' }, idempotencyKey: 'bulk once' };
  expect(await ada.bulk(edit)).toMatchObject({ matched: 5, changed: 5 });
  expect(await ada.bulk(edit)).toMatchObject({ matched: 5, changed: 5 });
  expect(await ada.bulk({ ...edit, values: { priority: 'high' } })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  await ada.undo({ datasetId });
  expect(await ada.undo({ datasetId })).toMatchObject({ __typename: 'NothingToUndo' });
});

// Found by the soak: the database went away behind the first try's answer, and the second answered that nothing was changed.
test('a bulk edit that was broken off and is sent again answers for all that it changed', async ({ stack }) => {
  const { datasetId, ada, people } = await seedQueue(stack, { rows: 450 });
  const { services } = stack.servers[0]!;
  const { queue } = services;
  let batches = 0;
  const breaking = {
    ...queue,
    async join(...write: Parameters<typeof queue.join>) {
      const reply = await queue.join(...write);
      batches += 1;
      if (batches === 2) throw new Error('no answer');
      return reply;
    },
  };
  const empty = { column: { column: 'priority', empty: true } };
  const shape = (await shapeOf(services, numberOf('Dataset', datasetId)))!;
  const edit = {
    shape,
    reviewerId: people.ada.number,
    rowIds: null,
    filter: resolveFilter(empty, { shape, limits: services.limits }),
    values: { priority: 'low' },
    fill: false,
    preview: false,
    idempotencyKey: 'broken off',
  };
  await expect(annotateRows({ ...services, queue: breaking }, edit)).rejects.toThrow('no answer');
  const all = { matched: 450, changed: 450, held: 0, awaiting: 0 };
  expect(await annotateRows(services, edit)).toEqual(all);
  expect(await annotateRows(services, edit)).toEqual(all);
  await ada.undo({ datasetId });
  expect((await ada.rows(datasetId, empty)).totalCount.value).toBe(450);
});

test('a bulk edit previews, leaves held rows alone, is one action to undo', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo } = await seedQueue(stack, { rows: 450 });
  const held = (await bo.claimRow({ rowId: rowIds[7] })).claim;
  const edit = { datasetId, filter: { column: { column: 'priority', empty: true } }, values: { priority: 'low', annotation: 'bulk' } };
  expect(await ada.bulk({ ...edit, preview: true })).toMatchObject({ matched: 450, changed: 0, held: 1 });
  expect(await ada.bulk(edit)).toMatchObject({ matched: 450, changed: 449, held: 1 });
  expect((await ada.rows(datasetId, { column: { column: 'priority', equals: 'low' } })).totalCount).toEqual({ value: 449, exact: true });
  expect(await bo.annotate({ rowId: held.row.id, token: held.token, values: { priority: 'high' }, fill: true })).toMatchObject({
    row: { status: 'FILLED' },
  });
  expect((await ada.undo({ datasetId })).rows).toHaveLength(100);
  expect((await ada.rows(datasetId, { column: { column: 'priority', empty: true } })).totalCount.value).toBe(449);
  expect((await ada.rows(datasetId, { column: { column: 'annotation', equals: 'bulk' } })).totalCount).toEqual({ value: 0, exact: true });
  expect(await ada.bulk({ datasetId, rowIds: [rowIds[0]], values: { priority: 'nonsense' } })).toMatchObject({
    __typename: 'InvalidValue',
  });
  expect(await ada.bulk({ datasetId, values: {} })).toMatchObject({ __typename: 'InvalidInput' });
});

async function seedId(
  reviewer: { client: { execute<T>(document: string, variables: Record<string, unknown>): Promise<T> } },
  rowId: string,
): Promise<string> {
  const { row } = await reviewer.client.execute<{ row: { dataset: { id: string } } }>(
    'query ($id: ID!) { row(id: $id) { dataset { id } } }',
    { id: rowId },
  );
  return row.dataset.id;
}

test('an idempotency key remembers what was done, not what was refused', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 2 });
  const [rowId] = bench.rowIds;
  const held = await bench.ada.claimRow({ rowId });
  const once = { rowId, idempotencyKey: 'k1' };
  expect(await bench.bo.claimRow(once)).toMatchObject({ __typename: 'ClaimedByAnother' });
  await bench.ada.release([held.claim.token]);
  const mine = await bench.bo.claimRow(once);
  expect(mine).toMatchObject({ __typename: 'ClaimRowPayload' });
  const fill = { rowId, token: mine.claim.token, values: { annotation: 'done' }, fill: true, idempotencyKey: 'k2' };
  const first = await bench.bo.annotate(fill);
  expect((await bench.bo.annotate(fill)).eventSeq).toBe(first.eventSeq);
  // The same key of somebody else is another key.
  expect(await bench.ada.reopen({ rowId, version: 2, idempotencyKey: 'k2' })).toMatchObject({ __typename: 'ReopenRowPayload' });
  expect(await bench.bo.annotate({ ...fill, values: {} })).toMatchObject({ __typename: 'IdempotencyKeyReused' });

  await bench.bo.annotate({ rowId: bench.rowIds[1], version: 1, values: { annotation: 'only once' } });
  const undo = { datasetId: bench.datasetId, count: 1, idempotencyKey: 'u' };
  const [one, two] = [await bench.bo.undo(undo), await bench.bo.undo(undo)];
  expect(one).toMatchObject({ __typename: 'UndoPayload', undone: [{ kind: 'UNDONE' }] });
  expect(two).toEqual(one);
});

test('a claim without a slice keeps its answer under its key when slices change meanwhile', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 3 });
  const once = { datasetId: bench.datasetId, idempotencyKey: 'served' };
  const first = await bench.ada.claim(once);
  await bench.ada.client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
    input: { datasetId: bench.datasetId, name: 'S', filter: {}, ownerIds: [bench.people.bo.id] },
  });
  expect((await bench.ada.claim(once)).claims[0]!.token).toBe(first.claims[0]!.token);
});

test('undoing goes back over what was done and undone before, skips too, and leaves no claim on a filled row', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 3 });
  const { datasetId, ada, rowIds } = bench;
  const [rowId, other] = rowIds as [string, string, string];
  await ada.annotate({ rowId, version: 1, values: { annotation: 'one' } });
  await ada.undo({ datasetId });
  const held = (await ada.claimRow({ rowId })).claim;
  await ada.skip({ rowId, token: held.token });
  expect(await ada.undo({ datasetId })).toMatchObject({ __typename: 'UndoPayload', undone: [{ kind: 'UNDONE' }] });
  expect((await ada.claim({ datasetId })).claims[0]!.row.id).toBe(rowId);

  const filled = await ada.annotate({ rowId: other, version: 1, values: { priority: 'high' }, fill: true });
  await ada.reopen({ rowId: other, version: filled.row.version });
  await ada.claimRow({ rowId: other });
  expect((await ada.undo({ datasetId })).rows).toMatchObject([{ id: other, status: 'FILLED', claim: null }]);
  expect(
    (await ada.rows(datasetId, { and: [{ claim: 'CLAIMED' }, { column: { column: 'annotation_status', equals: 'filled' } }] })).nodes,
  ).toEqual([]);
});

test('input that no database can hold is refused with its type', async ({ stack }) => {
  const { datasetId, ada, rowIds } = await seedQueue(stack, { rows: 2 });
  const rowId = rowIds[0]!;
  const { claim } = await ada.claimRow({ rowId });
  const { token } = claim;
  for (const bad of ['a\0', '\ud800', 'x'.repeat(501)])
    expect(await ada.skip({ rowId, token, reason: bad })).toMatchObject({ __typename: 'InvalidInput' });
  for (const bad of ['a\0', '\udc00', 'x'.repeat(101)])
    expect(await ada.claim({ datasetId, idempotencyKey: bad })).toMatchObject({ __typename: 'InvalidInput' });
  for (const bad of ['', 'token', `${token}\0`]) expect((await ada.renew([bad])).__typename).toBe('InvalidInput');
  for (const seconds of [0, -1, 86_401, 2_147_483_647]) {
    expect(await ada.claim({ datasetId, seconds })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await ada.claimRow({ rowId, seconds })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await ada.renew([token], seconds)).toMatchObject({ __typename: 'InvalidInput' });
  }
  for (const count of [0, -5, 201, 2_147_483_647])
    expect(await ada.claim({ datasetId, count })).toMatchObject({ __typename: 'InvalidInput' });
  for (const count of [0, 21]) expect(await ada.undo({ datasetId, count })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await ada.annotate({ rowId, version: 2_147_483_647, values: {} })).toMatchObject({ __typename: 'RowChangedMeanwhile' });
  await expect(ada.annotate({ rowId, version: 2_147_483_648, values: {} })).rejects.toThrow('Int');
  for (const id of ['Row_0', 'Row_999999999999999', 'Row_99999999999999999999', 'User_1', 'Row_1e3', ''])
    expect(await ada.claimRow({ rowId: id })).toMatchObject({ __typename: 'NotFound' });
  for (const id of ['Dataset_99999999999', 'Dataset_-1'])
    expect(await ada.claim({ datasetId: id })).toMatchObject({ __typename: 'NotFound' });
  // Text that only looks like a NUL is text.
  expect(await ada.saveDraft({ rowId, token, values: { annotation: 'see \\u0000 and \\ud800' } })).toMatchObject({
    draft: { values: { annotation: 'see \\u0000 and \\ud800' } },
  });
  expect(await ada.saveDraft({ rowId, token, values: { annotation: 'a\0' } })).toMatchObject({ __typename: 'InvalidValue' });
  expect((await ada.rows(datasetId, { column: { column: 'annotation', contains: '\\u0000' } })).nodes).toEqual([]);
});

test('who may no longer review keeps no claim alive, and a token for one project holds none of another', async ({ stack }) => {
  const { datasetId, projectId, ada, people } = await seedQueue(stack, { rows: 1 });
  const { claims } = await ada.claim({ datasetId });
  const { token } = claims[0]!;
  await stack.db.prisma.member.updateMany({
    where: { projectId: numberOf('Project', projectId), userId: people.ada.number },
    data: { role: 'VIEWER' },
  });
  for (const server of stack.servers) server.services.signals.send('access', { userId: people.ada.number });
  await expect.poll(async () => (await ada.renew([token])).lost).toEqual([token]);
  expect(await ada.release([token])).toMatchObject({ released: 0, lost: [token] });
});
