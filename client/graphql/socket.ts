import { createClient, type Client } from 'graphql-ws';
import { socketIs } from './connection.ts';
import { backOff } from './resume.ts';

/** Close codes by which the server says that the session is over. */
const signedOutCodes = new Set([4401, 4403]);
const pingEvery = 12_000;
const pongWithin = 5_000;

const address = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;

/** Waits for the back-off, or until the browser says that the network is back. */
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
  });
}

/**
 * The page's one socket. It opens with the first subscription, and comes back by itself for as long as one is wanted; a
 * socket that is open but silent (a closed laptop) is noticed by its missing pong.
 */
export function makeSocket(onSignedOut: () => void): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: address,
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: pingEvery,
    retryAttempts: Number.MAX_SAFE_INTEGER,
    retryWait: (tries) => wait(backOff(tries)),
    shouldRetry: (reason) => !signedOutCodes.has(codeOf(reason) ?? 0),
    on: {
      connected: () => socketIs(false),
      ping: (received) => {
        if (received) return;
        clearTimeout(silence);
        silence = setTimeout(() => socket.terminate(), pongWithin);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: (event) => {
        clearTimeout(silence);
        const code = codeOf(event);
        if (code !== undefined && signedOutCodes.has(code)) onSignedOut();
        else socketIs(code !== 1000);
      },
    },
  });
  return socket;
}

function codeOf(event: unknown): number | undefined {
  return event && typeof event === 'object' && 'code' in event && typeof event.code === 'number' ? event.code : undefined;
}
