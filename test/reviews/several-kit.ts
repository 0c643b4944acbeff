import type { Stack } from '../kit/stack.ts';
import { type Bench, type Reviewer, seedQueue } from '../queue/kit.ts';

/** A row of several reviewers, as one of them sees it. */
export interface SharedRow {
  status: 'EMPTY' | 'FILLED';
  version: number;
  values: Record<string, unknown>;
  reviewsRequired: number;
  reviewsMissing: number;
  reviewedBy: { name: string }[];
  claims: { reviewer: { name: string }; token: string | null }[];
  claim: { mine: boolean } | null;
  filledBy: { name: string } | null;
  reviews: { rater: { name: string }; values: Record<string, unknown>; settles: boolean; blind: boolean }[];
  draft: { values: unknown; by: { name: string } } | null;
  history: { kind: string; actor: { name: string } | null; undoable: boolean }[];
}

const fields = `status version values reviewsRequired reviewsMissing reviewedBy { name } claims { reviewer { name } token } claim { mine } filledBy { name }
  reviews { rater { name } values settles blind } draft { values by { name } } history { kind actor { name } undoable }`;

/** A row as this reviewer sees it now. */
export async function rowOf({ client }: Reviewer, id: string): Promise<SharedRow> {
  return (await client.execute<{ row: SharedRow }>(`query ($id: ID!) { row(id: $id) { ${fields} } }`, { id })).row;
}

export const names = (people: { name: string }[]): string[] => people.map(({ name }) => name);

/** A queue in which every row wants so many reviews, and its three reviewers. */
export async function severalBench(stack: Stack, { rows = 1, reviews = 2 } = {}): Promise<Bench> {
  const bench = await seedQueue(stack, { rows });
  await bench.owner.require({ datasetId: bench.datasetId, reviewsRequired: reviews, newRows: true, waiting: {} });
  return bench;
}

/** Claims a row and answers it. */
export async function answer(reviewer: Reviewer, rowId: string, values: Record<string, unknown>) {
  const { claim } = await reviewer.claimRow({ rowId });
  return reviewer.annotate({ rowId, token: claim.token, values, fill: true });
}
