import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test as base } from 'vitest';
import { watchAgreement } from '@docket/schema/reviews/watch-agreement.ts';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { numberOf } from '@docket/schema/ids.ts';
import type { Client } from '../kit/client.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { statementsOf } from '../kit/statements.ts';
import { bringIn, makeSlice, seedReviewed } from './kit.ts';

const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack({ processes: 2 });
  onCleanup(() => stack.stop());
  return stack;
});

const figures = 'rows percent krippendorffAlpha krippendorffInterval { low high } fleissKappa fleissInterval { low high } disputedCount';
const Agreement = `query ($id: ID!, $filter: RowFilter, $column: String = "feedback_category") { dataset(id: $id) {
  reviewerAgreement(column: $column, filter: $filter) { ${figures} disputedIds raters { rater { name } answers } pairs { first { name } second { name } rows percent } } } }`;
const Changed = `subscription ($datasetId: ID!) { agreementChanged(datasetId: $datasetId, column: "feedback_category") {
  agreement { ${figures} } slices { slice { id name } ${figures} } } }`;

interface Figures {
  rows: number;
  percent: number | null;
  krippendorffAlpha: number | null;
  krippendorffInterval: { low: number; high: number } | null;
  fleissKappa: number | null;
  disputedCount: number;
}
interface Detailed extends Figures {
  disputedIds: string[];
  raters: { rater: { name: string }; answers: number }[];
  pairs: { rows: number; percent: number }[];
}
interface Change {
  agreementChanged: { agreement: Figures; slices: (Figures & { slice: { id: string; name: string } })[] };
}

const agreementOf = async (client: Client, id: string, filter: object | null = null) =>
  (await client.execute<{ dataset: { reviewerAgreement: Detailed } }>(Agreement, { id, filter })).dataset.reviewerAgreement;

/** What somebody who follows is told, as it comes. */
function follow(client: Client, datasetId: string) {
  const events = client.subscribe<Change>(Changed, { datasetId });
  const told: Change['agreementChanged'][] = [];
  const over = (async () => {
    for await (const { agreementChanged } of events) told.push(agreementChanged);
  })();
  // Whoever awaits it still gets the error.
  over.catch(() => undefined);
  return {
    told,
    over,
    last: () => told.at(-1),
    stop: () => events.return(),
  };
}

test('agreement is told for a filter and for a slice in it: of its rows and nobody else’s', async ({ stack }) => {
  const bench = await seedReviewed(stack, { rows: 12, differAt: [0, 1, 2] });
  const { datasetId, rowIds, ada } = bench;
  const high = { column: { column: 'priority', equals: 'high' } };
  const slice = await makeSlice(bench, 'High', high);
  const all = await agreementOf(ada.client, datasetId);
  expect(all).toMatchObject({ rows: 12, percent: 0.75, disputedCount: 3, disputedIds: rowIds.slice(0, 3) });
  expect(all.krippendorffInterval!.low).toBeLessThan(all.krippendorffAlpha!);
  expect(all.krippendorffInterval!.high).toBeGreaterThan(all.krippendorffAlpha!);

  const within = await agreementOf(ada.client, datasetId, { slice });
  expect(within).toMatchObject({ rows: 6, disputedIds: [rowIds[0], rowIds[2]], pairs: [{ rows: 6, percent: 4 / 6 }] });
  expect(within.raters.map(({ rater, answers }) => `${rater.name} ${answers}`)).toEqual(['Ann 6', 'Ben 6']);
  expect(await agreementOf(ada.client, datasetId, high)).toEqual(within);
  // By cells, and by rows; where nobody reviewed with others there is nothing to say.
  const cell = { column: { column: 'question', contains: 'Question 1' } };
  expect(await agreementOf(ada.client, datasetId, cell)).toMatchObject({ rows: 3, disputedIds: [rowIds[1]] });
  expect(await agreementOf(ada.client, datasetId, { rows: [rowIds[3], rowIds[4]] })).toMatchObject({ rows: 2, percent: 1 });
  expect(await agreementOf(ada.client, datasetId, { rows: [] })).toMatchObject({
    rows: 0,
    percent: null,
    krippendorffAlpha: null,
    raters: [],
    pairs: [],
  });
  const refused = await ada.client.result(Agreement, { id: datasetId, column: 'question' });
  expect(refused.errors?.[0]?.message).toContain('not a label column');
});

test('who follows is told at once, and again when a review comes in at another process; over all rows and by slice', async ({ stack }) => {
  const bench = await seedReviewed(stack, { rows: 10, differAt: [0] });
  const { datasetId, rowIds, owner, people } = bench;
  await makeSlice(bench, 'High', { column: { column: 'priority', equals: 'high' } });
  await makeSlice(bench, 'Low', { column: { column: 'priority', equals: 'low' } });
  const here = follow(bench.ada.client, datasetId);
  const there = follow(stack.as(people.bo, { process: 1 }), datasetId);
  for (const { last } of [here, there]) {
    await expect.poll(last, { timeout: 5000 }).toMatchObject({
      agreement: { rows: 10, disputedCount: 1, percent: 0.9 },
      slices: [
        { slice: { name: 'High' }, rows: 5, disputedCount: 1 },
        { slice: { name: 'Low' }, rows: 5, disputedCount: 0, percent: 1 },
      ],
    });
  }
  const before = here.last()!;

  // Ben thinks again, of a row in "Low".
  await bringIn(owner.client, datasetId, [rowIds[1]!], [{ Ben: 'too-long' }]);
  for (const { last } of [here, there]) {
    await expect.poll(last, { timeout: 10_000 }).toMatchObject({
      agreement: { rows: 10, disputedCount: 2 },
      slices: [before.slices[0], { slice: { name: 'Low' }, rows: 5, disputedCount: 1, percent: 0.8 }],
    });
  }
  expect(here.last()).toEqual(there.last());
  expect(here.last()!.agreement.krippendorffAlpha).toBeLessThan(before.agreement.krippendorffAlpha!);
  expect(here.last()!.agreement).toEqual(pick(await agreementOf(owner.client, datasetId)));

  // A third one says of a row in dispute what one of the two said: that changes nothing about the row, and makes no event of it.
  await bringIn(owner.client, datasetId, [rowIds[0]!], [{ Cay: 'incorrect' }]);
  for (const { last } of [here, there])
    await expect.poll(() => last()!.agreement.percent, { timeout: 10_000 }).toBeCloseTo((8 + 1 / 3) / 10);

  // A slice that is made meanwhile, and one that loses a row.
  await makeSlice(bench, 'Rest', { not: { column: { column: 'priority', equals: 'high' } } });
  await expect.poll(() => there.last()!.slices.length, { timeout: 10_000 }).toBe(3);
  await owner.bulk({ datasetId, rowIds: [rowIds[1]], values: { priority: 'high' } });
  await expect.poll(() => there.last()!.slices.map(({ rows }) => rows), { timeout: 10_000 }).toEqual([6, 4, 4]);
  await Promise.all([here.stop(), there.stop()]);
});

test('nothing is told when nothing changes about agreement, whatever else happens to the rows', async ({ stack }) => {
  const bench = await seedReviewed(stack, { rows: 6, differAt: [0, 1] });
  const { datasetId, rowIds, owner, ada } = bench;
  const following = follow(ada.client, datasetId);
  await expect.poll(() => following.told.length, { timeout: 5000 }).toBe(1);
  await bringIn(owner.client, datasetId, [rowIds[2]!], [{ Ann: 'correct', Ben: 'correct' }]);
  await owner.bulk({ datasetId, rowIds: [rowIds[0]], values: { annotation: 'Odd.' } });
  const { claims } = await ada.claim({ datasetId, count: 1 });
  await ada.release(claims.map(({ token }) => token));
  await sleep(5000);
  expect(following.told.length).toBe(1);
  // It still listens.
  await bringIn(owner.client, datasetId, [rowIds[2]!], [{ Ben: 'incorrect' }]);
  await expect.poll(() => following.told.length, { timeout: 10_000 }).toBe(2);
  await following.stop();
});

test('whoever loses their membership is told nothing more, and nobody else’s dataset can be followed', async ({ stack }) => {
  const bench = await seedReviewed(stack, { rows: 4, differAt: [0] });
  const { datasetId, rowIds, owner, projectId, people } = bench;
  const stays = follow(bench.ada.client, datasetId);
  const leaves = follow(stack.as(people.bo, { process: 1, retries: 2 }), datasetId);
  for (const { told } of [stays, leaves]) await expect.poll(() => told.length, { timeout: 5000 }).toBe(1);
  await owner.client.execute('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }', {
    input: { projectId, userId: people.bo.id },
  });
  await expect(leaves.over).rejects.toBeDefined();
  await bringIn(owner.client, datasetId, [rowIds[1]!], [{ Ben: 'too-long' }]);
  await expect.poll(() => stays.told.length, { timeout: 10_000 }).toBe(2);
  expect(leaves.told.length).toBe(1);
  await stays.stop();

  const stranger = stack.as(await stack.person('Zed'));
  expect((await stranger.result(Changed, { datasetId }, 'ws')).errors?.[0]?.message).toContain('found');
});

test('all who follow the same column share one reading of the reviews', async ({ stack }) => {
  const bench = await seedReviewed(stack, { rows: 6, differAt: [0] });
  const { services } = stack.servers[0]!;
  const shape = (await loadShape(stack.db, numberOf('Dataset', bench.datasetId)))!;
  const column = shape.byKey.get('feedback_category')!;
  const watches = await Promise.all(Array.from({ length: 8 }, () => watchAgreement(services, { shape, column })));
  const next = () => Promise.all(watches.map(async (watch) => (await watch.next()).value as object));
  const first = await next();
  expect(new Set(first).size).toBe(1);
  let second: object[] = [];
  const sent = await statementsOf(async () => {
    const told = next();
    await bringIn(bench.owner.client, bench.datasetId, [bench.rowIds[1]!], [{ Ben: 'too-long' }]);
    second = await told;
  });
  expect(new Set(second).size).toBe(1);
  expect(second[0]).not.toBe(first[0]);
  const readings = sent.filter((text) => text.includes('HAVING count(*) > 1'));
  expect(readings.length).toBeGreaterThan(0);
  expect(readings.length).toBeLessThan(4);
  for (const watch of watches) await watch.return!();
});

function pick({ raters: _raters, pairs: _pairs, disputedIds: _ids, ...figuresAlone }: Detailed): Figures {
  return figuresAlone;
}
