import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { SpanRow_span, type SpanRow } from './span-columns.tsx';
import { spanFilter, type SpanFilter } from './span-filter.ts';
import type { SpanSearch } from './span-search.ts';

const Monitor_query = graphql(
  `
    query Monitor_query($slug: String!, $filter: SpanFilter, $orderBy: SpanOrder, $first: Int, $after: String) {
      project(slug: $slug) {
        id
        spans(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          nodes {
            ...SpanRow_span
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount {
            value
            exact
          }
        }
      }
    }
  `,
  [SpanRow_span],
);

interface State {
  key: string;
  spans: SpanRow[];
  total: { value: number; exact: boolean } | null;
  endCursor: string | null;
  hasMore: boolean;
  phase: 'loading' | 'more' | 'ready' | 'failed';
  problem: string | null;
  /** The filter as it was sent; "all of this filter" means this one. */
  filter: SpanFilter;
  /** Whether the filter has spans by now that belong between those that are shown. */
  unseen: boolean;
}

const pageSize = 60;
/** The longest page that the API gives. */
const longest = 200;

/** The spans of a filter, page after page. `refresh` asks anew, and shows the old ones until the new are there; `reread` changes
 * those that are shown where they stand, and tells how many there are. */
export function useSpanList(slug: string, search: SpanSearch) {
  const client = useClient();
  const { span: _span, ...asked } = search;
  const key = JSON.stringify([slug, asked]);
  const nothing: State = {
    key,
    spans: [],
    total: null,
    endCursor: null,
    hasMore: false,
    phase: 'loading',
    problem: null,
    filter: {},
    unseen: false,
  };
  const [held, setHeld] = useState<State>(nothing);
  const run = useRef(0);

  const fetchPage = useCallback(
    async (before: State | null) => {
      const mine = ++run.current;
      const wanted = JSON.parse(key) as [string, SpanSearch];
      const filter = before?.filter ?? spanFilter(wanted[1], Date.now());
      const variables = { slug: wanted[0], filter, orderBy: wanted[1].order, first: pageSize, after: before?.endCursor };
      const { data, error } = await client.query(Monitor_query, variables, { requestPolicy: 'network-only' }).toPromise();
      if (mine !== run.current) return;
      const page = data?.project?.spans;
      if (!page) {
        const problem = failureText(error);
        setHeld((old) =>
          old.key === key && old.spans.length > 0
            ? { ...old, phase: 'ready', problem }
            : { ...old, key, spans: [], phase: 'failed', problem },
        );
        return;
      }
      const nodes = readFragment(SpanRow_span, page.nodes);
      const { hasNextPage, endCursor } = page.pageInfo;
      const spans = [...(before?.spans ?? []), ...nodes];
      setHeld({
        key,
        spans,
        total: page.totalCount,
        endCursor,
        hasMore: hasNextPage,
        phase: 'ready',
        problem: null,
        filter,
        unseen: before?.unseen ?? false,
      });
    },
    [client, key],
  );

  useEffect(() => {
    const counter = run;
    void fetchPage(null);
    return () => {
      counter.current++;
    };
  }, [fetchPage]);

  const state = held.key === key ? held : nothing;
  const more = useCallback(() => {
    if (held.key !== key || held.phase !== 'ready' || !held.hasMore || held.problem) return;
    setHeld({ ...held, phase: 'more' });
    void fetchPage(held);
  }, [fetchPage, held, key]);
  const refresh = useCallback(() => void fetchPage(null), [fetchPage]);
  const reread = useCallback(async () => {
    if (held.key !== key || held.phase !== 'ready') return;
    const mine = run.current;
    const [, { order }] = JSON.parse(key) as [string, SpanSearch];
    const first = Math.min(Math.max(held.spans.length, pageSize), longest);
    const variables = { slug, filter: held.filter, orderBy: order, first };
    const { data } = await client.query(Monitor_query, variables, { requestPolicy: 'network-only' }).toPromise();
    const page = data?.project?.spans;
    // Whatever was asked meanwhile is newer; where nothing could be had, what is shown stays.
    if (!page || mine !== run.current) return;
    const now = new Map(readFragment(SpanRow_span, page.nodes).map((span) => [span.id, span]));
    setHeld((old) => {
      if (old.key !== key) return old;
      const spans = old.spans.map((span) => now.get(span.id) ?? span);
      const shown = new Set(spans.map(({ id }) => id));
      // Past the last that is shown is what `more` brings.
      const within = old.hasMore ? [...now.keys()].slice(0, spans.length) : [...now.keys()];
      const unseen = within.some((id) => !shown.has(id));
      return { ...old, spans, total: page.totalCount, unseen };
    });
  }, [client, held, key, slug]);
  return { ...state, more, refresh, reread };
}
