import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { makePageClient, type PageClient } from '../graphql/client.ts';

interface Session {
  /** Starts over with an empty cache and a new socket: after signing in, and when the session ended. */
  restart(): void;
}

/** Milliseconds between two restarts that the server asked for. */
const pause = 3000;

const SessionContext = createContext<Session>({ restart: () => undefined });

export const useSession = (): Session => use(SessionContext);

/** Holds the client of whoever is signed in. Nothing that one person loaded outlives their session. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const restartRef = useRef<() => void>(() => undefined);
  const [client, setClient] = useState<PageClient>(() => makePageClient(() => restartRef.current()));

  const current = useRef(client);
  const restart = useCallback(() => {
    current.current.dispose();
    current.current = makePageClient(() => restartRef.current());
    setClient(current.current);
  }, []);
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    // Many requests hear at once that the session ended, and one restart answers them all; a server that keeps saying so
    // is not asked more often than this.
    restartRef.current = () => {
      clearTimeout(due);
      due = setTimeout(
        () => {
          last = Date.now();
          restart();
        },
        Math.max(0, last + pause - Date.now()),
      );
    };
    return () => clearTimeout(due);
  }, [restart]);

  const session = useMemo(() => ({ restart }), [restart]);
  return (
    <SessionContext value={session}>
      {/* Begins anew with each client: what a screen still shows of the old session must not ask in the new one. */}
      <Provider value={client.urql} key={client.number}>
        {children}
      </Provider>
    </SessionContext>
  );
}
