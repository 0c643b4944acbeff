import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Services } from '@docket/schema/context.ts';
import type { Config } from './config.ts';
import { handleFiles } from './files/files.ts';
import { makeEngine } from './graphql/engine.ts';
import { makeLive } from './graphql/live.ts';
import { makeOverHttp } from './graphql/over-http.ts';
import { makeOverWebSocket } from './graphql/over-websocket.ts';
import { health } from './http/health.ts';
import { closer, listen } from './http/listening.ts';
import { logRequest } from './http/log-request.ts';
import { makePage } from './http/page.ts';
import { refuse } from './http/reply.ts';
import { isSameSite } from './http/same-site.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { type Log, makeLog } from './log.ts';
import { openServices } from './services.ts';
import { makeSessions } from './sessions.ts';

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
}

/** Starts the whole of one process on its port (0: any free one). Throws with a clear message when the port is taken or
 * the database cannot be reached; nothing is left open then. */
export async function startServer(config: Config, { log = makeLog(config), page = builtPage }: StartOptions = {}): Promise<RunningServer> {
  const services = await openServices(config, log);
  try {
    const { url, stop } = await serve(services, { config, log, page });
    let stopped: Promise<void> | null = null;
    return { url, services, stop: () => (stopped ??= stop().then(() => services.close())) };
  } catch (error) {
    await services.close();
    throw error;
  }
}

async function serve(services: Services, { config, log, page }: { config: Config; log: Log; page: string }) {
  const sessions = makeSessions(services, config);
  const engine = makeEngine(services, config, log);
  const live = makeLive({ sessions, signals: services.signals, log }, config);
  const graphql = makeOverHttp({ engine, sessions, live, config, log });
  const files = handleFiles(services, (request) => sessions.viewerOf(sessions.credentialOf(request)));
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
      if (!(await files(request, response))) refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
      return;
    }
    if (request.method !== 'POST') return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'GraphQL is spoken by POST.', { Allow: 'POST' });
    // Not form data, not text: what a page of another site may send without asking first.
    if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      return refuse(response, 415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be application/json.');
    }
    return graphql(request, response);
  }

  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000 }, (request, response) => {
    logRequest(log, request, response);
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url }, 'a request failed');
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong here.');
    });
  });
  const close = closer(server);
  const sockets = makeOverWebSocket({ server, engine, sessions, live, config, log });
  const leave = async () => {
    live.stop();
    await sockets.stop();
  };

  try {
    const url = await listen(server, config);
    return {
      url,
      async stop() {
        stopping = true;
        const closed = close();
        await leave();
        await closed;
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}
