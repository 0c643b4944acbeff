import { onColumn, type RowFilter } from '../filter/row-filter.ts';
import type { Scalar } from '../graphql/graphql.ts';

type StartInput = Scalar<'StartEvaluationInput'>;

/** Which rows: all, those that are reviewed, a slice's, or a sample's. */
export type RowsChoice = { of: 'all' } | { of: 'filled' } | { of: 'slice'; id: string } | { of: 'sample'; id: string };

export interface TypedStart {
  name: string;
  datasetId: string | null;
  /** Null: the logged outputs as they are. */
  promptVersionId: string | null;
  evaluatorIds: readonly string[];
  rows: RowsChoice;
  budget: number | null;
  requestsPerMinute: number | null;
  cache: boolean;
}

export const filledRows: RowFilter = onColumn({ column: 'annotation_status', equals: 'filled' });

/** The filter of a choice; undefined for all rows, and for a sample, which is named by its id. */
export function filterOf(rows: RowsChoice): RowFilter | undefined {
  if (rows.of === 'filled') return filledRows;
  return rows.of === 'slice' ? { slice: rows.id } : undefined;
}

/** What `startEvaluation` takes; null while something has to be chosen. `usual` is the name where none was typed. */
export function startInput(typed: TypedStart, usual: string): StartInput | null {
  const { datasetId, evaluatorIds, rows, promptVersionId, budget, requestsPerMinute, cache } = typed;
  if (datasetId === null || evaluatorIds.length === 0) return null;
  const filter = filterOf(rows);
  return {
    datasetId,
    name: typed.name.trim() || usual.slice(0, 120),
    evaluatorIds: [...evaluatorIds],
    ...(promptVersionId !== null && { promptVersionId }),
    ...(filter && { filter }),
    ...(rows.of === 'sample' && { sampleId: rows.id }),
    settings: { cache, ...(budget !== null && { budget }), ...(requestsPerMinute !== null && { requestsPerMinute }) },
  };
}

/** The dataset with the most reviewed rows: what is most likely meant. */
export const mostReviewed = <Dataset extends { size: number; queueSize: number }>(datasets: readonly Dataset[]): Dataset | undefined =>
  [...datasets].sort((a, b) => b.size - b.queueSize - (a.size - a.queueSize))[0];

interface Versioned {
  name: string;
  versions: { edges: readonly { node: { id: string; number: number } }[] };
}

/** What an evaluation is called where nobody says otherwise: "support.answer v3 on Answers". */
export function usualName(prompts: readonly Versioned[], promptVersionId: string | null, dataset: string): string {
  for (const { name, versions } of prompts) {
    const found = versions.edges.find(({ node }) => node.id === promptVersionId);
    if (found) return `${name} v${found.node.number} on ${dataset}`;
  }
  return `Logged outputs on ${dataset}`;
}
