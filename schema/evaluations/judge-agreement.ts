import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { Grade } from '@docket/prisma/generated/client/enums.ts';
import { perDatabase } from '../per-database.ts';
import { type Agreement, percentAgreement } from '../statistics/agreement.ts';
import { type CohensKappa, cohensKappa } from '../statistics/cohens-kappa.ts';
import { type ConfusionMatrix, confusionMatrix } from '../statistics/confusion-matrix.ts';

export interface JudgeAgreementOptions {
  evaluationId: number;
  versionId: number;
  /** The label column in which reviewers said what they think of the answer. */
  column: string;
  /** Its values that mean that the answer is right; every other value means that it is not. */
  passValues: readonly string[];
}

/** Where reviewers say what they think of an answer, in the recommended annotation columns. */
export const usualOpinion = { column: 'feedback_category', passValues: ['correct'] };

/** How far an evaluator says what the reviewers said, on answers that both have looked at. */
export interface JudgeAgreement extends JudgeAgreementOptions {
  /** Rows that both have an opinion on. */
  rows: number;
  /** Rows on which the evaluator could not tell, though a reviewer could. */
  unknown: number;
  agreement: Agreement | null;
  kappa: CohensKappa | null;
  /** The reviewers' words for the rows, the evaluator's for the columns. */
  matrix: ConfusionMatrix;
  /** Rows on which they disagree, in order. */
  disagreements: number[];
}

const kept = perDatabase(() => new LRUCache<string, JudgeAgreement>({ max: 100 }));

/** The reviewers' verdict on logged answers against an evaluator's. Only of evaluations of the outputs as they were logged: the
 * reviewers' labels are about those. */
export async function judgeAgreement(db: Database, options: JudgeAgreementOptions): Promise<JudgeAgreement> {
  const { evaluationId, versionId, column, passValues } = options;
  const { rows: heads } = await db.pool.query<{ seq: number }>('SELECT seq FROM evaluation WHERE id = $1', [evaluationId]);
  const cache = kept(db);
  const key = JSON.stringify([options, heads[0]?.seq]);
  const known = cache.get(key);
  if (known) return known;
  const { rows } = await db.pool.query<{ rowId: number; label: string; grade: Grade }>(
    `SELECT r.row_id AS "rowId", r.labels->>$3 AS label, s.grade FROM evaluation_row r
     JOIN evaluation_score s ON s.evaluation_id = r.evaluation_id AND s.row_id = r.row_id AND s.evaluator_version_id = $2
     WHERE r.evaluation_id = $1 AND r.labels ? $3 ORDER BY r.position`,
    [evaluationId, versionId, column],
  );
  const both = rows
    .filter(({ grade }) => grade !== 'UNKNOWN')
    .map(({ rowId, label, grade }) => ({ rowId, pair: [passValues.includes(label) ? 'PASS' : 'FAIL', grade] as [string, string] }));
  const pairs = both.map(({ pair }) => pair);
  const matrix = confusionMatrix(pairs, { order: ['PASS', 'FAIL'] });
  const found: JudgeAgreement = {
    ...options,
    rows: both.length,
    unknown: rows.length - both.length,
    agreement: percentAgreement(pairs),
    kappa: cohensKappa(pairs),
    matrix,
    disagreements: both.filter(({ pair: [said, judged] }) => said !== judged).map(({ rowId }) => rowId),
  };
  cache.set(key, found);
  return found;
}

/** Where an evaluator's version was held against the reviewers last: the newest finished evaluation of logged outputs that ran it. */
export async function lastLoggedEvaluation({ pool }: Database, versionId: number): Promise<{ id: number; datasetId: number } | null> {
  const { rows } = await pool.query<{ id: number; datasetId: number }>(
    `SELECT e.id, e.dataset_id AS "datasetId" FROM evaluation e JOIN evaluation_evaluator v ON v.evaluation_id = e.id
     WHERE v.evaluator_version_id = $1 AND e.prompt_version_id IS NULL AND e.status = 'FINISHED' ORDER BY e.id DESC LIMIT 1`,
    [versionId],
  );
  return rows[0] ?? null;
}
