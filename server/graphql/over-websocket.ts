import type { Server } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { makeServer } from 'graphql-ws';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import { schema } from '@docket/schema/schema.ts';
import type { Config } from '../config.ts';
import { remoteAddress } from '../http/caller.ts';
import type { Log } from '../log.ts';
import { bearer, type Sessions } from '../sessions.ts';
import { type Accepted, acceptSockets } from './accept-sockets.ts';
import type { Engine } from './engine.ts';
import type { Answer } from './execute.ts';
import type { Ending, Live, Seat } from './live.ts';
import { unavailableCode } from './mask.ts';

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

/** The same answer, each of its results shown before it goes on. */
function eachResult(answer: Answer, see: (result: ExecutionResult) => void): Answer {
  if (!('next' in answer)) {
    see(answer);
    return answer;
  }
  return {
    async next() {
      const result = await answer.next();
      if (result.value) see(result.value);
      return result;
    },
    return: () => answer.return(),
    throw: (error) => answer.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  } as Answer;
}

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
    onSubscribe({ extra, subscriptions }, _id, payload) {
      try {
        const { seat, request } = extra;
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
        const caller = { viewer: () => seat.viewer, remoteAddress: remoteAddress(request, config.trustProxy), setSessionCookie: null };
        jobs.set(args, async () => {
          const answer = await engine.run(prepared, caller);
          if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION) return answer;
          // A client gives up a subscription that begins with an error, and would miss what a message could not say. Sent
          // away, it comes back with the cursor that it had.
          return eachResult(answer, ({ errors }) => errors?.some(isUnavailable) && extra.socket.close(...tryAgain));
        });
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
    log,
    stopping: closings.stopping,
    opened: (socket, extra) => protocol.opened(socket, { ...extra, seat: null }),
  });
}
