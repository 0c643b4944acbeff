import { expect, test as base } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import type { Follower } from '@docket/schema/feed/follower.ts';
import { watchQueue } from '@docket/schema/feed/watch-queue.ts';
import { everything } from '@docket/schema/queue/filter/row-filter.ts';
import type { Limits } from '@docket/schema/limits.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { type Bench, reviewerOf, seedQueue } from '../queue/kit.ts';
import { type Message, QueueChanged, addRows, seqOf } from './kit.ts';

const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack({ processes: 2 });
  onCleanup(() => stack.stop());
  return stack;
});

/** Follows at the second process, past the API, with other bounds. */
async function watch(stack: Stack, { datasetId }: Bench, after: string | null, limits: Partial<Limits> = {}) {
  const { services } = stack.servers[1]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', datasetId)))!;
  return watchQueue({ ...services, limits: { ...services.limits, ...limits } }, { shape, condition: everything, after });
}

/** Waits until the other process has heard of everything. */
async function level(stack: Stack, { ada, datasetId }: Bench): Promise<Follower> {
  const follower = await stack.servers[1]!.services.feed.follow(numberOf('Dataset', datasetId));
  await expect.poll(() => follower.state.seq, { timeout: 5000 }).toBe(seqOf((await ada.rows(datasetId)).feedCursor));
  return follower;
}

test('a cursor that cannot be carried on is answered with reload, and what comes after it is told', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 3 });
  const { datasetId, rowIds, people } = bench;
  const there = reviewerOf(stack.as(people.ada, { process: 1 }));
  const { feedCursor } = await there.rows(datasetId);
  const [epoch, seq] = feedCursor.split('.') as [string, string];
  const other = await seedQueue(stack, { rows: 1 });
  const foreign = (await other.ada.rows(other.datasetId)).feedCursor;
  for (const after of [
    '',
    'garbage',
    '1',
    '.1',
    `${epoch}.`,
    `${epoch}.x`,
    `${epoch}.-1`,
    `${epoch}.${Number(seq) + 1}`,
    `${epoch}.999999999999999`,
    `${epoch}.1.2`,
    `elsewhe.${seq}`,
    `${epoch}\u0000.1`,
    foreign,
  ]) {
    const events = there.client.subscribe<{ queueChanged: Message }>(QueueChanged, { datasetId, after });
    expect((await events.next()).value!.queueChanged, after).toMatchObject({ reload: 'CURSOR_UNKNOWN', cursor: feedCursor, changes: [] });
    await events.return();
  }
  // It stands all the same: from the cursor of the reload on nothing is missed.
  const events = there.client.subscribe<{ queueChanged: Message }>(QueueChanged, { datasetId, after: 'garbage' });
  await events.next();
  await bench.ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'x' } });
  expect((await events.next()).value!.queueChanged).toMatchObject({
    reload: null,
    changes: [{ rowId: rowIds[0], event: 'EDITED', actor: { name: 'Ada' }, row: { version: 2 } }],
  });
  await events.return();

  for (let n = 2; n < 8; n++) await bench.ada.annotate({ rowId: rowIds[0], version: n, values: { annotation: `x${n}` } });
  await level(stack, bench);
  const old = await watch(stack, bench, feedCursor, { resumeEvents: 5 });
  expect((await old.next()).value).toMatchObject({ reload: 'CURSOR_TOO_OLD' });
  await old.return!();
  const young = await watch(stack, bench, feedCursor, { resumeEvents: 7 });
  expect((await young.next()).value).toMatchObject({ reload: null, changes: { length: 7 } });
  await young.return!();
});

test('a subscription gives what happened since its cursor first, and goes on from there', async ({ stack }) => {
  const { datasetId, rowIds, ada, people } = await seedQueue(stack, { rows: 2 });
  const { feedCursor } = await ada.rows(datasetId);
  await ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'before' } });
  for (const transport of ['ws', 'sse'] as const) {
    const events = stack
      .as(people.bo, { process: 1 })
      .subscribe<{ queueChanged: Message }>(QueueChanged, { datasetId, after: feedCursor }, transport);
    expect((await events.next()).value!.queueChanged.changes.map((change) => seqOf(change.cursor) - seqOf(feedCursor))).toEqual(
      transport === 'ws' ? [1] : [1, 2],
    );
    const begun = performance.now();
    await ada.annotate({ rowId: rowIds[1], version: transport === 'ws' ? 1 : 2, values: { annotation: transport } });
    expect((await events.next()).value!.queueChanged).toMatchObject({ changes: [{ rowId: rowIds[1], kind: 'CHANGED' }] });
    expect(performance.now() - begun).toBeLessThan(1000);
    await events.return();
  }
});

test('who reads too slowly is told to reload; what waits for them is bounded', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 30 });
  const messages = await watch(stack, bench, null, { subscriberBuffer: 20 });
  expect((await messages.next()).value).toMatchObject({ reload: null, changes: [] });
  for (const rowId of bench.rowIds) await bench.ada.annotate({ rowId, version: 1, values: { priority: 'low' } });
  const follower = await level(stack, bench);
  expect((await messages.next()).value).toMatchObject({ reload: 'TOO_SLOW', changes: [], bulk: [], seq: follower.state.seq });
  // Back at its pace it is told everything again.
  await bench.ada.annotate({ rowId: bench.rowIds[0], version: 2, values: { priority: 'high' } });
  expect((await messages.next()).value).toMatchObject({ reload: null, changes: { length: 1 } });
  await messages.return!();
  expect(follower.seats.size).toBe(0);
});

test('leaving takes the seat away, also before the first message was asked for', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 1 });
  const follower = await stack.servers[1]!.services.feed.follow(numberOf('Dataset', bench.datasetId));
  const [read, unread] = [await watch(stack, bench, null), await watch(stack, bench, null)];
  await read.next();
  // Who follows the same filter shares a seat.
  expect(follower.seats.size).toBe(1);
  await read.return!();
  expect(follower.seats.size).toBe(1);
  await unread.return!();
  expect(follower.seats.size).toBe(0);
});

test('a busy dataset keeps nobody waiting who wants to know how far it is', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 1 });
  const follower = await stack.servers[1]!.services.feed.follow(numberOf('Dataset', bench.datasetId));
  let version = 1;
  let busy = true;
  const writing = (async () => {
    while (busy) await bench.ada.annotate({ rowId: bench.rowIds[0], version: version++, values: { annotation: `${version}` } });
  })();
  for (let n = 0; n < 10; n++) {
    const { feedCursor } = await bench.bo.rows(bench.datasetId);
    const begun = performance.now();
    await follower.poke();
    expect(follower.state.seq).toBeGreaterThanOrEqual(seqOf(feedCursor));
    expect(performance.now() - begun).toBeLessThan(1000);
  }
  busy = false;
  await writing;
});

test('a bulk change is one message, and names its rows', async ({ stack }) => {
  const { datasetId, ada, people } = await seedQueue(stack, { rows: 5 });
  const events = stack
    .as(people.bo, { process: 1 })
    .subscribe<{ queueChanged: Message }>(QueueChanged, { datasetId, filter: { column: { column: 'priority', equals: 'high' } } });
  await events.next();
  await ada.bulk({ datasetId, filter: {}, values: { priority: 'high' } });
  expect((await events.next()).value!.queueChanged).toMatchObject({
    changes: [],
    bulk: [{ event: 'EDITED', entered: { length: 5 }, changed: [], left: [] }],
    totalCount: { value: 5, exact: true },
  });
  await ada.undo({ datasetId });
  expect((await events.next()).value!.queueChanged.totalCount.value).toBeLessThan(5);
  await events.return();
});

test('who is here, and which row they have open, is seen at every process', async ({ stack }) => {
  const { datasetId, rowIds, people, ada } = await seedQueue(stack, { rows: 2 });
  const Presence =
    'subscription ($datasetId: ID!, $clientId: String!) { presence(datasetId: $datasetId, clientId: $clientId) { clientId rowId user { name } row { id } } }';
  interface Here {
    presence: { clientId: string; rowId: string | null; user: { name: string }; row: { id: string } | null }[];
  }
  const [here, there] = [stack.as(people.ada), stack.as(people.bo, { process: 1 })];
  const seen: Here['presence'][] = [];
  const mine = here.subscribe<Here>(Presence, { datasetId, clientId: 'a' });
  void (async () => {
    for await (const { presence } of mine) seen.push(presence);
  })().catch(() => undefined);
  const last = () => seen.at(-1)?.map(({ user, rowId }) => `${user.name} ${rowId ?? '-'}`);
  await expect.poll(last).toEqual(['Ada -']);
  const other = there.subscribe<Here>(Presence, { datasetId, clientId: 'b' });
  await other.next();
  await expect.poll(last).toEqual(['Ada -', 'Bo -']);

  const open = (rowId: string | null) =>
    there.execute<{ openRow: { __typename: string } }>('mutation ($input: OpenRowInput!) { openRow(input: $input) { __typename } }', {
      input: { datasetId, clientId: 'b', rowId },
    });
  await open(rowIds[1]!);
  await expect.poll(last).toEqual(['Ada -', `Bo ${rowIds[1]}`]);
  await open(null);
  await expect.poll(last).toEqual(['Ada -', 'Bo -']);

  // What everybody here is shown must be a row of this dataset.
  const secret = await seedQueue(stack, { rows: 1 });
  expect((await open(secret.rowIds[0]!)).openRow.__typename).toBe('NotFound');
  expect((await open('Row_999999999')).openRow.__typename).toBe('NotFound');
  await ada.client
    .execute('mutation ($input: OpenRowInput!) { openRow(input: $input) { __typename } }', {
      input: { datasetId, clientId: 'a\0', rowId: null },
    })
    .then((answer) => expect(answer).toMatchObject({ openRow: { __typename: 'InvalidInput' } }));

  other.next().catch(() => undefined);
  await other.return();
  await expect.poll(last).toEqual(['Ada -']);
  await mine.return();
});

test('sizes and slices follow what happens at another process', async ({ stack }) => {
  const { datasetId, ada, people } = await seedQueue(stack, { rows: 4 });
  const client = stack.as(people.bo, { process: 1 });
  const sizes = client.subscribe<{ queueSizes: { groups: { key: Record<string, string>; count: number }[] } }>(
    'subscription ($id: ID!) { queueSizes(datasetId: $id, groupBy: ["annotation_status"]) { groups { key count } } }',
    { id: datasetId },
  );
  expect((await sizes.next()).value!.queueSizes.groups).toEqual([{ key: { annotation_status: 'empty' }, count: 4 }]);
  await ada.bulk({ datasetId, filter: { bucket: { of: 2, at: 0 } }, values: {}, fill: true });
  expect((await sizes.next()).value!.queueSizes.groups).toEqual(
    expect.arrayContaining([{ key: { annotation_status: 'filled' }, count: 2 }]),
  );
  await addRows(ada.client, datasetId, [{ question: 'more' }]);
  expect((await sizes.next()).value!.queueSizes.groups).toEqual(
    expect.arrayContaining([{ key: { annotation_status: 'empty' }, count: 3 }]),
  );
  const refused = await client.result(
    'subscription ($id: ID!) { queueSizes(datasetId: $id, groupBy: ["question"]) { cursor } }',
    { id: datasetId },
    'ws',
  );
  expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'InvalidFilter' } });

  const slices = client.subscribe<{
    slicesChanged: { slices: { name: string; size: { value: number; exact: boolean }; claimed: number }[] };
  }>('subscription ($id: ID!) { slicesChanged(datasetId: $id) { slices { name size { value exact } claimed } } }', { id: datasetId });
  expect((await slices.next()).value!.slicesChanged.slices).toEqual([]);
  await ada.client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
    input: { datasetId, name: 'Half', filter: { bucket: { of: 2, at: 1 } } },
  });
  const until = async (expected: object) => {
    for (;;) {
      const { slices: now } = (await slices.next()).value!.slicesChanged;
      if (JSON.stringify(now) === JSON.stringify([{ name: 'Half', ...expected }])) return;
    }
  };
  const waiting = (
    await ada.rows(datasetId, { and: [{ bucket: { of: 2, at: 1 } }, { column: { column: 'annotation_status', equals: 'empty' } }] })
  ).nodes.length;
  await until({ size: { value: waiting, exact: true }, claimed: 0 });
  await ada.claim({ datasetId, filter: { bucket: { of: 2, at: 1 } } });
  await until({ size: { value: waiting, exact: true }, claimed: 1 });
  await Promise.all([sizes.return(), slices.return()]);
});
