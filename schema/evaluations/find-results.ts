import type { Grade, EvaluationRowState } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import type { JsonValue } from '../monitor/json-value.ts';
import type { SeenLabels, SeenRow } from './seen.ts';

/** One row of an evaluation with what came of it. */
export interface ResultRow {
  evaluationId: number;
  rowId: number;
  position: number;
  rowVersion: number;
  seen: SeenRow;
  labels: SeenLabels;
  state: EvaluationRowState;
  answered: boolean;
  output: JsonValue;
  latencyMs: number | null;
  tokensIn: number | null;
  tokensOut: number | null;
  cost: number | null;
  error: string | null;
  seq: number;
  scores: ResultScore[];
}

export interface ResultScore {
  versionId: number;
  grade: Grade;
  score: number | null;
  reason: string;
  cost: number | null;
  raw: JsonValue;
}

/** Which results. What is left out is no condition. */
export interface ResultFilter {
  state?: EvaluationRowState | null;
  /** Rows to which this evaluator's version (or any, where it is left out) gave this grade. */
  grade?: Grade | null;
  versionId?: number | null;
  label?: { key: string; value: string | null } | null;
}

interface FindResults {
  evaluationId: number;
  filter: ResultFilter;
  limit: number;
  /** Position after which to go on; -1 for the beginning. */
  after: number;
}

const columns = `r.evaluation_id AS "evaluationId", r.row_id AS "rowId", r.position, r.row_version AS "rowVersion", r.seen, r.labels, r.state,
  r.answered_at IS NOT NULL AS answered, r.output, r.latency_ms AS "latencyMs", r.tokens_in AS "tokensIn", r.tokens_out AS "tokensOut",
  r.cost, r.error, r.seq, coalesce((SELECT json_agg(json_build_object('versionId', s.evaluator_version_id, 'grade', s.grade, 'score', s.score,
    'reason', s.reason, 'cost', s.cost, 'raw', s.raw) ORDER BY v.position)
    FROM evaluation_score s JOIN evaluation_evaluator v USING (evaluation_id, evaluator_version_id)
    WHERE s.evaluation_id = r.evaluation_id AND s.row_id = r.row_id), '[]') AS scores`;

/** Results in the order of their rows. */
export async function findResults({ pool }: Database, { evaluationId, filter, limit, after }: FindResults): Promise<ResultRow[]> {
  const values: unknown[] = [evaluationId, after, limit];
  const param = (value: unknown) => `$${values.push(value)}`;
  const where = ['r.evaluation_id = $1', 'r.position > $2'];
  if (filter.state) where.push(`r.state = ${param(filter.state)}::evaluation_row_state`);
  if (filter.label) where.push(`r.labels->>${param(filter.label.key)}::text IS NOT DISTINCT FROM ${param(filter.label.value)}::text`);
  if (filter.grade)
    where.push(`EXISTS (SELECT FROM evaluation_score s WHERE s.evaluation_id = $1 AND s.row_id = r.row_id AND s.grade = ${param(filter.grade)}::grade
      ${filter.versionId ? `AND s.evaluator_version_id = ${param(filter.versionId)}` : ''})`);
  const { rows } = await pool.query<ResultRow>(
    `SELECT ${columns} FROM evaluation_row r WHERE ${where.join(' AND ')} ORDER BY r.evaluation_id, r.position LIMIT $3`,
    values,
  );
  return rows;
}

/** Results of these rows, in the order of the ids; those that are not there are left out. */
export async function resultsOf({ pool }: Database, evaluationId: number, rowIds: readonly number[]): Promise<ResultRow[]> {
  const { rows } = await pool.query<ResultRow>({
    name: 'results_of_rows',
    text: `SELECT ${columns} FROM evaluation_row r WHERE r.evaluation_id = $1 AND r.row_id = ANY ($2::bigint[])`,
    values: [evaluationId, rowIds],
  });
  const byId = new Map(rows.map((row) => [row.rowId, row]));
  return rowIds.flatMap((id) => byId.get(id) ?? []);
}

/** What was recorded last, newest first: what a screen that follows an evaluation shows. */
export async function latestResults({ pool }: Database, evaluationId: number, limit: number): Promise<ResultRow[]> {
  const { rows } = await pool.query<ResultRow>({
    name: 'latest_results',
    text: `SELECT ${columns} FROM evaluation_row r WHERE r.evaluation_id = $1 AND r.seq > 0 ORDER BY r.evaluation_id DESC, r.seq DESC LIMIT $2`,
    values: [evaluationId, limit],
  });
  return rows;
}
