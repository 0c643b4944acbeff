import type { Database } from '@docket/prisma/database.ts';
import type { Grade } from '@docket/prisma/generated/client/enums.ts';
import type { JsonValue } from '../monitor/json-value.ts';

/** A row that blocks, with what the version answers and what was logged. */
export interface BlockedRow {
  rowId: number;
  /** What this version answers; null where it has not. */
  output: JsonValue;
  /** The output that the dataset has, as the evaluation saw it. */
  logged: JsonValue;
  /** Why there is no answer. */
  error: string | null;
  scores: BlockedScore[];
}

export interface BlockedScore {
  evaluatorId: number;
  grade: Grade;
  score: number | null;
  reason: string;
}

/** Rows of an evaluation in the order of these ids, with all that evaluators said of them. One statement. */
export async function blockedRows(
  db: Database,
  { evaluationId, rowIds }: { evaluationId: number; rowIds: readonly number[] },
): Promise<BlockedRow[]> {
  const { rows } = await db.pool.query<BlockedRow>(
    `SELECT i.id AS "rowId", e.output, e.seen -> 'logged' AS logged, e.error, coalesce(
       (SELECT jsonb_agg(jsonb_build_object('evaluatorId', x.id, 'grade', s.grade, 'score', s.score, 'reason', s.reason)
               ORDER BY x.name, v.number)
        FROM evaluation_score s JOIN evaluator_version v ON v.id = s.evaluator_version_id JOIN evaluator x ON x.id = v.evaluator_id
        WHERE s.evaluation_id = $1 AND s.row_id = i.id), '[]') AS scores
     FROM unnest($2::bigint[]) WITH ORDINALITY i(id, n)
       LEFT JOIN evaluation_row e ON e.evaluation_id = $1 AND e.row_id = i.id ORDER BY i.n`,
    [evaluationId, rowIds],
  );
  return rows;
}
