import type { Client } from '../kit/client.ts';

const claim = `mutation ($input: ClaimRowsInput!) { claimRows(input: $input) { __typename ... on Error { message }
  ... on ClaimRowsPayload { claims { token row { id span { spanId } } } } } }`;
const fill = `mutation ($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename ... on Error { message } } }`;

/** Claims and fills by the human verdict until there is nothing left to claim. Tells how many rows were filled. */
export async function reviewUntilNothingIsLeft(
  client: Client,
  datasetId: string,
  verdicts: ReadonlyMap<string, 'yes' | 'no'>,
  onFill: () => void,
): Promise<number> {
  let filled = 0;
  for (;;) {
    const { claimRows } = await client.execute<{
      claimRows: { message?: string; claims: { token: string; row: { id: string; span: { spanId: string } } }[] };
    }>(claim, {
      input: { datasetId, count: 4 },
    });
    if (claimRows.message) throw new Error(claimRows.message);
    if (claimRows.claims.length === 0) return filled;
    for (const { token, row } of claimRows.claims) {
      const values =
        verdicts.get(row.span.spanId) === 'yes'
          ? { feedback_category: 'hallucination', priority: 'high' }
          : { feedback_category: 'correct' };
      const { annotateRow } = await client.execute<{ annotateRow: { __typename: string; message?: string } }>(fill, {
        input: { rowId: row.id, token, values, fill: true },
      });
      if (annotateRow.__typename !== 'AnnotateRowPayload') throw new Error(`${annotateRow.__typename}: ${annotateRow.message}`);
      filled += 1;
      onFill();
    }
  }
}
