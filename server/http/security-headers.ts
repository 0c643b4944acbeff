import type { ServerResponse } from 'node:http';

/** Only our own scripts. Styles may stand inline, since Mantine writes them so. No pictures from elsewhere: the answers
 * under review may hold a link that was put there to carry something out with it. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL, where it is turned on, brings its scripts from elsewhere and inline. */
const graphiqlPolicy = "default-src 'self' 'unsafe-inline' 'unsafe-eval' https: data: blob: ws: wss:; frame-ancestors 'none'";

export function setSecurityHeaders(response: ServerResponse, { graphiql = false } = {}): void {
  response.setHeader('Content-Security-Policy', graphiql ? graphiqlPolicy : policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}
