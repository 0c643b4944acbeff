import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { extend, type Point } from './live-history.ts';

const Dashboard_history = graphql(`
  query Dashboard_history($datasetId: ID!, $from: DateTime!, $to: DateTime!, $points: Int!) {
    dataset(id: $datasetId) {
      id
      queueHistory(from: $from, to: $to, points: $points) {
        at
        empty
        filled
      }
    }
  }
`);

const POINTS = 120;

/** The queue's sizes over the last hours: asked for once, then carried on by the sizes that the subscription brings. */
export function useHistory(datasetId: string, hours: number, now: { empty: number; filled: number } | null) {
  const milliseconds = hours * 3_600_000;
  const span = useMemo(() => ({ milliseconds, step: milliseconds / POINTS }), [milliseconds]);
  const [range, setRange] = useState(() => rangeOf(hours));
  if (range.hours !== hours) setRange(rangeOf(hours));
  const [{ data, error, fetching }, again] = useQuery({
    query: Dashboard_history,
    variables: { datasetId, from: range.from, to: range.to, points: POINTS },
    requestPolicy: 'network-only',
  });
  const asked = data?.dataset?.queueHistory;
  const [live, setLive] = useState<{ since: string; points: Point[] }>({ since: range.to, points: [] });

  const empty = now?.empty;
  const filled = now?.filled;
  useEffect(() => {
    if (empty === undefined || filled === undefined) return;
    setLive((old) => ({
      since: range.to,
      points: extend(old.since === range.to ? old.points : [], { at: Date.now(), empty, filled }, span),
    }));
  }, [empty, filled, range.to, span]);

  const retry = useCallback(() => again(), [again]);
  const points = useMemo(() => {
    const past = (asked ?? []).map((point) => ({ ...point, at: Date.parse(point.at) }));
    return live.since === range.to ? live.points.reduce((all, point) => extend(all, point, span), past) : past;
  }, [asked, live, range.to, span]);
  return { points, loading: fetching && !asked, problem: error && !asked ? failureText(error) : null, again: retry };
}

function rangeOf(hours: number) {
  const to = Date.now();
  return { hours, from: new Date(to - hours * 3_600_000).toISOString(), to: new Date(to).toISOString() };
}
