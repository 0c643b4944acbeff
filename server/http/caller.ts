import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** Where a request came from. Behind `trustProxy` proxies it is the address that the outermost of them saw: the n-th from
 * the end of X-Forwarded-For. What stands before it, anyone may have written. */
export function remoteAddress(request: IncomingMessage, trustProxy: number): string {
  const forwarded = trustProxy > 0 ? forwardedBy(request, 'x-forwarded-for').at(-trustProxy) : undefined;
  return forwarded ?? request.socket.remoteAddress ?? 'unknown';
}

/** Whether the browser spoke TLS, to us or to the proxy in front. */
export function isSecure(request: IncomingMessage, trustProxy: number): boolean {
  if (request.socket instanceof TLSSocket) return true;
  return trustProxy > 0 && forwardedBy(request, 'x-forwarded-proto').at(-1) === 'https';
}

const forwardedBy = (request: IncomingMessage, header: string): string[] =>
  String(request.headers[header] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
