import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { schema } from '@docket/schema/schema.ts';
import type { Config } from '../config.ts';
import { remoteAddress } from '../http/caller.ts';
import { isSameSite } from '../http/same-site.ts';
import type { Log } from '../log.ts';
import { bearer, type Sessions } from '../sessions.ts';
import type { Engine } from './engine.ts';
import type { Answer } from './execute.ts';
import type { Ending, Live, Seat } from './live.ts';

interface OverWebSocket {
  server: Server;
  engine: Engine;
  sessions: Sessions;
  live: Live;
  config: Config;
  log: Log;
}

interface Extra {
  socket: WebSocket;
  request: IncomingMessage;
  seat: Seat | null;
}

/** A client of graphql-ws comes back by itself after 4403, 1012 and 1013, and not after 4401. */
const closings: Record<Ending, [code: number, reason: string]> = {
  'signed-out': [4403, 'Forbidden'],
  'rights-changed': [1012, 'Your rights changed, come back'],
  stopping: [1012, 'Restarting, come back'],
};

const beat = 15_000;

/** GraphQL over WebSocket, by the protocol of graphql-ws (`graphql-transport-ws`). A socket belongs to somebody who is
 * signed in: by `connectionParams.token`, or by the cookie or header of the upgrade. */
export function makeOverWebSocket({ server, engine, sessions, live, config, log }: OverWebSocket) {
  const { sockets: bounds } = config;
  const jobs = new WeakMap<ExecutionArgs, () => Promise<Answer>>();
  const execute = (args: ExecutionArgs): Promise<Answer> => jobs.get(args)!();

  const protocol = makeServer<Record<string, unknown>, Extra>({
    schema,
    execute,
    subscribe: execute,
    async onConnect({ connectionParams, extra }) {
      const { socket, request } = extra;
      const token = connectionParams?.['token'];
      const credential = typeof token === 'string' ? bearer(token) : sessions.credentialOf(request);
      const viewer = await sessions.viewerOf(credential);
      if (!credential || !viewer) socket.close(4401, 'Unauthorized');
      else {
        extra.seat = live.join(credential, viewer, (why) => socket.close(...closings[why]));
        if (!extra.seat) socket.close(1013, 'Too many connections are open');
        else if (socket.readyState !== socket.OPEN) extra.seat.leave();
      }
      return extra.seat !== null;
    },
    // Whatever goes wrong here is answered for this one operation: an exception would close the socket under all others.
    onSubscribe({ extra, subscriptions }, _id, payload) {
      try {
        const { seat, request } = extra;
        if (!seat) return [new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })];
        if (Object.keys(subscriptions).length > bounds.subscriptions) {
          return [new GraphQLError(`At most ${bounds.subscriptions} operations at once over one socket.`, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })];
        }
        const prepared = engine.prepare(payload, 'ws');
        if ('errors' in prepared) return prepared.errors;
        const args: ExecutionArgs = { schema, document: prepared.document, operationName: prepared.operationName, contextValue: null };
        const caller = { viewer: () => seat.viewer, remoteAddress: remoteAddress(request, config.trustProxy), setSessionCookie: null };
        jobs.set(args, () => engine.run(prepared, caller));
        return args;
      } catch (error) {
        return [engine.failed(error)];
      }
    },
    onClose: ({ extra }) => extra.seat?.leave(),
  });

  const acceptor = new WebSocketServer({ noServer: true, maxPayload: bounds.frameBytes, perMessageDeflate: false, handleProtocols });
  const alive = new WeakSet<WebSocket>();
  const beating = setInterval(() => {
    for (const socket of acceptor.clients) {
      // No answer since the last beat, or one who reads so slowly that what waits for them fills our memory.
      if (!alive.has(socket) || socket.bufferedAmount > bounds.bufferBytes) socket.terminate();
      alive.delete(socket);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, beat);
  beating.unref();

  acceptor.on('connection', (socket, request) => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Waits until the bytes are with the system: each subscription has one message under way, and its source learns
        // from that how fast this reader is.
        send: (text) => new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(text, () => resolve()) : resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage(handle) {
          socket.on('message', (data: Buffer) => {
            handle(data.toString()).catch((error: unknown) => {
              log.debug({ err: error }, 'a message over a socket failed');
              socket.close(4400, 'Bad request');
            });
          });
        },
      },
      { socket, request, seat: null },
    );
    socket.once('close', (code, reason) => void closed(code, String(reason)));
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (!isSameSite(request, config.origins)) return refuseUpgrade(socket, '403 Forbidden');
    if (acceptor.clients.size >= bounds.most) return refuseUpgrade(socket, '503 Service Unavailable');
    acceptor.handleUpgrade(request, socket, head, (opened) => acceptor.emit('connection', opened, request));
  });

  return {
    /** Closes what is left; those who do not answer are cut off after two seconds. */
    async stop(): Promise<void> {
      clearInterval(beating);
      const open = [...acceptor.clients];
      const gone = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      for (const socket of open) socket.close(...closings.stopping);
      const impatient = setTimeout(() => open.forEach((socket) => socket.terminate()), 2_000);
      await gone;
      clearTimeout(impatient);
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
