import type { Server } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { makeServer } from 'graphql-ws';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import { schema } from '@docket/schema/schema.ts';
import { canBeListenedTo } from '@docket/schema/feed/mailbox.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { bearer, type Sessions } from '../sessions.ts';
import { type Accepted, acceptSockets } from './accept-sockets.ts';
import type { Engine } from './engine.ts';
import type { Answer } from './execute.ts';
import type { Ending, Live, Seat } from './live.ts';
import { unavailableCode } from './mask.ts';
import type { Prepared } from './prepare.ts';
import { PushedEvents } from './push-events.ts';

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

const tryAgain = [1013, 'The database does not answer, try again later'] as const;
const isUnavailable = ({ extensions }: GraphQLError): boolean => extensions['code'] === unavailableCode;

/** The same results, each shown before it goes on. */
function eachResult(
  results: AsyncGenerator<ExecutionResult, void, void>,
  see: (result: ExecutionResult) => void,
): AsyncGenerator<ExecutionResult, void, void> {
  const next = results.next.bind(results);
  return Object.assign(results, {
    async next() {
      const result = await next();
      if (result.value) see(result.value);
      return result;
    },
  });
}

/** GraphQL over WebSocket, by the protocol of graphql-ws (`graphql-transport-ws`). A socket belongs to somebody who is
 * signed in: by `connectionParams.token`, or by the cookie or header of the upgrade. */
export function makeOverWebSocket({ server, engine, sessions, live, config, log }: OverWebSocket) {
  const { sockets: bounds } = config;
  const jobs = new WeakMap<ExecutionArgs, () => Promise<Answer>>();
  const execute = (args: ExecutionArgs): Promise<Answer> => {
    const job = jobs.get(args)!;
    jobs.delete(args); // graphql-ws keeps `args` for as long as a subscription lives, and they would keep the job
    return job();
  };

  async function run(prepared: Prepared, id: string, { socket, sender, remoteAddress }: Extra, seat: Seat): Promise<Answer> {
    const caller = { viewer: () => seat.viewer, remoteAddress, setSessionCookie: null };
    if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION) return engine.run(prepared, caller);
    // A client gives up a subscription that begins with an error, and would miss what a message could not say. Sent away, it
    // comes back with the cursor that it had.
    const sentAway = ({ errors }: ExecutionResult): boolean => {
      const away = errors?.some(isUnavailable) ?? false;
      if (away) socket.close(...tryAgain);
      return away;
    };
    const opened = await engine.open(prepared, caller);
    if (!('plan' in opened)) {
      sentAway(opened);
      return opened;
    }
    const { events, plan } = opened;
    if (canBeListenedTo(events)) return new PushedEvents({ id, events, plan, sender, sentAway, viewer: caller.viewer });
    return eachResult(engine.results(opened, caller), sentAway);
  }

  const protocol = makeServer<Record<string, unknown>, Extra>({
    schema,
    execute,
    subscribe: execute,
    async onConnect({ connectionParams, extra }) {
      const { socket } = extra;
      const token = connectionParams?.['token'];
      const credential = typeof token === 'string' ? bearer(token) : extra.credential;
      let viewer: Viewer | null;
      try {
        viewer = await sessions.viewerOf(credential);
      } catch (error) {
        // Thrown, it would be 4400, after which a client never comes back.
        engine.failed(error);
        socket.close(...tryAgain);
        return false;
      }
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
        // Nor what came in: the document and variables of each of 10,000 idle subscribers.
        Object.assign(payload, { query: '', variables: null });
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
