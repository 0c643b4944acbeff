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
  const all = { matched: 450, changed: 450, held: 0 };
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
