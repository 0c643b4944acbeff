import { expect } from 'vitest';
import type { Client } from '../kit/client.ts';
import { type Bench, seedQueue } from '../queue/kit.ts';
import type { Stack } from '../kit/stack.ts';

export const ImportReviews = `mutation ($input: ImportReviewsInput!) { importReviews(input: $input) {
  __typename ... on Error { message } ... on ImportReviewsPayload { written known agreed disputed } } }`;

/** What each annotator says of a row, by name. */
export type Said = Record<string, string>;

/** Brings in what annotators say of these rows in `feedback_category`; rows and reviews in the same order. */
export async function bringIn(client: Client, datasetId: string, rowIds: readonly string[], said: readonly Said[]): Promise<void> {
  const reviews = said.flatMap((row, n) =>
    Object.entries(row).map(([annotator, feedback_category]) => ({ rowId: rowIds[n], annotator, values: { feedback_category } })),
  );
  const { importReviews } = await client.execute<{ importReviews: object }>(ImportReviews, { input: { datasetId, reviews } });
  expect(importReviews).toMatchObject({ __typename: 'ImportReviewsPayload' });
}

/** A dataset whose rows two annotators have reviewed: alike, but for every so many'th row. */
export async function seedReviewed(stack: Stack, { rows, differAt }: { rows: number; differAt: readonly number[] }): Promise<Bench> {
  const bench = await seedQueue(stack, {
    rows,
    values: (n) => ({ question: `Question ${n}`, priority: n % 2 === 0 ? 'high' : 'low' }),
  });
  await bringIn(
    bench.owner.client,
    bench.datasetId,
    bench.rowIds,
    bench.rowIds.map((_, n) => {
      const ann = n % 3 === 0 ? 'incorrect' : 'correct';
      return { Ann: ann, Ben: differAt.includes(n) ? 'hallucination' : ann };
    }),
  );
  return bench;
}

/** Makes a slice; answers its id. */
export async function makeSlice({ owner, datasetId }: Bench, name: string, filter: object): Promise<string> {
  const { createSlice } = await owner.client.execute<{ createSlice: { slice: { id: string } } }>(
    'mutation ($input: CreateSliceInput!) { createSlice(input: $input) { ... on CreateSlicePayload { slice { id } } } }',
    { input: { datasetId, name, filter } },
  );
  return createSlice.slice.id;
}
