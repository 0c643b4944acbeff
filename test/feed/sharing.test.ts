import { expect, test as base } from 'vitest';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { watchQueue } from '@docket/schema/feed/watch-queue.ts';
import { type SizesMessage, watchSizes } from '@docket/schema/feed/watch-sizes.ts';
import { watchSlices } from '@docket/schema/feed/watch-slices.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { type Condition, everything, inQueue } from '@docket/schema/queue/filter/row-filter.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';
import { addRows, muddle } from './kit.ts';

const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack();
  onCleanup(() => stack.stop());
  return stack;
});

async function open(stack: Stack, rows: number) {
  const bench = await seedQueue(stack, { rows, values: (n) => ({ priority: ['high', 'low', null][n % 3] }) });
  const { services } = stack.servers[0]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', bench.datasetId)))!;
  const sizes = (groupBy = ['annotation_status', 'priority'], condition: Condition = everything) =>
    watchSizes(services, { shape, groupBy, condition });
  return { bench, services, shape, sizes, slices: () => watchSlices(services, { shape }) };
}

test('equal watchers of sizes get the very same message, others another', async ({ stack }) => {
  const { bench, sizes } = await open(stack, 6);
  const [one, same] = [await sizes(), await sizes()];
  const first = (await one.next()).value as SizesMessage;
  expect((await same.next()).value).toBe(first);
  const others = [await sizes(['priority', 'annotation_status']), await sizes(['priority']), await sizes(undefined, inQueue)];
  for (const other of others) expect((await other.next()).value).not.toBe(first);

  const next = [one.next(), same.next()];
  await bench.ada.annotate({ rowId: bench.rowIds[0], version: 1, values: { priority: 'medium' } });
  const [told, again] = await Promise.all(next);
  expect(told!.value).toBe(again!.value);
  expect((told!.value as SizesMessage).groups).toContainEqual({ key: { annotation_status: 'empty', priority: 'medium' }, count: 1 });
  // Who comes later is told what the others were told last; who stays is not cut off by who leaves.
  const late = await sizes();
  expect((await late.next()).value).toBe(told!.value);
  await one.return!();
  await same.return!();
  const last = late.next();
  await bench.ada.annotate({ rowId: bench.rowIds[0], version: 2, values: { priority: 'high' } });
  expect(((await last).value as SizesMessage).groups).not.toContainEqual(
    expect.objectContaining({ key: { annotation_status: 'empty', priority: 'medium' } }),
  );
  for (const watch of [late, ...others]) await watch.return!();
});

test('all who watch the slices of a dataset get the very same message, and see the slices that they have made', async ({ stack }) => {
  const { bench, slices } = await open(stack, 3);
  const [one, two] = [await slices(), await slices()];
  const first = (await one.next()).value;
  expect((await two.next()).value).toBe(first);
  await bench.owner.client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
    input: { datasetId: bench.datasetId, name: 'Waiting', filter: { column: { column: 'annotation_status', equals: 'empty' } } },
  });
  const three = await slices();
  const messages = await Promise.all([one, two, three].map((watch) => watch.next()));
  expect(messages[2]!.value).toMatchObject({ slices: [{ name: 'Waiting', tally: { size: { value: 3 } } }] });
  for (const watch of [one, two, three]) await watch.return!();
});

test('a dashboard is exact after whatever happened, and told of an option by its new name', async ({ stack }) => {
  const { bench, shape, sizes } = await open(stack, 30);
  const watch = await sizes();
  let last: SizesMessage | null = null;
  const reading = (async () => {
    for await (const message of watch) last = message;
  })();
  expect((await Promise.all([bench.ada, bench.bo, bench.owner].map((reviewer) => muddle(bench, reviewer, 40)))).flat()).toEqual([]);
  const counted = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { values } of (await bench.ada.rows(bench.datasetId)).nodes) {
      const key = `${String(values.annotation_status)} ${String(values.priority)}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };
  const told = () => Object.fromEntries((last?.groups ?? []).map(({ key, count }) => [`${key.annotation_status} ${key.priority}`, count]));
  // Claims of a second run out meanwhile; that moves no size.
  const sorted = (counts: Record<string, number>) => Object.entries(counts).sort();
  const truth = sorted(await counted());
  await expect.poll(() => sorted(told()), { timeout: 5000 }).toEqual(truth);

  const option = shape.byKey.get('priority')!.optionByValue.get('low')!;
  await bench.owner.client.execute('mutation ($input: RelabelOptionInput!) { relabelOption(input: $input) { __typename } }', {
    input: { id: `LabelOption_${option.id}`, value: 'later' },
  });
  await expect.poll(() => Object.keys(told()).some((key) => key.endsWith(' later')), { timeout: 5000 }).toBe(true);
  await watch.return!();
  await reading;
});

test('more rows at once than are read with their cells: who needs the cells reads its page again, the others are told all', async ({
  stack,
}) => {
  const { bench, services, shape } = await open(stack, 1);
  const text: Condition = { kind: 'cell', columnId: shape.byKey.get('annotation')!.id, side: 'answer', type: 'TEXT', test: 'empty' };
  const [wide, narrow] = [
    await watchQueue(services, { shape, condition: text, after: null }),
    await watchQueue(services, { shape, condition: inQueue, after: null }),
  ];
  await wide.next();
  await narrow.next();
  const { rows } = await stack.db.pool.query<{ id: number }>(
    `WITH made AS (
       INSERT INTO dataset_row (project_id, dataset_id, combination_id) SELECT d.project_id, d.id, combination_of(d.id, false, '{}')
       FROM dataset d, generate_series(1, 6000) WHERE d.id = $1 RETURNING id, project_id, dataset_id, combination_id),
     cells AS (INSERT INTO row_cells (row_id, project_id, dataset_id) SELECT id, project_id, dataset_id FROM made)
     SELECT append_rows_event($1, NULL, 'added', array_agg(id ORDER BY id), array_agg(combination_id ORDER BY id), NULL) AS id FROM made`,
    [shape.id],
  );
  expect(rows).toHaveLength(1);
  services.signals.send('dataset', { datasetId: shape.id });
  expect((await narrow.next()).value).toMatchObject({ reload: null, total: { value: 6001 }, bulk: [{ entered: { length: 6000 } }] });
  expect((await wide.next()).value).toMatchObject({ reload: 'TOO_SLOW' });
  // And it goes on from there.
  const next = [wide, narrow].map((watch) => watch.next());
  await addRows(bench.owner.client, bench.datasetId, [{ question: 'new' }]);
  expect((await next[1]!).value).toMatchObject({ changes: [], bulk: [{ entered: { length: 1 } }] });
  await expect(next[0]!).resolves.toMatchObject({ done: false });
  for (const watch of [wide, narrow]) await watch.return!();
});
