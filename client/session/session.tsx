import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { makePageClient, type PageClient } from '../graphql/client.ts';

interface Session {
  /** Starts over with an empty cache and a new socket: after signing in, and when the session ended. */
  restart(): void;
}

const SessionContext = createContext<Session>({ restart: () => undefined });

export const useSession = (): Session => use(SessionContext);

/** Holds the client of whoever is signed in. Nothing that one person loaded outlives their session. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const restartRef = useRef<() => void>(() => undefined);
  const [client, setClient] = useState<PageClient>(() => makePageClient(() => restartRef.current()));

  const restart = useCallback(() => {
    setClient((old) => {
      old.dispose();
      return makePageClient(() => restartRef.current());
    });
  }, []);
  useEffect(() => {
    restartRef.current = restart;
  }, [restart]);

  const session = useMemo(() => ({ restart }), [restart]);
  return (
    <SessionContext value={session}>
      <Provider value={client.urql}>{children}</Provider>
    </SessionContext>
  );
}
