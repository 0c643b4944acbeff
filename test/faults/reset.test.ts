import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDatabase } from '@docket/prisma/database.ts';
import { ownDatabase } from '../kit/database.ts';
import { end, spawnServer } from './kit.ts';

const body = JSON.stringify({ query: '{ viewer { user { name } } }' });
const post = (length: number) =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nCookie: docket_session=x\r\nContent-Length: ${length}\r\n\r\n`;
const upgrade =
  'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';

test('connections that are reset at any moment end no process', async () => {
  const { url, drop } = await ownDatabase();
  const server = await spawnServer(url);
  await server.up;
  const { port } = new URL(server.url);
  try {
    for (const text of ['', post(100) + '{', post(body.length) + body, upgrade, `${upgrade}\x81`]) {
      for (const wait of [0, 1, 3, 10, 30]) {
        const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
        await once(socket, 'connect');
        if (text) await new Promise((resolve) => socket.write(text, resolve));
        await sleep(wait);
        socket.resetAndDestroy();
      }
    }
    // In the midst of an answer: what waits for it has to hear of the end, and not as an error that nobody catches.
    const db = openDatabase({ url, poolSize: 1 });
    const holder = await db.pool.connect();
    await holder.query('BEGIN; LOCK TABLE session IN ACCESS EXCLUSIVE MODE');
    for (const accept of ['application/json', 'text/event-stream']) {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(post(body.length).replace('Host: x', `Host: x\r\nAccept: ${accept}`) + body);
      await sleep(300);
      socket.resetAndDestroy();
    }
    await sleep(300);
    await holder.query('COMMIT');
    holder.release();
    await db.close();
    await sleep(500);
    expect(server.said()).not.toMatch(/^Error/m);
    expect(await server.ask('/ready')).toEqual({ status: 200 });
  } finally {
    await end(server);
    await drop();
  }
});
