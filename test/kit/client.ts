import { type Client as SocketClient, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Result<T> {
  data?: T | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

export interface Events<T> extends AsyncIterableIterator<T, void, undefined> {
  return(): Promise<IteratorReturnResult<void>>;
}

/** The API as one caller has it. */
export interface Client {
  /** The data of one operation over HTTP; throws when there are errors. */
  execute<T>(document: string, variables?: Record<string, unknown>): Promise<T>;
  /** The whole result of one operation. */
  result<T>(document: string, variables?: Record<string, unknown>, transport?: 'http' | 'sse' | 'ws'): Promise<Result<T>>;
  /** The data of each event, from the moment it is asked for; throws when there are errors. Comes back by itself after a
   * cut socket and sends the same variables again, as they are then: move `after` in place to go on where it was. */
  subscribe<T>(document: string, variables?: Record<string, unknown>, transport?: 'ws' | 'sse'): Events<T>;
  /** One request to any path, with this caller's headers. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Cuts the socket as a lost network does. */
  cut(): void;
  /** How many event streams the server has begun to answer. */
  readonly streamsBegun: number;
  /** The codes with which this caller's sockets were closed. */
  closings: number[];
  close(): Promise<void>;
}

/** @param retries How often a socket tries to come back, 20 ms apart, before its subscriptions fail. */
export function makeClient(url: string, headers: Record<string, string>, { retries = 20 } = {}): Client {
  const sockets = new Set<WebSocket>();
  const closings: number[] = [];
  let client: SocketClient | undefined;
  let streamsBegun = 0;
  const streams = new AbortController();

  class Socket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers });
      sockets.add(this);
      this.once('close', (code) => {
        sockets.delete(this);
        closings.push(code);
      });
    }
  }
  const socketClient = () =>
    (client ??= createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: Socket,
      retryAttempts: retries,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
      // Also after an error on the way to a connection, as the page does.
      shouldRetry: () => true,
    }));

  const request: Client['request'] = (path, init = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });

  const post = (query: string, variables: Record<string, unknown>, accept: string, signal = streams.signal) =>
    request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query, variables }),
      signal,
    });

  async function* events<T>(query: string, variables: Record<string, unknown>, signal: AbortSignal): AsyncGenerator<Result<T>, void, void> {
    const response = await post(query, variables, 'text/event-stream', signal);
    streamsBegun += 1;
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        if (block.startsWith('event: complete')) return;
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data) yield JSON.parse(data) as Result<T>;
      }
    }
  }

  /** Ends at once when it is told to, also while it waits for its next event. */
  function stream<T>(
    query: string,
    variables: Record<string, unknown>,
    transport: 'ws' | 'sse',
  ): AsyncIterator<Result<T>, unknown, undefined> {
    if (transport === 'ws') return socketClient().iterate<T>({ query, variables }) as AsyncIterator<Result<T>, unknown, undefined>;
    const ending = new AbortController();
    const source = events<T>(query, variables, AbortSignal.any([ending.signal, streams.signal]));
    return {
      next: () => source.next(),
      async return() {
        ending.abort();
        return { done: true, value: undefined };
      },
    };
  }

  const dataOf = <T>({ data, errors }: Result<T>): T => {
    if (errors?.length || data == null) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'There is no data.');
    return data;
  };

  return {
    closings,
    request,
    get streamsBegun() {
      return streamsBegun;
    },
    async result<T>(query: string, variables = {}, transport: 'http' | 'sse' | 'ws' = 'http') {
      if (transport === 'http') return (await (await post(query, variables, 'application/json')).json()) as Result<T>;
      const results = stream<T>(query, variables, transport);
      try {
        const first = await results.next();
        if (first.done) throw new Error('Nothing was answered.');
        return first.value;
      } catch (error) {
        // What a socket answers with an `error` message, graphql-ws throws.
        if (Array.isArray(error)) return { errors: error as NonNullable<Result<T>['errors']> };
        throw error;
      } finally {
        await results.return?.();
      }
    },
    async execute<T>(query: string, variables = {}) {
      return dataOf(await this.result<T>(query, variables));
    },
    subscribe<T>(query: string, variables = {}, transport: 'ws' | 'sse' = 'ws') {
      const results = stream<T>(query, variables, transport);
      return {
        async next(): Promise<IteratorResult<T, void>> {
          const result = await results.next();
          return result.done ? { done: true, value: undefined } : { done: false, value: dataOf(result.value) };
        },
        async return() {
          await results.return?.();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      streams.abort();
      // One that is just trying to come back would tell here that it could not.
      await Promise.resolve(client?.dispose()).catch(() => undefined);
      for (const socket of sockets) socket.terminate();
    },
  };
}
