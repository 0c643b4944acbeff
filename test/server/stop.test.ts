import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { readConfig } from '@docket/server/config.ts';
import { startServer } from '@docket/server/serve.ts';
import { startStack } from '../kit/stack.ts';
import { watch } from '../kit/watch.ts';
import { test } from '../kit/database.ts';

test('stopping finishes what is under way and sends everybody else elsewhere', async () => {
  const stack = await startStack();
  const ada = await stack.person('Ada', { password: 'right' });
  const project = await stack.project([[ada, 'OWNER']]);
  const page = stack.as(ada);
  const [socket, stream] = [watch(page, project.id), watch(stack.as(ada), project.id, 'sse')];
  await Promise.all([socket.open, stream.open]);
  const signIn = stack
    .as(null)
    .execute('mutation($input: SignInInput!) { signIn(input: $input) { __typename } }', { input: { email: ada.email, password: 'right' } });
  await new Promise((resolve) => setTimeout(resolve, 10));
  const begun = performance.now();
  await stack.servers[0]!.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(await signIn).toEqual({ signIn: { __typename: 'SignInPayload' } });
  expect(page.closings[0]).toBe(1012);
  await expect(stream.ended).rejects.toThrow();
  await expect(fetch(`${stack.url}/health`)).rejects.toThrow();
  const { rows } = await stack.db.pool.query(
    `SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'docket'`,
  );
  expect(rows).toEqual([]);
  await stack.stop();
});

test('a connection that has asked for nothing does not hold up the end', async () => {
  const stack = await startStack();
  const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const begun = performance.now();
  await stack.servers[0]!.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  socket.destroy();
  await stack.stop();
});

test('a socket that comes in while the process stops is sent elsewhere, and does not hold up the end', async () => {
  const stack = await startStack();
  const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const begun = performance.now();
  const stopping = stack.servers[0]!.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.write(
    'GET /graphql HTTP/1.1\r\nHost: docket\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 /);
  await stopping;
  expect(performance.now() - begun).toBeLessThan(5000);
  socket.destroy();
  await stack.stop();
});

test('what one process is told, sockets of another learn', async () => {
  const stack = await startStack({ processes: 2, spawned: true });
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'VIEWER'],
  ]);
  const far = stack.as(bo, { process: 1 });
  const watching = watch(far, project.id);
  await watching.open;
  await stack.as(bo, { process: 0 }).execute('mutation { signOut { ok } }');
  const begun = performance.now();
  await expect(watching.ended).rejects.toMatchObject({ code: 4401 });
  expect(far.closings).toEqual([4403, 4401]);
  expect(performance.now() - begun).toBeLessThan(1000);
  await stack.stop();
});

test('a port that is taken gets a sentence, and leaves nothing open', async ({ db }) => {
  const config = (port: string) => readConfig({ DATABASE_URL: db.url, PORT: port, DOCKET_LOG_LEVEL: 'silent' });
  const first = await startServer(config('0'));
  const { port } = new URL(first.url);
  await expect(startServer(config(port))).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken.`);
  await first.stop();
  await expect
    .poll(
      async () =>
        (await db.pool.query(`SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'docket %' AND datname = current_database()`))
          .rowCount,
    )
    .toBe(0);
});

test('no database within the time that it is waited for, no server', async () => {
  await expect(
    startServer(
      readConfig({ DATABASE_URL: 'postgresql://127.0.0.1:1/none', PORT: '0', DOCKET_LOG_LEVEL: 'silent', DOCKET_DATABASE_WAIT: '0' }),
    ),
  ).rejects.toThrow('ECONNREFUSED');
});
