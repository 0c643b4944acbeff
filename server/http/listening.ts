import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Config } from '../config.ts';

/** Begins to listen, and answers the address for people. */
export async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} on ${host} is taken. Set PORT to another, or stop what uses it.`, { cause: error });
    }
    throw error;
  }
  const bound = (server.address() as AddressInfo).port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${bound}`;
}

const patience = 10_000;
const grace = 250;

/** Watches the connections of a server, so that it can be closed: answers under way are finished, up to ten seconds, and
 * connections without one are let go. Node's own closeIdleConnections leaves those that have not asked for anything yet,
 * and browsers open such ones ahead of time. */
export function closer(server: Server): () => Promise<void> {
  const idleSince = new Map<Socket, number | null>();
  server.on('connection', (socket: Socket) => {
    idleSince.set(socket, Date.now());
    socket.once('close', () => idleSince.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    idleSince.set(socket, null);
    response.once('close', () => idleSince.has(socket) && idleSince.set(socket, Date.now()));
  });
  // From here on it is a WebSocket's, and closed as one.
  server.on('upgrade', ({ socket }) => idleSince.delete(socket));

  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const begun = Date.now();
    // Not quite at once: the request may be on the wire.
    const sweeping = setInterval(() => {
      const now = Date.now();
      for (const [socket, since] of idleSince) if (now - begun > patience || (since !== null && now - since > grace)) socket.destroy();
    }, 50);
    await closed;
    clearInterval(sweeping);
  };
}
