import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openDatabase } from '@docket/prisma/database.ts';
import { inTransaction } from '@docket/schema/datasets/in-transaction.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { QueueChanged, follow } from '../feed/kit.ts';
import { ownDatabase } from '../kit/database.ts';
import { makeStack } from '../kit/make-stack.ts';
import { reviewerOf, seedQueue } from '../queue/kit.ts';
import { childrenOf, signal } from '../soak/postgres.ts';
import { end, ownPostgres, spawnServer } from './kit.ts';

const claimRows = 'mutation ($input: ClaimRowsInput!) { claimRows(input: $input) { __typename } }';

test('a database that goes away and comes back: the process stays up, says so, and goes on by itself', async () => {
  const own = await ownPostgres();
  let postgres = await own.postgres();
  const { url } = postgres;
  await migrate(url);
  const server = await spawnServer(url);
  const stack = makeStack(url, [server.url]);
  try {
    await server.up;
    const bench = await seedQueue(stack, { rows: 20 });
    const cy = await stack.person('Cy');
    // Comes back for as long as the database is away.
    const bo = reviewerOf(stack.as(bench.people.bo, { retries: 10_000 }));
    const follower = await follow({ reviewer: bo, datasetId: bench.datasetId });
    const { claims } = await bench.ada.claim({ datasetId: bench.datasetId, count: 1 });

    await postgres.kill();
    await vi.waitFor(async () => expect(await server.ask('/ready')).toMatchObject({ status: 503 }), 5_000);
    expect(await server.ask('/health')).toEqual({ status: 200 });
    const begun = performance.now();
    const refused = await bench.ada.client.result(claimRows, { input: { datasetId: bench.datasetId } });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'DATABASE_UNAVAILABLE' } }]);
    expect(performance.now() - begun).toBeLessThan(2_000);
    // Whoever comes now is sent away in a way after which a client comes back.
    bo.client.cut();
    const newcomer = stack.as(cy);
    const coming = newcomer.result('{ viewer { user { name } } }', {}, 'ws').catch((error: unknown) => error);
    await expect.poll(() => newcomer.closings[0], { timeout: 5_000 }).toBe(1013);
    await newcomer.close();
    await coming;
    // So is whose subscription cannot be begun: this one's filter has to be counted. Bo's needs no more than what the process
    // knows, and goes on.
    const counted = bench.ada.client.subscribe(QueueChanged, {
      datasetId: bench.datasetId,
      filter: { column: { column: 'annotation', contains: 'kept' } },
    });
    const counting = counted.next().catch((error: unknown) => error);
    await expect.poll(() => bench.ada.client.closings, { timeout: 5_000 }).toContain(1013);
    await counted.return();
    await counting;

    postgres = await own.postgres();
    expect(postgres.url).toBe(url);
    await vi.waitFor(async () => expect(await server.ask('/ready')).toEqual({ status: 200 }), 10_000);
    const filled = await bench.ada.annotate({
      rowId: claims[0]!.row.id,
      token: claims[0]!.token,
      values: { annotation: 'kept' },
      fill: true,
    });
    expect(filled.__typename).toBe('AnnotateRowPayload');
    const told = () => ({ seq: follower.seqs.at(-1), wrong: follower.wrong });
    await expect.poll(told, { timeout: 15_000 }).toEqual({ seq: filled.eventSeq, wrong: [] });
    await follower.stop();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  } finally {
    await stack.stop();
    await end(server);
    await postgres.stop();
    await own.remove();
  }
});

test.skipIf(process.platform !== 'linux')('a database that freezes: nothing hangs for ever, and all goes on when it thaws', async () => {
  const own = await ownPostgres();
  const postgres = await own.postgres();
  await migrate(postgres.url);
  const looking = openDatabase({ url: postgres.url, statementTimeout: 1_000, poolSize: 2 });
  const pid = (await looking.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
  const postmaster = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
  const server = await spawnServer(postgres.url);
  await server.up;
  // The postmaster first: a connection that is opened between looking and stopping would be served on.
  signal(postmaster, 'SIGSTOP');
  const family = [postmaster, ...childrenOf(postmaster)];
  try {
    for (const one of family) signal(one, 'SIGSTOP');
    expect(await server.ask('/ready')).toEqual({ status: 503, reason: 'the database does not answer' });
    const begun = performance.now();
    // The time a statement may take, and the ten seconds beyond it.
    await expect(looking.pool.query('SELECT 1')).rejects.toThrow(/Query read timeout|Connection terminated due to connection timeout/);
    expect(performance.now() - begun).toBeLessThan(13_000);
    for (const one of family) signal(one, 'SIGCONT');
    await vi.waitFor(async () => expect(await server.ask('/ready')).toEqual({ status: 200 }), 10_000);
    await looking.pool.query('SELECT 1');
  } finally {
    for (const one of family) signal(one, 'SIGCONT');
    await end(server);
    await looking.close();
    await postgres.stop();
    await own.remove();
  }
});

test('a connection that breaks while its transaction waits for nothing fails that transaction alone', async () => {
  const { url, drop } = await ownDatabase();
  const db = openDatabase({ url });
  const failing = inTransaction(db.pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    await sleep(200);
    await client.query('SELECT 1');
  });
  await expect(failing).rejects.toThrow(/not queryable|terminat/);
  expect((await db.pool.query('SELECT 1')).rowCount).toBe(1);
  await db.close();
  await drop();
});
