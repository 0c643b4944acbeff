import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

type Listener = (message: { type: string; payload?: { data?: unknown; errors?: { message: string }[] } }) => void;

export interface SocketCaller {
  /** One query or mutation. */
  call<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  /** A subscription; hears each event's data, parsed. */
  subscribe<T>(query: string, variables: Record<string, unknown>, onEvent: (data: T) => void): void;
  close(): void;
}

/** GraphQL over one WebSocket by the protocol of graphql-ws, with as little of a client as there can be. */
export async function openSocket(url: string, secret: string): Promise<SocketCaller> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: `docket_session=${secret}` },
    perMessageDeflate: false,
  });
  const listeners = new Map<string, Listener>();
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; id?: string; payload?: { data?: unknown } };
    if (message.type === 'ping') return socket.send('{"type":"pong"}');
    if (message.id) listeners.get(message.id)?.(message);
  });
  const send = (query: string, variables: Record<string, unknown>, listener: Listener): string => {
    // As clients of graphql-ws name their operations.
    const id = randomUUID();
    listeners.set(id, listener);
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
    return id;
  };
  return {
    call<T>(query: string, variables: Record<string, unknown>) {
      return new Promise<T>((resolve, reject) => {
        const id = send(query, variables, ({ type, payload }) => {
          if (type === 'next') {
            listeners.delete(id);
            if (payload?.data) resolve(payload.data as T);
            else reject(new Error(payload?.errors?.[0]?.message));
          } else if (type === 'error') reject(new Error(JSON.stringify(payload)));
        });
      });
    },
    subscribe<T>(query: string, variables: Record<string, unknown>, onEvent: (data: T) => void) {
      send(query, variables, ({ type, payload }) => {
        if (type === 'next') onEvent(payload!.data as T);
        else if (type === 'error') throw new Error(JSON.stringify(payload));
      });
    },
    close: () => socket.close(),
  };
}
