import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { databaseUrl } from '@docket/prisma/databases.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { openDatabase } from '@docket/prisma/database.ts';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../kit/command.ts';
import { ownDatabase } from '../kit/database.ts';
import { end, ownPostgres, spawnServer } from './kit.ts';
import { runsTypeScript } from '../kit/typescript.ts';

test('a database that is not there yet is waited for, and everybody is told', async () => {
  const own = await ownPostgres();
  const first = await own.postgres();
  const { url } = first;
  await first.stop();

  const server = await spawnServer(url, { DOCKET_TEST_MIGRATE: '1' });
  try {
    await vi.waitFor(async () => expect(await server.ask('/ready')).toEqual({ status: 503, reason: 'waiting for the database' }), 20_000);
    expect(await server.ask('/health')).toEqual({ status: 200 });
    const asked = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(asked.status).toBe(503);
    expect(await asked.json()).toMatchObject({ errors: [{ extensions: { code: 'STARTING' } }] });
    expect(server.said()).toMatch(/the database is not there yet/);
    // A WebSocket is told so as well; unanswered, its client would wait for ever.
    const early = new WebSocket(`${server.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    expect(((await once(early, 'error')) as [Error])[0].message).toBe('Unexpected server response: 503');

    const postgres = await own.postgres();
    await server.up;
    expect(await server.ask('/ready')).toEqual({ status: 200 });
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    await postgres.stop();
  } finally {
    await end(server);
    await own.remove();
  }
});

test('a start that waits can be stopped, and ends by itself after DOCKET_DATABASE_WAIT', async () => {
  const nowhere = `postgresql://docket:secret@127.0.0.1:${await freePort()}/docket`;
  const patient = await spawnServer(nowhere);
  await vi.waitFor(async () => expect((await patient.ask('/ready'))?.reason).toBe('waiting for the database'), 20_000);
  patient.child.kill('SIGTERM');
  expect(await patient.ended).toBe(0);

  const begun = performance.now();
  const bounded = await spawnServer(nowhere, { DOCKET_DATABASE_WAIT: '1', DOCKET_TEST_MIGRATE: '1' });
  expect(await bounded.ended).toBe(1);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(bounded.said()).toMatch(/^Cannot use the database docket at 127\.0\.0\.1:\d+: connect ECONNREFUSED/m);
});

test('what waiting does not help ends the start at once, in one sentence', async () => {
  const { url, drop } = await ownDatabase();
  const wrong = new URL(url);
  wrong.password = 'wrong';
  const stranger = await spawnServer(wrong.href, { DOCKET_TEST_MIGRATE: '1', DOCKET_LOG_LEVEL: 'silent' });
  expect(await stranger.ended).toBe(1);
  expect(stranger.said()).toMatch(/^Cannot use the database .*: password authentication failed for user "docket"\.\n$/);
  const lost = await spawnServer(databaseUrl(url, 'no_such_database'), { DOCKET_TEST_MIGRATE: '1', DOCKET_LOG_LEVEL: 'silent' });
  expect(await lost.ended).toBe(1);
  expect(lost.said()).toMatch(/^Cannot use the database .*: database "no_such_database" does not exist\.\n$/);
  await drop();
});

test('two instances that start at once on an empty database both come up, and it is migrated once', async () => {
  const { url, drop } = await ownDatabase({ migrated: false });
  const servers = await Promise.all([1, 2].map(() => spawnServer(url, { DOCKET_TEST_MIGRATE: '1' })));
  try {
    await Promise.all(servers.map(({ up }) => up));
    for (const server of servers) expect(await server.ask('/ready')).toEqual({ status: 200 });
    expect(servers.filter((server) => server.said().includes('Migrated the database'))).toHaveLength(1);
    const db = openDatabase({ url });
    const { rows } = await db.pool.query('SELECT migration_name FROM _prisma_migrations GROUP BY 1 HAVING count(*) > 1');
    expect(rows).toEqual([]);
    await db.close();
  } finally {
    await Promise.all(servers.map(end));
    await drop();
  }
});

test('an instance that freezes in the midst of migrating keeps the others waiting for a while, not for ever', async () => {
  const { url, drop } = await ownDatabase({ migrated: false });
  const frozen = fork(fileURLToPath(new URL('./migrate-slowly.ts', import.meta.url)), [url], { execArgv: runsTypeScript });
  const db = openDatabase({ url });
  try {
    const held = () => db.pool.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted`);
    await vi.waitFor(async () => expect((await held()).rowCount).toBe(1), { timeout: 20_000, interval: 20 });
    frozen.kill('SIGSTOP');
    const { applied } = await migrate(url);
    expect(applied.length).toBeGreaterThan(0);
  } finally {
    frozen.kill('SIGKILL');
    await db.close();
    await drop();
  }
});
