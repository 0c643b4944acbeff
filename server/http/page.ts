import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
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

const files = (folder: string) =>
  sirv(folder, {
    single: true,
    // What looks like a file and is none: in these places it would be one. Elsewhere a dot may stand in a name: /p/shop/prompts/support.answer.
    ignores: [/^\/assets\//, /^\/[^/]+\.\w+$/],
    etag: true,
    gzip: true,
    setHeaders(response, pathname) {
      response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store');
    },
  });
