import { useState } from 'react';
import { useQuery } from 'urql';
import { useFeed } from '../offline/use-feed.ts';
import { Evaluation_changed, Evaluation_query, type Result } from './evaluation-documents.ts';
import { perSecond, withReading, type Reading } from './rate.ts';
import { isGap, type Settled } from './result-list.ts';

/** As many results as come with a message: more than are recorded between two of them. */
const latest = 100;

interface Told {
  onResults: (results: readonly Result[]) => void;
  /** Results were missed, or rows were taken up again: what is on screen has to be asked for anew. */
  onGap: () => void;
}

/** An evaluation as it stands, told again whenever it moves, and how fast it goes. */
export function useEvaluation(id: string, { onResults, onGap }: Told) {
  const [{ data, error }, again] = useQuery({ query: Evaluation_query, variables: { id } });
  const [last, setLast] = useState<(Settled & { status: string }) | null>(null);
  const [readings, setReadings] = useState<Reading[]>([]);
  useFeed({
    query: Evaluation_changed,
    variables: { id, latest },
    onData: ({ evaluationChanged }) => {
      if (!evaluationChanged) return;
      const { done, failed, status, latest: results } = evaluationChanged;
      if (last && isGap(last, evaluationChanged, results.length)) onGap();
      else onResults(results);
      // Once it is over, its judges may have been held against the reviewers.
      if (last && last.status !== status && status === 'FINISHED') again({ requestPolicy: 'network-only' });
      setLast({ done, failed, status });
      setReadings((old) => withReading(old, { at: Date.now(), settled: done + failed }));
    },
  });
  return {
    evaluation: data?.evaluation,
    loaded: data !== undefined,
    error,
    reload: () => again({ requestPolicy: 'network-only' }),
    rate: perSecond(readings),
  };
}
