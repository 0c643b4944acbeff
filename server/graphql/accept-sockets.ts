import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, type WebSocket as ProtocolSocket } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.ts';
import { remoteAddress } from '../http/caller.ts';
import { refuseUpgrade } from '../http/reply.ts';
import { isSameSite } from '../http/same-site.ts';
import type { Log } from '../log.ts';
import type { Credential, Sessions } from '../sessions.ts';
import { Sender } from './sender.ts';

/** A socket, and what its request said. The request itself is let go: it is most of what an idle socket would hold. */
export interface Accepted {
  socket: WebSocket;
  sender: Sender;
  credential: Credential | null;
  remoteAddress: string;
}

interface AcceptSockets {
  server: Server;
  config: Config;
  sessions: Sessions;
  log: Log;
  /** How sockets are closed when the process stops. */
  stopping: [code: number, reason: string];
  /** Hands a socket to the protocol; answers what to call when it has closed. */
  opened(socket: ProtocolSocket, accepted: Accepted): (code: number, reason: string) => Promise<void>;
}

/** Takes WebSockets in at /graphql and keeps an eye on them. Not graphql-ws' own adapter for ws: that writes to the console,
 * and does not see how much waits for a slow reader. */
export function acceptSockets({ server, config, sessions, log, stopping, opened }: AcceptSockets) {
  const { sockets: bounds } = config;
  const acceptor = new WebSocketServer({ noServer: true, maxPayload: bounds.frameBytes, perMessageDeflate: false, handleProtocols });
  const alive = new WeakSet<WebSocket>();
  let stopped = false;
  const beating = setInterval(() => {
    for (const socket of acceptor.clients) {
      // No answer since the last beat, or one who reads so slowly that what waits for them fills our memory.
      if (!alive.has(socket) || socket.bufferedAmount > bounds.bufferBytes) socket.terminate();
      alive.delete(socket);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, bounds.beat);
  beating.unref();

  function welcome(socket: WebSocket, accepted: Omit<Accepted, 'socket'>): void {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
    const closed = opened(
      {
        protocol: socket.protocol,
        send: (text) => accepted.sender.send(text),
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
      { socket, ...accepted },
    );
    socket.once('close', (code, reason) => {
      closed(code, reason.toString()).catch((error: unknown) => log.error({ err: error }, 'a socket could not be cleared away'));
    });
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (!isSameSite(request, config.origins)) return refuseUpgrade(socket, '403 Forbidden');
    // One that was on its way in when the process began to stop would be closed by nobody, and hold up the stop.
    if (stopped || acceptor.clients.size >= bounds.most) return refuseUpgrade(socket, '503 Service Unavailable');
    const said = { credential: sessions.credentialOf(request), remoteAddress: remoteAddress(request, config.trustProxy) };
    acceptor.handleUpgrade(request, socket, head, (accepted) => welcome(accepted, { ...said, sender: new Sender(accepted, socket) }));
  });

  return {
    /** Closes what is left; those who do not answer are cut off after two seconds. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(beating);
      const open = [...acceptor.clients];
      const gone = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      for (const socket of open) socket.close(...stopping);
      const impatient = setTimeout(() => open.forEach((socket) => socket.terminate()), 2_000);
      await gone;
      clearTimeout(impatient);
    },
  };
}
