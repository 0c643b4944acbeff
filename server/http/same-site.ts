import type { IncomingMessage } from 'node:http';

/** Whether a request that may change something comes from one of our own pages, from an allowed origin, or from no page
 * at all. Browsers send `Origin` with every POST and every WebSocket upgrade, and no script can forge it; what sends
 * neither it nor `Sec-Fetch-Site` is a program, which has no cookies of somebody else's to misuse. */
export function isSameSite({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  if (origins.includes(origin)) return true;
  // The host decides and not the scheme: behind a proxy that speaks TLS we see plain HTTP.
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
