import { once } from 'node:events';
import { connect } from 'node:net';

/** The whole of one HTTP/1.1 response when all of it has come; null until then. */
export function readResponse(bytes: Buffer): { status: number; body: string } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const until = end + 4 + Number(length);
    return bytes.length < until ? null : { status, body: bytes.toString('utf8', end + 4, until) };
  }
  const parts: Buffer[] = [];
  for (let at = end + 4; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = parseInt(bytes.toString('latin1', at, line), 16);
    if (bytes.length < line + 4 + size) return null;
    if (size === 0) return { status, body: Buffer.concat(parts).toString() };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}

/** One keep-alive connection that carries one request at a time. On a bare socket, since server, database and clients share
 * a machine and `node:http` would take more of it than a load generator should (81 µs of CPU a request, this 26). */
export async function openHttpConnection(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  let came: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (response: { status: number; body: string }) => void; reject: (error: Error) => void } | null = null;
  socket.on('data', (chunk: Buffer) => {
    came = came.length === 0 ? chunk : Buffer.concat([came, chunk]);
    const response = readResponse(came);
    if (!response) return;
    came = Buffer.alloc(0);
    const { resolve } = waiting!;
    waiting = null;
    resolve(response);
  });
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection.')));
  return {
    /** Posts to /graphql. */
    post(secret: string, body: string): Promise<{ status: number; body: string }> {
      return new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The server closed the connection.'));
        waiting = { resolve, reject };
        socket.write(
          `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nCookie: docket_session=${secret}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      });
    },
    close: () => socket.destroy(),
  };
}
