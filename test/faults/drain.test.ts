import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { ownDatabase } from '../kit/database.ts';
import { makeStack } from '../kit/make-stack.ts';
import { watch } from '../kit/watch.ts';
import { seedQueue } from '../queue/kit.ts';
import { openProxy } from '../soak/proxy.ts';
import { end, spawnServer } from './kit.ts';

test('a process that is told to stop finishes what is under way, sends sockets elsewhere, and loses no claim', async () => {
  const { url, drop } = await ownDatabase();
  const [leaving, staying] = await Promise.all([spawnServer(url), spawnServer(url)]);
  await Promise.all([leaving.up, staying.up]);
  const proxy = await openProxy(leaving.url);
  const stack = makeStack(url, [leaving.url, staying.url, proxy.url]);
  try {
    const bench = await seedQueue(stack, { rows: 5 });
    const { claims } = await bench.ada.claim({ datasetId: bench.datasetId, count: 1 });
    const socket = watch(bench.owner.client, bench.projectId);
    const deaf = watch(stack.as(bench.people.bo, { process: 2 }), bench.projectId);
    await Promise.all([socket.open, deaf.open]);
    // Half open: the server's words get nowhere, and nobody tells it so.
    proxy.swallow('toClient', true);

    // A request that waits for a lock when the signal comes.
    const hold = await stack.db.pool.connect();
    await hold.query('BEGIN; LOCK TABLE claim IN ACCESS EXCLUSIVE MODE');
    const underWay = bench.bo.claim({ datasetId: bench.datasetId, count: 1 });
    await expect
      .poll(async () => (await hold.query(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation'`)).rowCount)
      .toBeGreaterThan(0);
    const begun = performance.now();
    leaving.child.kill('SIGTERM');
    setTimeout(() => void hold.query('COMMIT').then(() => hold.release()), 700);

    expect((await underWay).claims).toHaveLength(1);
    expect(await leaving.ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(12_000);
    expect(bench.owner.client.closings[0]).toBe(1012);

    const elsewhere = await stack
      .as(bench.people.ada, { process: 1 })
      .execute<{ annotateRow: { __typename: string } }>(
        'mutation ($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename } }',
        { input: { rowId: claims[0]!.row.id, token: claims[0]!.token, values: { annotation: 'done elsewhere' }, fill: true } },
      );
    expect(elsewhere.annotateRow.__typename).toBe('AnnotateRowPayload');
  } finally {
    await proxy.close();
    await Promise.all([end(leaving), end(staying)]);
    await stack.stop();
    await drop();
  }
});

test('a socket that never says a word does not keep a process from ending', async () => {
  const { url, drop } = await ownDatabase();
  const server = await spawnServer(url);
  await server.up;
  const { port } = new URL(server.url);
  const [silent, half] = [connect(Number(port), '127.0.0.1'), connect(Number(port), '127.0.0.1')];
  await Promise.all([once(silent, 'connect'), once(half, 'connect')]);
  half.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  for (const socket of [silent, half]) socket.on('error', () => undefined);
  const begun = performance.now();
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(15_000);
  for (const socket of [silent, half]) socket.destroy();
  await drop();
});
