import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { LiveRowsOptions, LiveRowsState } from './live-rows-types.ts';
import { liveRows } from './live-rows.ts';

/** One object for all: a fresh list at each render would look like a change of the rows, and never end. */
const empty: LiveRowsState<never> = { rows: [], total: null, hasMore: false, phase: 'loading', problem: null };

export interface LiveRows<Row> extends Omit<LiveRowsState<Row>, 'rows'> {
  rows: Row[];
  more: () => void;
  reload: () => void;
  put: (row: Row) => void;
}

/**
 * The rows of a filter, paged and live. The documents must be constants:
 *
 * ```ts
 * const { rows, total, phase, problem, more, put, reload } = useLiveRows({ datasetId, filter, order, page: Page_query, changes: Page_changes });
 * ```
 */
export function useLiveRows<Row extends { id: string }>(options: LiveRowsOptions<Row>): LiveRows<Row> {
  const client = useClient();
  const { datasetId, order, page, changes } = options;
  const filterKey = JSON.stringify(options.filter ?? null);
  const key = `${datasetId} ${order ?? ''} ${filterKey}`;
  const [held, setHeld] = useState<{ key: string; state: LiveRowsState<Row> }>({ key, state: empty });
  const onColumnsChanged = useRef(options.onColumnsChanged);
  const handle = useRef<ReturnType<typeof liveRows<Row>> | null>(null);
  useEffect(() => {
    onColumnsChanged.current = options.onColumnsChanged;
  });

  useEffect(() => {
    const live = liveRows<Row>(
      client,
      {
        datasetId,
        order,
        page,
        changes,
        filter: (JSON.parse(filterKey) as LiveRowsOptions<Row>['filter'] | null) ?? undefined,
        onColumnsChanged: () => onColumnsChanged.current?.(),
      },
      (state) => setHeld({ key: `${datasetId} ${order ?? ''} ${filterKey}`, state }),
    );
    handle.current = live;
    return () => live.stop();
  }, [client, datasetId, order, filterKey, page, changes]);

  const more = useCallback(() => handle.current?.more(), []);
  const reload = useCallback(() => handle.current?.reload(), []);
  const put = useCallback((row: Row) => handle.current?.put(row), []);
  const state = held.key === key ? held.state : empty;
  return { ...state, more, reload, put };
}
