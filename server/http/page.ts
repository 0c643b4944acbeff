import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { refuse } from './reply.ts';

/** The built page. Every path that is no file gets index.html, since the page has routes of its own. Files under
 * /assets/ carry a hash of their content in their name and never change; everything else is asked for each time. */
export function makePage(folder: string) {
  const built = existsSync(join(folder, 'index.html'));
  const serve = built ? files(folder) : null;
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD.', { Allow: 'GET, HEAD' });
    } else if (!serve) {
      refuse(response, 404, 'NOT_BUILT', 'The page has not been built. The API is at /graphql.');
    } else {
      serve(request, response, () => refuse(response, 404, 'NOT_FOUND', 'There is nothing here.'));
    }
  };
}

/** In these places a name with a dot is a file. Elsewhere a dot may stand in the name of something: /p/shop/prompts/support.answer. */
const isFile = (path: string): boolean => path.startsWith('/assets/') || /^\/[^/]+\.\w+$/.test(path);

/** Read each time, and a file that is gone by then is nothing worse than gone: whoever builds the page anew beside a server that
 * runs must not end it. */
const files =
  (root: string) =>
  (request: IncomingMessage, response: ServerResponse, missing: () => void): void => {
    const path = (request.url ?? '/').split('?')[0]!;
    const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
    send(request, isFile(path) ? path : '/index.html', { root, index: false, cacheControl: false, lastModified: false })
      .on('headers', (answer: ServerResponse) => answer.setHeader('Cache-Control', kept))
      .on('directory', missing)
      .on('error', () => (response.headersSent ? response.destroy() : missing()))
      .pipe(response);
  };
