import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as plain } from 'vitest';
import { type GuardedFetch, makeGuardedFetch } from '@docket/server/outbound/guarded-fetch.ts';

interface Fixtures {
  /** Starts a server on all addresses of this machine, and answers its port. */
  serve(listener: RequestListener): Promise<number>;
  guarded(options: Parameters<typeof makeGuardedFetch>[0]): GuardedFetch['fetch'];
}

export const test = plain.extend<Fixtures>({
  serve: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (listener) => {
      const server = createServer(listener).listen(0);
      servers.push(server);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  },
  guarded: async ({}, use) => {
    const made: GuardedFetch[] = [];
    await use((options) => {
      const one = makeGuardedFetch(options);
      made.push(one);
      return one.fetch;
    });
    for (const one of made) await one.close();
  },
});

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export const answer = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
