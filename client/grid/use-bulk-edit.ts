import { useState } from 'react';
import { useMutation } from 'urql';
import type { RowFilter } from '../filter/row-filter.ts';
import { graphql, type Json } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const BulkEdit_mutation = graphql(`
  mutation BulkEdit($input: AnnotateRowsInput!) {
    annotateRows(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on AnnotateRowsPayload {
        matched
        changed
        held
      }
    }
  }
`);

export type BulkTarget = { rowIds: string[]; filter?: undefined } | { filter: RowFilter; rowIds?: undefined };

/** A bulk edit in two steps: `ask` tells how many rows it concerns, `run` does it and answers how many changed. */
export function useBulkEdit(datasetId: string, target: BulkTarget) {
  const [{ fetching: running }, edit] = useMutation(BulkEdit_mutation);
  const [preview, setPreview] = useState<{ matched: number; held: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(values: Record<string, Json>, fill: boolean, asPreview: boolean) {
    setProblem(null);
    const answer = outcome(await edit({ input: { datasetId, ...target, values, fill, preview: asPreview } }), 'annotateRows');
    if (!answer.done) setProblem(answer.problem);
    return answer.done ?? null;
  }
  const ask = async (values: Record<string, Json>, fill: boolean) => setPreview(await send(values, fill, true));
  const run = async (values: Record<string, Json>, fill: boolean) => (await send(values, fill, false))?.changed ?? null;
  return { preview, problem, running, ask, run, forget: () => setPreview(null) };
}
