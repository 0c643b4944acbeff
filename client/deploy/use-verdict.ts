import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { Verdict_query, type RowsVerdict } from './verdict-documents.ts';

export interface Judged {
  verdict: RowsVerdict | null;
  loading: boolean;
  problem: string | null;
  /** Judges again. */
  again: () => void;
}

/** What the gate says of a version at this moment: never from the cache, since rows and evaluations move. */
export function useVerdict({
  environmentId,
  versionId,
  pause,
}: {
  environmentId: string;
  versionId: string | null;
  pause: boolean;
}): Judged {
  const [{ data, error, fetching, stale }, again] = useQuery({
    query: Verdict_query,
    variables: { environmentId, versionId: versionId ?? '' },
    pause: pause || versionId === null,
    requestPolicy: 'network-only',
  });
  return {
    verdict: pause || fetching ? null : (data?.gateVerdict ?? null),
    loading: fetching || stale,
    problem: error && !fetching ? failureText(error) : null,
    again: () => again({ requestPolicy: 'network-only' }),
  };
}
