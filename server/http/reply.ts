import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers in the form of a GraphQL error, so that one client code reads every refusal. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  reply(response, status, { errors: [{ message, extensions: { code } }] }, headers);
}

export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

/** Refuses a WebSocket before it is one. Does not wait for the other side to close the connection too: it is nobody's any more,
 * and would hold up the end of the process. */
export function refuseUpgrade(socket: Duplex, status: string, headers = ''): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${headers}Content-Length: 0\r\n\r\n`);
}
