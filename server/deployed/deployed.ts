import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Services } from '@docket/schema/context.ts';
import { deployedVersion } from '@docket/schema/deploy/deployed-version.ts';
import { refuse } from '../http/reply.ts';
import { etagOf, knownDeployments } from './etag.ts';

const PATH = '/api/deployed/';

/**
 * What runs in an environment, for applications. Answers whether the request was one of these:
 * `GET /api/deployed/<project’s slug>/<environment>/<prompt>`, each part escaped, gives
 * `{ name, version, content, deployedAt, deploymentId }` to whoever may see the project: an API token of a viewer is enough. Nothing
 * there, or nothing that this caller may know of, is 404.
 *
 * The ETag is that of the deployment, so it changes with each of them, a rollback too. Whoever asks with `If-None-Match` gets 304
 * while the same runs. Always to be asked for again: what runs may change at any moment, and the answer is of this caller alone.
 */
export function handleDeployed({ db }: Pick<Services, 'db'>, viewerOf: (request: IncomingMessage) => Promise<Viewer | null>) {
  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = request.url?.split('?')[0] ?? '';
    if (!path.startsWith(PATH)) return false;
    const names = namesIn(path.slice(PATH.length));
    if (!names) return notFound(response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'METHOD_NOT_ALLOWED', 'What is deployed is read by GET.', { Allow: 'GET, HEAD' });
      return true;
    }
    const viewer = await viewerOf(request);
    if (!viewer) {
      refuse(response, 401, 'UNAUTHENTICATED', 'Sign in first, or send an API token.', { 'WWW-Authenticate': 'Bearer' });
      return true;
    }
    const [project, environment, prompt] = names;
    const known = knownDeployments(request.headers['if-none-match']);
    const found = await deployedVersion(db, { project, environment, prompt, known: known === 'any' ? [] : known });
    if (!found || !viewer.roles.has(found.projectId)) return notFound(response);
    const { deploymentId, deployedAt, name, version, content } = found;
    const headers = { ETag: etagOf(deploymentId), 'Cache-Control': 'private, max-age=0, must-revalidate', Vary: 'Authorization, Cookie' };
    if (content === null || known === 'any') {
      response.writeHead(304, headers).end();
      return true;
    }
    const body = JSON.stringify({ name, version, content, deployedAt, deploymentId: `Deployment_${deploymentId}` });
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Last-Modified': deployedAt.toUTCString(),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

/** The three names of a path, unescaped; null where there are not three, or where one is escaped wrongly. Not by `URL`, which takes
 * `.` and `..` for steps. */
function namesIn(path: string): [string, string, string] | null {
  const parts = path.split('/');
  if (parts.length !== 3) return null;
  try {
    const [project, environment, prompt] = parts.map(decodeURIComponent) as [string, string, string];
    // NUL stands in no name, and Postgres would answer with an error instead of with nothing.
    return [project, environment, prompt].some((name) => name === '' || name.includes('\u0000')) ? null : [project, environment, prompt];
  } catch {
    return null;
  }
}

function notFound(response: ServerResponse): true {
  refuse(response, 404, 'NOT_FOUND', 'Nothing is deployed there, or you have no access to it.');
  return true;
}
