import { Client, fetchExchange, mapExchange, subscriptionExchange, type CombinedError } from 'urql';
import { makeCache } from './cache.ts';
import { withoutNulled } from './nulled.ts';
import { moveCursor } from './resume.ts';
import { makeSocket } from './socket.ts';

/** Whether the server says that nobody is signed in. */
export const isSignedOut = (error: CombinedError | undefined): boolean =>
  error?.graphQLErrors.some((one) => one.extensions.code === 'UNAUTHENTICATED') ?? false;

export interface PageClient {
  urql: Client;
  /** Each has its own. */
  number: number;
  /** Closes the socket; the client must not be used again. */
  dispose(): void;
}

let made = 0;

/** A client for one signed-in (or signed-out) person: its cache and socket are theirs and end with the session. */
export function makePageClient(onSignedOut: () => void): PageClient {
  const socket = makeSocket(onSignedOut);
  const urql = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({
        onError(error) {
          if (isSignedOut(error)) onSignedOut();
        },
      }),
      makeCache(),
      mapExchange({ onResult: withoutNulled }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables, operationName }) => ({
          subscribe(sink) {
            const payload = { query, variables: variables && { ...variables }, operationName };
            const unsubscribe = socket.subscribe(payload, {
              next(result) {
                moveCursor(payload, result);
                sink.next({ data: result.data, errors: result.errors });
              },
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            });
            return { unsubscribe };
          },
        }),
      }),
    ],
  });
  const dispose = () => {
    // Fails with the close event when it comes while the socket is still connecting, or just closed: it is gone either way.
    Promise.resolve(socket.dispose()).catch(() => undefined);
  };
  return { urql, number: ++made, dispose };
}
