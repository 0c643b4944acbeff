import { useMemo, useRef, useState } from 'react';
import type { GridSelection } from './data-grid/types.ts';

export interface Selection extends GridSelection {
  selectAll: () => void;
  clear: () => void;
}

/** Adds or takes away one id; with `range`, everything between it and the one before it. */
export function toggled(
  ids: ReadonlySet<string>,
  order: readonly string[],
  id: string,
  anchor: string | null,
  range: boolean,
): Set<string> {
  const next = new Set(ids);
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
  } else if (!next.delete(id)) next.add(id);
  return next;
}

const none: ReadonlySet<string> = new Set();

/**
 * Which rows are selected, out of those in `order`; or, by `all`, every row of the filter whether it is loaded or not.
 * Another `scope` (another filter) starts over.
 */
export function useSelection(order: readonly string[], scope: string): Selection {
  const [held, setHeld] = useState<{ scope: string; all: boolean; ids: ReadonlySet<string> }>({ scope, all: false, ids: new Set() });
  const anchor = useRef<string | null>(null);
  const all = held.scope === scope && held.all;
  const ids = held.scope === scope ? held.ids : none;

  return useMemo(() => {
    const set = (every: boolean, some: ReadonlySet<string>) => setHeld({ scope, all: every, ids: some });
    return {
      all,
      ids,
      toggle: (id, range) => {
        // Taking one out of "all" leaves what is loaded, without it.
        set(false, toggled(all ? new Set(order) : ids, order, id, anchor.current, range));
        anchor.current = id;
      },
      toggleAll: () => (all || ids.size > 0 ? set(false, new Set()) : set(true, new Set())),
      selectAll: () => set(true, new Set()),
      clear: () => set(false, new Set()),
    };
  }, [order, scope, all, ids]);
}
