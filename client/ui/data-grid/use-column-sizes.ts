import type { ColumnSizingState, Updater } from '@tanstack/react-table';
import { useCallback, useState } from 'react';

function read(key: string): ColumnSizingState {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter((one): one is [string, number] => typeof one[1] === 'number'));
  } catch {
    return {};
  }
}

/** The widths that somebody gave the columns of one grid, kept in this browser. */
export function useColumnSizes(name: string): [ColumnSizingState, (updater: Updater<ColumnSizingState>) => void] {
  const key = `docket.widths.${name}`;
  const [sizes, setSizes] = useState(() => read(key));
  const change = useCallback(
    (updater: Updater<ColumnSizingState>) =>
      setSizes((old) => {
        const next = typeof updater === 'function' ? updater(old) : updater;
        try {
          localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A browser that keeps nothing shows the first widths again next time.
        }
        return next;
      }),
    [key],
  );
  return [sizes, change];
}
