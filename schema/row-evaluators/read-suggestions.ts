import type { Database } from '@docket/prisma/database.ts';
import { groupByRow } from '../queue/group-by-row.ts';

/** What became of a suggestion, by the reviews that count. */
export type Outcome = 'ACCEPTED' | 'CHANGED';

/** A suggestion as somebody may see it. */
export interface SuggestionView {
  rowId: number;
  datasetId: number;
  evaluatorId: number;
  version: number;
  columnId: number;
  optionId: number;
  score: number | null;
  confidence: number | null;
  reason: string;
  cost: number | null;
  hidden: boolean;
  /** Null while nobody has answered, and for who has not answered yet themselves. */
  outcome: Outcome | null;
  createdAt: Date;
}

interface Found extends Omit<SuggestionView, 'outcome'> {
  /** Whether the viewer has answered, or the row is settled. */
  answered: boolean;
  /** The options that the reviews give in its column. */
  said: (number | null)[];
}

/**
 * The suggestions for each of these rows that somebody may see, oldest first. One that is hidden is told when the row is filled or they
 * have answered; and so is what became of any, since that says what others have answered.
 */
export async function suggestionsOfRows(
  { pool }: Database,
  { rowIds, viewerId }: { rowIds: readonly number[]; viewerId: number },
): Promise<SuggestionView[][]> {
  const { rows } = await pool.query<Found>({
    name: 'suggestions_of_rows',
    text: `SELECT s.row_id AS "rowId", r.dataset_id AS "datasetId", e.evaluator_id AS "evaluatorId", v.number AS version,
        s.column_id AS "columnId", s.option_id AS "optionId", s.score, s.confidence, s.reason, s.cost, s.hidden, s.created_at AS "createdAt",
        m.filled OR EXISTS (SELECT FROM review o WHERE o.row_id = s.row_id AND o.ended_at IS NULL AND o.reviewer_id = $2) AS answered,
        ARRAY(SELECT (o.labels ->> s.column_id::text)::int FROM review o
          WHERE o.row_id = s.row_id AND o.ended_at IS NULL AND o.reviewer_id IS NOT NULL) AS said
      FROM suggestion s JOIN row_evaluator e ON e.id = s.row_evaluator_id JOIN evaluator_version v ON v.id = s.evaluator_version_id
        JOIN dataset_row r ON r.id = s.row_id JOIN combination m ON m.id = r.combination_id
      WHERE s.row_id = ANY ($1::bigint[]) ORDER BY s.row_id, s.row_evaluator_id`,
    values: [rowIds, viewerId],
  });
  const told = rows.filter(({ hidden, answered }) => !hidden || answered);
  return groupByRow(
    rowIds,
    told.map(({ answered, said, ...one }) => ({ ...one, outcome: answered ? outcomeOf(one.optionId, said) : null })),
  );
}

function outcomeOf(optionId: number, said: readonly (number | null)[]): Outcome | null {
  const labels = said.filter((label) => label !== null);
  if (labels.length === 0) return null;
  return labels.every((label) => label === optionId) ? 'ACCEPTED' : 'CHANGED';
}
