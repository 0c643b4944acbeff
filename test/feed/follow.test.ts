import { expect, test as base } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { reviewerOf, seedQueue } from '../queue/kit.ts';
import { follow, muddle } from './kit.ts';

/** Two servers on one database: writes go to the first, followers sit at the second. */
const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack({ processes: 2 });
  onCleanup(() => stack.stop());
  return stack;
});

const needle = { column: { column: 'annotation', contains: 'needle' } };
const high = { column: { column: 'priority', equals: 'high' } };
const waiting = { column: { column: 'annotation_status', equals: 'empty' } };
const filters = {
  everything: null,
  label: high,
  claim: { claim: 'CLAIMED' },
  text: needle,
  bucket: { bucket: { of: 3, at: 1 } },
  mixed: { and: [waiting, { not: { claim: 'CLAIMED' } }, { or: [high, needle, { updatedAfter: '2020-01-01T00:00:00.000Z' }] }] },
  filled: { filledAfter: '2020-01-01T00:00:00.000Z' },
};

test(
  'whoever follows a filter from a page on has what the table has, through every kind of change, cut connections and two processes',
  { timeout: 90_000 },
  async ({ stack }) => {
    const bench = await seedQueue(stack, {
      rows: 60,
      values: (n) => ({ question: `Question ${n}`, priority: ['high', 'low', null][n % 3] }),
    });
    const { datasetId, ada, bo, people } = bench;
    const there = () => reviewerOf(stack.as(people.ada, { process: 1 }));
    await there().client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
      input: { datasetId, name: 'Needles', filter: needle },
    });
    await there().client.execute('mutation ($input: CreateSliceInput!) { createSlice(input: $input) { __typename } }', {
      input: { datasetId, name: 'Share', filter: filters.bucket },
    });

    const replays = await Promise.all(
      Object.entries(filters).flatMap(([name, filter]) =>
        [
          { name, filter, transport: 'ws' as const, cutEvery: undefined },
          { name: `${name}, cut`, filter, transport: 'ws' as const, cutEvery: 170 },
          ...(['everything', 'text'].includes(name) ? [{ name: `${name}, sse`, filter, transport: 'sse' as const, cutEvery: 400 }] : []),
        ].map(async (how) => ({ ...how, replay: await follow({ reviewer: there(), datasetId, ...how }) })),
      ),
    );
    const sizes = latest<{ queueSizes: { groups: { key: Record<string, string | null>; count: number }[]; total: { value: number } } }>(
      stack
        .as(people.bo, { process: 1 })
        .subscribe(
          'subscription ($id: ID!) { queueSizes(datasetId: $id, groupBy: ["annotation_status", "priority"]) { groups { key count } total { value } } }',
          { id: datasetId },
        ),
    );
    const slices = latest<{ slicesChanged: { slices: { name: string; size: { value: number }; total: { value: number } }[] } }>(
      stack
        .as(people.bo, { process: 1 })
        .subscribe('subscription ($id: ID!) { slicesChanged(datasetId: $id) { slices { name size { value exact } total { value } } } }', {
          id: datasetId,
        }),
    );

    // However fast that goes: until all have been cut off often enough.
    do {
      const errors = (await Promise.all([ada, bo, bench.owner].map((reviewer) => muddle(bench, reviewer, 70)))).flat();
      expect(errors).toEqual([]);
    } while (replays.some(({ cutEvery, replay }) => cutEvery && replay.cuts <= 3));
    // Claims of a second run out, and that is an event too.
    await expect
      .poll(async () => (await stack.db.pool.query("SELECT FROM claim WHERE expires_at < clock_timestamp() + interval '30 s'")).rowCount, {
        timeout: 10_000,
      })
      .toBe(0);

    const { rows: events } = await stack.db.pool.query<{ seq: number }>(
      `SELECT seq FROM event WHERE dataset_id = $1 AND kind <> 'columns' ORDER BY seq`,
      [numberOf('Dataset', datasetId)],
    );
    for (const { name, filter, cutEvery, replay } of replays) {
      const table = await ada.rows(datasetId, filter);
      await expect.poll(() => [...replay.rows].sort(), { timeout: 10_000, message: name }).toEqual(table.nodes.map((row) => row.id).sort());
      await expect.poll(() => replay.last()?.totalCount, { timeout: 5000, message: name }).toEqual(table.totalCount);
      expect(replay.wrong, name).toEqual([]);
      if (cutEvery) expect(replay.cuts, name).toBeGreaterThan(3);
      expect(replay.seqs, name).toEqual([...new Set(replay.seqs)].sort((a, b) => a - b));
      if (filter === null) {
        const all = events.map(({ seq }) => seq).filter((seq) => seq > replay.from);
        await expect.poll(() => replay.seqs, { timeout: 5000, message: name }).toEqual(all);
      }
    }

    const table = await ada.rows(datasetId);
    const counted = new Map<string, number>();
    for (const { values } of table.nodes) {
      const key = JSON.stringify({ annotation_status: values.annotation_status, priority: values.priority });
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    await expect
      .poll(() => new Map(sizes.last?.queueSizes.groups.map(({ key, count }) => [JSON.stringify(key), count])), { timeout: 5000 })
      .toEqual(counted);
    expect(sizes.last!.queueSizes.total.value).toBe(table.nodes.length);

    for (const [name, filter] of [
      ['Needles', needle],
      ['Share', filters.bucket],
    ] as const) {
      const expected = {
        size: (await ada.rows(datasetId, { and: [waiting, filter] })).totalCount.value,
        total: (await ada.rows(datasetId, filter)).totalCount.value,
      };
      await expect
        .poll(
          () =>
            slices.last?.slicesChanged.slices
              .filter((slice) => slice.name === name)
              .map(({ size, total }) => ({ size: size.value, total: total.value }))[0],
          { timeout: 5000, message: name },
        )
        .toEqual(expected);
    }

    await Promise.all([...replays.map(({ replay }) => replay.stop()), sizes.stop(), slices.stop()]);
    const follower = await stack.servers[1]!.services.feed.follow(numberOf('Dataset', datasetId));
    await expect.poll(() => follower.seats.size, { timeout: 5000 }).toBe(0);
  },
);

/** Keeps the latest message of a subscription. */
function latest<T>(events: AsyncIterableIterator<T, void, undefined> & { return(): Promise<unknown> }) {
  const kept: { last: T | undefined; stop(): Promise<unknown> } = { last: undefined, stop: () => events.return() };
  void (async () => {
    for await (const message of events) kept.last = message;
  })().catch(() => undefined);
  return kept;
}
