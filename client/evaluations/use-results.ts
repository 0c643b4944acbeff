import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { Results_query, type Result, type ResultFilter } from './evaluation-documents.ts';
import type { ResultSearch } from './evaluation-search.ts';
import { mergeResults, resultFilter } from './result-list.ts';

interface State {
  key: string;
  results: readonly Result[];
  endCursor: string | null;
  hasMore: boolean;
  phase: 'loading' | 'more' | 'ready' | 'failed';
  problem: string | null;
}

const pageSize = 100;

/** The results of a filter, page after page. `take` puts newly recorded ones into what is loaded; `refresh` asks for it anew. */
export function useResults(id: string, { row: _row, ...asked }: ResultSearch) {
  const client = useClient();
  const filter = resultFilter(asked);
  const key = JSON.stringify([id, filter ?? null]);
  const nothing: State = { key, results: [], endCursor: null, hasMore: false, phase: 'loading', problem: null };
  const [held, setHeld] = useState<State>(nothing);
  const run = useRef(0);
  const loaded = useRef(0);

  const fetchPages = useCallback(
    async (before: State | null, most: number) => {
      const mine = ++run.current;
      const [evaluation, wanted] = JSON.parse(key) as [string, ResultFilter | null];
      let results = before?.results ?? [];
      let after = before?.endCursor ?? null;
      let hasMore: boolean;
      do {
        const variables = { id: evaluation, filter: wanted, first: pageSize, after };
        const { data, error } = await client.query(Results_query, variables, { requestPolicy: 'network-only' }).toPromise();
        if (mine !== run.current) return;
        const page = data?.evaluation?.rows;
        if (!page) {
          setHeld((old) => ({ ...(old.key === key ? old : { ...old, results: [] }), key, phase: 'failed', problem: failureText(error) }));
          return;
        }
        results = [...results, ...page.nodes];
        after = page.pageInfo.endCursor;
        hasMore = page.pageInfo.hasNextPage;
      } while (hasMore && results.length < most);
      loaded.current = results.length;
      setHeld({ key, results, endCursor: after, hasMore, phase: 'ready', problem: null });
    },
    [client, key],
  );

  useEffect(() => {
    const counter = run;
    void fetchPages(null, 1);
    return () => {
      counter.current++;
    };
  }, [fetchPages]);

  const state = held.key === key ? held : nothing;
  const more = useCallback(() => {
    if (held.key !== key || held.phase !== 'ready' || !held.hasMore) return;
    setHeld({ ...held, phase: 'more' });
    void fetchPages(held, 1);
  }, [fetchPages, held, key]);
  const refresh = useCallback(() => void fetchPages(null, loaded.current), [fetchPages]);
  const take = useCallback(
    (news: readonly Result[]) =>
      setHeld((old) => {
        if (old.key !== key || old.phase === 'loading') return old;
        const results = mergeResults(old.results, news, { filter: resultFilterIn(key), hasMore: old.hasMore });
        return results === old.results ? old : { ...old, results };
      }),
    [key],
  );
  return { ...state, filter, more, refresh, take };
}

const resultFilterIn = (key: string): ResultFilter | undefined => (JSON.parse(key) as [string, ResultFilter | null])[1] ?? undefined;
