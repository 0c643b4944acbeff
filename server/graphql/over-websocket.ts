import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, OperationTypeNode } from 'graphql';
import { makeServer } from 'graphql-ws';
import { schema } from '@docket/schema/schema.ts';
import { canBeListenedTo } from '@docket/schema/feed/mailbox.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { bearer, type Sessions } from '../sessions.ts';
import { type Accepted, acceptSockets } from './accept-sockets.ts';
import type { Engine } from './engine.ts';
import type { Answer } from './execute.ts';
import type { Ending, Live, Seat } from './live.ts';
import type { Prepared } from './prepare.ts';
import { pushEvents } from './push-events.ts';

interface OverWebSocket {
  server: Server;
  engine: Engine;
  sessions: Sessions;
  live: Live;
  config: Config;
  log: Log;
}

interface Extra extends Accepted {
  seat: Seat | null;
}

/** A client of graphql-ws comes back by itself after 4403, 1012 and 1013, and not after 4401. */
const closings: Record<Ending, [code: number, reason: string]> = {
  'signed-out': [4403, 'Forbidden'],
  'rights-changed': [1012, 'Your rights changed, come back'],
  stopping: [1012, 'Restarting, come back'],
};

/** GraphQL over WebSocket, by the protocol of graphql-ws (`graphql-transport-ws`). A socket belongs to somebody who is
 * signed in: by `connectionParams.token`, or by the cookie or header of the upgrade. */
export function makeOverWebSocket({ server, engine, sessions, live, config, log }: OverWebSocket) {
  const { sockets: bounds } = config;
  const jobs = new WeakMap<ExecutionArgs, () => Promise<Answer>>();
  const execute = (args: ExecutionArgs): Promise<Answer> => jobs.get(args)!();

  async function run(prepared: Prepared, id: string, { sender, remoteAddress }: Extra, seat: Seat): Promise<Answer> {
    const caller = { viewer: () => seat.viewer, remoteAddress, setSessionCookie: null };
    if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION) return engine.run(prepared, caller);
    const opened = await engine.open(prepared, caller);
    if (!('plan' in opened)) return opened;
    const { events, plan } = opened;
    return canBeListenedTo(events) ? pushEvents({ id, events, plan, sender, ...caller }) : engine.results(opened, caller);
  }

  const protocol = makeServer<Record<string, unknown>, Extra>({
    schema,
    execute,
    subscribe: execute,
    async onConnect({ connectionParams, extra }) {
      const { socket } = extra;
      const token = connectionParams?.['token'];
      const credential = typeof token === 'string' ? bearer(token) : extra.credential;
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
    onSubscribe({ extra, subscriptions }, id, payload) {
      try {
        const { seat } = extra;
        if (!seat) return [new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })];
        if (Object.keys(subscriptions).length > bounds.subscriptions) {
          return [
            new GraphQLError(`At most ${bounds.subscriptions} operations at once over one socket.`, {
              extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
            }),
          ];
        }
        const prepared = engine.prepare(payload, 'ws');
        if ('errors' in prepared) return prepared.errors;
        const args: ExecutionArgs = { schema, document: prepared.document, operationName: prepared.operationName, contextValue: null };
        jobs.set(args, () => run(prepared, id, extra, seat));
        return args;
      } catch (error) {
        return [engine.failed(error)];
      }
    },
    onClose: ({ extra }) => extra.seat?.leave(),
  });

  return acceptSockets({
    server,
    config,
    sessions,
    log,
    stopping: closings.stopping,
    opened: (socket, extra) => protocol.opened(socket, { ...extra, seat: null }),
  });
}
