import { expect, test as base } from 'vitest';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import type { QueueMessage } from '@docket/schema/feed/queue-message.ts';
import { watchQueue } from '@docket/schema/feed/watch-queue.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { everything, inQueue } from '@docket/schema/queue/filter/row-filter.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { statementsOf } from '../kit/statements.ts';
import { seedQueue } from '../queue/kit.ts';
import { type Message, QueueChanged } from './kit.ts';

const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack();
  onCleanup(() => stack.stop());
  return stack;
});

/** Shows what differs by who asks: the token of a claim is its holder's alone. */
const Claims = `subscription ($datasetId: ID!, $after: String) {
  queueChanged(datasetId: $datasetId, after: $after) { changes { row { claim { mine token reviewer { name } } } } } }`;

interface ClaimsTold {
  queueChanged: { changes: { row: { claim: { mine: boolean; token: string | null; reviewer: { name: string } } | null } }[] };
}

test.for(['ws', 'sse'] as const)('subscribers who subscribe alike are each told what they may see (%s)', async (transport, { stack }) => {
  const { datasetId, people, ada, bo, rowIds } = await seedQueue(stack, { rows: 3 });
  const seats = [people.ada, people.bo, people.ada].map((person) =>
    stack.as(person).subscribe<ClaimsTold>(Claims, { datasetId }, transport),
  );
  for (const seat of seats) await seat.next();
  const told = async () => {
    const all = [];
    for (const seat of seats) all.push((await seat.next()).value!.queueChanged.changes.map(({ row }) => row.claim)[0]);
    return all;
  };
  const byAda = await ada.claimRow({ rowId: rowIds[0] });
  const mine = { mine: true, token: byAda.claim.token, reviewer: { name: 'Ada' } };
  expect(await told()).toEqual([mine, { mine: false, token: null, reviewer: { name: 'Ada' } }, mine]);
  const byBo = await bo.claimRow({ rowId: rowIds[1] });
  const theirs = { mine: false, token: null, reviewer: { name: 'Bo' } };
  expect(await told()).toEqual([theirs, { mine: true, token: byBo.claim.token, reviewer: { name: 'Bo' } }, theirs]);
  for (const seat of seats) await seat.return();
});

test('who follows the same filter gets the same message object, of their own cursor first', async ({ stack }) => {
  const { datasetId, ada, rowIds } = await seedQueue(stack, { rows: 3 });
  const { services } = stack.servers[0]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', datasetId)))!;
  const { feedCursor } = await ada.rows(datasetId);
  await ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'x' } });
  const [late, now, other] = await Promise.all([
    watchQueue(services, { shape, condition: everything, after: feedCursor }),
    watchQueue(services, { shape, condition: everything, after: null }),
    watchQueue(services, { shape, condition: inQueue, after: null }),
  ]);
  expect((await late.next()).value).toMatchObject({ changes: [{ rowId: numberOf('Row', rowIds[0]!) }] });
  expect((await now.next()).value).toMatchObject({ changes: [] });
  await other.next();
  await ada.annotate({ rowId: rowIds[1], version: 1, values: { annotation: 'y' } });
  const [one, two, three] = [await late.next(), await now.next(), await other.next()];
  expect(one.value).toMatchObject({ changes: [{ rowId: numberOf('Row', rowIds[1]!) }] });
  expect(two.value).toBe(one.value);
  expect(three.value).not.toBe(one.value);
  for (const messages of [late, now, other]) await messages.return!();
});

test('who come back with the same cursor read what they missed once, and are told by the same message object', async ({ stack }) => {
  const { datasetId, ada, rowIds } = await seedQueue(stack, { rows: 3 });
  const { services } = stack.servers[0]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', datasetId)))!;
  const { feedCursor } = await ada.rows(datasetId);
  const first = await watchQueue(services, { shape, condition: everything, after: null });
  await first.next();
  await ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'x' } });
  await first.next();
  const after = feedCursor;
  let returners: Awaited<ReturnType<typeof watchQueue>>[] = [];
  const sent = await statementsOf(async () => {
    returners = await Promise.all(Array.from({ length: 20 }, () => watchQueue(services, { shape, condition: everything, after })));
  });
  const messages = await Promise.all(returners.map(async (one) => (await one.next()).value as QueueMessage));
  // A look of the follower’s own may come between.
  expect(sent.filter((text) => text.includes('FROM event WHERE dataset_id = $1 AND seq > $2')).length).toBeLessThan(5);
  expect(messages[0]).toMatchObject({ changes: [{ rowId: numberOf('Row', rowIds[0]!) }] });
  expect(new Set(messages).size).toBe(1);

  // Later, or with another cursor, it is another one.
  await ada.annotate({ rowId: rowIds[1], version: 1, values: { annotation: 'y' } });
  await first.next();
  const later = await watchQueue(services, { shape, condition: everything, after });
  const { changes } = (await later.next()).value as QueueMessage;
  expect(changes.map(({ rowId }) => rowId)).toEqual([rowIds[0], rowIds[1]].map((id) => numberOf('Row', id!)));
  const fresh = await watchQueue(services, { shape, condition: everything, after: null });
  expect((await fresh.next()).value).toMatchObject({ changes: [] });
  for (const one of [first, ...returners, later, fresh]) await one.return!();
});

test('who are busy at the same moment wait with the same messages, joined to one object', async ({ stack }) => {
  const { datasetId, ada, rowIds } = await seedQueue(stack, { rows: 3 });
  const { services } = stack.servers[0]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', datasetId)))!;
  const watch = () => watchQueue(services, { shape, condition: everything, after: null });
  const [reader, one, two] = [await watch(), await watch(), await watch()];
  for (const each of [reader, one, two]) await each.next();
  for (const rowId of rowIds) {
    await ada.annotate({ rowId, version: 1, values: { annotation: 'x' } });
    await reader.next();
  }
  const joined = (await one.next()).value as QueueMessage;
  expect(joined.changes.map(({ rowId }) => rowId)).toEqual(rowIds.map((id) => numberOf('Row', id)));
  expect((await two.next()).value).toBe(joined);
  for (const each of [reader, one, two]) await each.return!();
});

test('a hundred subscribers of several people and filters read a row that changed once', async ({ stack }) => {
  const { datasetId, people, ada, rowIds } = await seedQueue(stack, { rows: 3 });
  const seats = Array.from({ length: 100 }, (_, n) =>
    stack.as(n % 2 ? people.ada : people.bo).subscribe<{ queueChanged: Message }>(QueueChanged, {
      datasetId,
      filter: n % 5 ? null : { not: { column: { column: 'annotation_status', equals: 'filled' } } },
    }),
  );
  await Promise.all(seats.map((seat) => seat.next()));
  let told: (Message['changes'][number] | undefined)[] = [];
  const sent = await statementsOf(async () => {
    await ada.annotate({ rowId: rowIds[0], version: 1, values: { annotation: 'x' } });
    told = await Promise.all(seats.map(async (seat) => (await seat.next()).value!.queueChanged.changes[0]));
  });
  expect(sent.filter((text) => text.includes('WHERE r.id = ANY ($1::bigint[])'))).toHaveLength(1);
  expect(new Set(told.map((change) => JSON.stringify(change))).size).toBe(1);
  expect(told[0]).toMatchObject({ rowId: rowIds[0], row: { version: 2 } });
  for (const seat of seats) await seat.return();
});
