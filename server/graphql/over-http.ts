import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { schema } from '@docket/schema/schema.ts';
import type { Config } from '../config.ts';
import { isSecure, remoteAddress } from '../http/caller.ts';
import { sessionCookie } from '../http/cookie.ts';
import type { Log } from '../log.ts';
import type { Sessions } from '../sessions.ts';
import type { Engine } from './engine.ts';
import type { Live, Seat } from './live.ts';

interface OverHttp {
  engine: Engine;
  sessions: Sessions;
  live: Live;
  config: Config;
  log: Log;
}

interface Http {
  req: IncomingMessage;
  res: ServerResponse;
}

/** GraphQL over HTTP and server-sent events. Yoga reads the request and writes the answer by the two specifications;
 * parsing, validating and executing are the engine's, as for sockets. */
export function makeOverHttp({ engine, sessions, live, config, log }: OverHttp) {
  async function answer(params: object, { req, res }: Http): Promise<unknown> {
    const transport = /\btext\/event-stream\b/.test(req.headers.accept ?? '') ? 'sse' : 'http';
    const prepared = engine.prepare(params, transport);
    if ('errors' in prepared) return { errors: prepared.errors.map(asBadRequest) } satisfies ExecutionResult;

    const credential = sessions.credentialOf(req);
    const viewer = await sessions.viewerOf(credential);
    let seat: Seat | null = null;
    if (prepared.operation.operation === OperationTypeNode.SUBSCRIPTION && credential && viewer) {
      // A stream is cut and not completed, so that its reader comes back.
      seat = live.join(credential, viewer, () => res.destroy());
      if (!seat) return { errors: [new GraphQLError('Too many connections are open.', { extensions: { code: 'TOO_MANY_CONNECTIONS' } })] };
      res.once('close', seat.leave);
    }
    return engine.run(prepared, {
      viewer: () => (seat ? seat.viewer : viewer),
      remoteAddress: remoteAddress(req, config.trustProxy),
      setSessionCookie(secret) {
        const secure = isSecure(req, config.trustProxy);
        res.appendHeader('Set-Cookie', sessionCookie({ name: config.cookie, secret, seconds: config.sessionSeconds, secure }));
      },
    });
  }

  return createYoga<Http>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: config.graphiql,
    cors: false,
    multipart: false,
    batching: false,
    // Bounded where it is read.
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    maskedErrors: {
      maskError(thrown) {
        const error = engine.failed(thrown);
        return error.extensions['code'] === 'BAD_REQUEST' ? asBadRequest(error) : error;
      },
    },
    // What fails is logged where it is masked.
    logging: {
      debug: () => undefined,
      info: () => undefined,
      warn: (...said: unknown[]) => log.warn({ said }, 'yoga'),
      error: () => undefined,
    },
    plugins: [
      {
        onParams({ setParamsHandler }) {
          setParamsHandler(
            ({ params, context }) => answer(params, context as unknown as Http) as ReturnType<typeof Promise.resolve<ExecutionResult>>,
          );
        },
      },
    ],
  });
}

/** A request of the wrong form is 400. One whose document is wrong is 400 for those who asked for GraphQL's own media type
 * and 200 for those who asked for plain JSON, as the specification of GraphQL over HTTP has it. */
const asBadRequest = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    source: error.source,
    positions: error.positions,
    extensions: { ...error.extensions, http: { spec: error.extensions['code'] !== 'BAD_REQUEST', status: 400 } },
  });
