import { httpCaller } from '../http-caller.ts';
import { openSocket } from '../socket-caller.ts';

export type Transport = 'http' | 'ws';

/** One reviewer's way to the API. */
export interface Caller {
  call<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  close(): void;
}

export interface OpenCallers {
  url: string;
  /** One session a caller. */
  secrets: string[];
  transport: Transport;
}

/** A connection for each reviewer: keep-alive HTTP, or a socket of graphql-ws. */
export function openCallers({ url, secrets, transport }: OpenCallers): Promise<Caller[]> {
  if (transport === 'ws') return Promise.all(secrets.map((secret) => openSocket(url, secret)));
  return Promise.resolve(
    secrets.map((secret) => {
      const { call, close } = httpCaller(url, 1);
      return { call: (query, variables) => call(secret, JSON.stringify({ query, variables })), close };
    }),
  );
}
