import type { ServerResponse } from 'node:http';

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
