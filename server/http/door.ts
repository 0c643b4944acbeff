import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { health } from './health.ts';
import { closer, listen } from './listening.ts';
import { logRequest } from './log-request.ts';
import { refuse, refuseUpgrade } from './reply.ts';
import { setSecurityHeaders } from './security-headers.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The process's port, open before there is anything behind it: `/health` and `/ready` answer from the first moment on. */
export interface Door {
  server: Server;
  url: string;
  /** Why nobody is let in yet, as `/ready` says it. */
  because(reason: string): void;
  /** From now on this answers. */
  open(handle: Handle): void;
  /** Takes no more, and finishes what is under way. */
  close(): Promise<void>;
}

/** Begins to listen. Throws when the port is taken. */
export async function openDoor(config: Config, log: Log): Promise<Door> {
  let reason = 'starting';
  let opened = false;
  let handle: Handle = async (request, response) => {
    setSecurityHeaders(response, { graphiql: false });
    const path = request.url?.split('?')[0];
    if (path === '/health' || path === '/ready') return health(response, path === '/ready' ? { waiting: reason } : null);
    refuse(response, 503, 'STARTING', `Docket is not ready: ${reason}.`, { 'Retry-After': '1' });
  };
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000 }, (request, response) => {
    logRequest(log, request, response);
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url }, 'a request failed');
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong here.');
    });
  });
  // A WebSocket that comes too early is told so at once. Without this Node answered nothing, and its client waited for ever.
  server.on('upgrade', (_request, socket) => {
    if (!opened) refuseUpgrade(socket, '503 Service Unavailable', 'Retry-After: 1\r\n');
  });
  const close = closer(server);
  const url = await listen(server, config);
  return {
    server,
    url,
    close,
    because(why) {
      reason = why;
    },
    open(behind) {
      handle = behind;
      opened = true;
    },
  };
}
