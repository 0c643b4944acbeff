import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';

/** One line a request, at level debug, without its query string, headers and body: they may hold what is nobody's to read. */
export function logRequest(log: Log, request: IncomingMessage, response: ServerResponse): void {
  if (!log.isLevelEnabled('debug')) return;
  const begun = performance.now();
  response.once('close', () => {
    const milliseconds = Math.round(performance.now() - begun);
    log.debug({ method: request.method, path: request.url?.split('?')[0], status: response.statusCode, milliseconds }, 'request');
  });
}
