import { useEffect, useEffectEvent, useRef } from 'react';
import type { UseQueryExecute } from 'urql';

/** Asks a query again whenever `moved` is another than it was; not for the first. */
export function useAgain(moved: unknown, again: UseQueryExecute): void {
  const known = useRef(moved);
  const ask = useEffectEvent(() => again({ requestPolicy: 'network-only' }));
  useEffect(() => {
    if (known.current === moved) return;
    known.current = moved;
    ask();
  }, [moved]);
}
