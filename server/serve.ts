import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Services } from '@docket/schema/context.ts';
import type { Config } from './config.ts';
import { handleDeployed } from './deployed/deployed.ts';
import { handleFiles } from './files/files.ts';
import { makeEngine } from './graphql/engine.ts';
import { makeLive } from './graphql/live.ts';
import { makeOverHttp } from './graphql/over-http.ts';
import { makeOverWebSocket } from './graphql/over-websocket.ts';
import { type Door, openDoor } from './http/door.ts';
import { health } from './http/health.ts';
import { makePage } from './http/page.ts';
import { readJson } from './http/read-json.ts';
import { refuse } from './http/reply.ts';
import { isSameSite } from './http/same-site.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { type Log, makeLog } from './log.ts';
import { type OpenServices, openServices } from './services.ts';
import { makeSessions } from './sessions.ts';
import { waitFor } from './stopping.ts';
import { whenDatabaseIsThere } from './wait-for-database.ts';

export interface RunningServer {
  /** Where it answers, without a slash at the end. */
  url: string;
  services: Services;
  /** Takes no more, finishes what is under way, sends everybody else to another process, and lets go of the database. */
  stop(): Promise<void>;
}

const builtPage = fileURLToPath(new URL('../client/dist', import.meta.url));

interface StartOptions {
  log?: Log;
  /** The folder of the built page. */
  page?: string;
  /** What has to be done before the services open, such as migrating; done again while the database is not there. */
  prepare?: () => Promise<void>;
  /** Ends a start that still waits. */
  signal?: AbortSignal;
}

/** Starts the whole of one process on its port (0: any free one). The port is open at once; while the database is not there,
 * `/ready` says so and the start goes on as soon as it is. Throws with a clear message when the port is taken, when the
 * configuration is wrong, or when the database was waited for too long; nothing is left open then. */
export async function startServer(
  config: Config,
  { log = makeLog(config), page = builtPage, prepare = () => Promise.resolve(), signal }: StartOptions = {},
): Promise<RunningServer> {
  const door = await openDoor(config, log);
  let services: OpenServices | null = null;
  try {
    services = await whenDatabaseIsThere(
      async () => {
        await prepare();
        return openServices(config, log);
      },
      {
        seconds: config.databaseWait,
        signal,
        onAway(error, again) {
          door.because('waiting for the database');
          log.warn(
            { reason: error instanceof Error ? error.message : String(error), again },
            'the database is not there yet: waiting for it',
          );
        },
      },
    );
    const opened = services;
    const leave = serve(opened, { door, config, log, page });
    let stopped: Promise<void> | null = null;
    return { url: door.url, services, stop: () => (stopped ??= leave().then(() => opened.close())) };
  } catch (error) {
    await Promise.all([door.close(), services?.close()]);
    throw error;
  }
}

/** Puts the API and the page behind the door. Answers the function that closes it. */
function serve(
  services: Services,
  { door, config, log, page }: { door: Door; config: Config; log: Log; page: string },
): () => Promise<void> {
  const sessions = makeSessions(services, config);
  const engine = makeEngine(services, config, log);
  const live = makeLive({ sessions, signals: services.signals, log }, config);
  const graphql = makeOverHttp({ engine, sessions, live, config, log });
  const viewerOf = (request: IncomingMessage) => sessions.viewerOf(sessions.credentialOf(request));
  const files = handleFiles(services, viewerOf);
  const deployed = handleDeployed(services, viewerOf);
  const servePage = makePage(page);
  let stopping = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '/';
    const graphiql = config.graphiql && path === '/graphql' && request.method === 'GET';
    setSecurityHeaders(response, { graphiql });
    if (path === '/health' || path === '/ready') return health(response, path === '/ready' ? { db: services.db, stopping } : null);
    const isApi = path === '/graphql' || path.startsWith('/api/');
    if (!isApi) return servePage(request, response);
    if (graphiql) return graphql(request, response);

    if (request.method === 'POST' && !isSameSite(request, config.origins)) {
      return refuse(response, 403, 'FORBIDDEN_ORIGIN', 'This origin may not use the API. DOCKET_ORIGINS lists those that may.');
    }
    if (path !== '/graphql') {
      if (!(await files(request, response)) && !(await deployed(request, response)))
        refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
      return;
    }
    if (request.method !== 'POST') return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'GraphQL is spoken by POST.', { Allow: 'POST' });
    // Not form data, not text: what a page of another site may send without asking first.
    if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      return refuse(response, 415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be application/json.');
    }
    const body = await readJson(request, response, config.bodyBytes);
    return body ? graphql(Object.assign(request, { body }), response) : undefined;
  }

  const sockets = makeOverWebSocket({ server: door.server, engine, sessions, live, config, log });
  door.open(handle);
  return async () => {
    stopping = true;
    const closed = door.close();
    live.stop();
    await waitFor('sockets', sockets.stop());
    await waitFor('requests under way', closed);
  };
}
