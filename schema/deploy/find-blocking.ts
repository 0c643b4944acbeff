import type pg from 'pg';
import { type GateScope, JUDGED } from './gate-scope.ts';
import { MOST_ROWS } from './gate-verdict.ts';

export interface Blocking {
  rows: number[];
  rowCount: number;
}

interface Find {
  evaluationId: number;
  /** More tables, by `$5` and on. */
  join?: string;
  where: string;
  /** What comes first; by default the id. */
  order?: string;
  params?: unknown[];
}

/** The rows of a slice that meet a condition: the first of them, and how many they are. One statement. */
async function find(
  client: pg.PoolClient,
  scope: GateScope,
  { evaluationId, join = '', where, order = '0', params = [] }: Find,
): Promise<Blocking> {
  const { rows } = await client.query<Blocking>(
    `WITH found AS MATERIALIZED (SELECT DISTINCT r.id, ${order} AS place FROM ${scope.tables} ${join} WHERE ${scope.where} AND (${where}))
     SELECT ARRAY(SELECT id FROM found ORDER BY place, id LIMIT ${MOST_ROWS}) AS rows, (SELECT count(*) FROM found) AS "rowCount"`,
    [...scope.params(evaluationId), ...params],
  );
  const [{ rows: ids, rowCount }] = rows as [Blocking];
  return { rows: ids.map(Number), rowCount };
}

/** Rows that are new, changed or without an answer since the evaluation. */
export const findUncovered = (client: pg.PoolClient, scope: GateScope, evaluationId: number): Promise<Blocking> =>
  find(client, scope, { evaluationId, where: `e.row_id IS NULL OR e.state <> 'DONE' OR e.row_version <> r.version` });

const SCORED = 'LEFT JOIN evaluation_score s ON s.evaluation_id = $4 AND s.row_id = r.id AND s.evaluator_version_id = $5';

/** Rows in these combinations that an evaluator did not pass; `without` those that it could not tell. */
export const findNotPassed = (
  client: pg.PoolClient,
  scope: GateScope,
  { evaluationId, versionId, combos, without }: { evaluationId: number; versionId: number; combos: number[]; without: boolean },
): Promise<Blocking> =>
  find(client, scope, {
    evaluationId,
    join: SCORED,
    where: `${JUDGED} AND r.combination_id = ANY ($6::int[]) AND (e.state = 'FAILED' OR ${
      without ? `coalesce(s.grade = 'FAIL', false)` : `coalesce(s.grade <> 'PASS', true)`
    })`,
    params: [versionId, combos],
  });

/** Rows whose score is lower than this, and before them those without one. */
export const findLowScores = (
  client: pg.PoolClient,
  scope: GateScope,
  { evaluationId, versionId, below }: { evaluationId: number; versionId: number; below: number },
): Promise<Blocking> =>
  find(client, scope, {
    evaluationId,
    join: SCORED,
    where: `${JUDGED} AND coalesce(s.score < $6, true)`,
    order: `coalesce(s.score, '-Infinity')`,
    params: [versionId, below],
  });

/** Rows that an evaluator passed in the evaluation before, and fails now or that get no answer now. UNKNOWN is no failure. */
export const findRegressions = (
  client: pg.PoolClient,
  scope: GateScope,
  input: { evaluationId: number; versions: readonly number[]; baselineId: number; baselineVersions: readonly (number | null)[] },
): Promise<Blocking> =>
  find(client, scope, {
    evaluationId: input.evaluationId,
    join: `CROSS JOIN unnest($5::int[], $7::int[]) v(now_id, then_id)
      JOIN evaluation_row b ON b.evaluation_id = $6 AND b.row_id = r.id AND b.state = 'DONE'
      JOIN evaluation_score p ON p.evaluation_id = $6 AND p.row_id = r.id AND p.evaluator_version_id = v.then_id AND p.grade = 'PASS'
      LEFT JOIN evaluation_score s ON s.evaluation_id = $4 AND s.row_id = r.id AND s.evaluator_version_id = v.now_id`,
    where: `${JUDGED} AND (e.state = 'FAILED' OR s.grade = 'FAIL')`,
    params: [input.versions, input.baselineId, input.baselineVersions],
  });
