import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export interface Subscribe {
  url: string;
  secret: string;
  query: string;
  variables: Record<string, unknown>;
  /** The other end is a bare server, which speaks no protocol: one message to it, and one answer. */
  bare?: boolean;
  /** A message with an event, as it came. */
  onNext(bytes: Buffer): void;
  onClose(): void;
}

/** One socket with one subscription, by the protocol of graphql-ws. Resolves with its first event. Only looks at a message as
 * far as it must, since a thousand of these share a process. */
export function subscribe({ url, secret, query, variables, bare = false, onNext, onClose }: Subscribe): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, bare ? [] : 'graphql-transport-ws', {
      headers: { cookie: `docket_session=${secret}` },
      perMessageDeflate: false,
    });
    const ask = () => socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables } }));
    socket.on('open', () => (bare ? ask() : socket.send('{"type":"connection_init"}')));
    socket.on('message', (bytes: Buffer) => {
      const head = bytes.toString('latin1', 0, 80);
      if (head.includes('"type":"next"')) {
        onNext(bytes);
        resolve(socket);
      } else if (head.includes('"type":"connection_ack"')) ask();
      else if (head.includes('"type":"ping"')) socket.send('{"type":"pong"}');
      else {
        socket.terminate();
        reject(new Error(bytes.toString()));
      }
    });
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      reject(new Error(`The socket was closed: ${code} ${reason.toString()}`));
      onClose();
    });
  });
}
