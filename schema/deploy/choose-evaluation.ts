import type pg from 'pg';
import type { GateScope } from './gate-scope.ts';
import { shareOf } from './tally-scores.ts';

/** How an evaluation stands to the rows of a slice as they are now. */
export interface Coverage {
  /** Rows of the slice. */
  total: number;
  /** Rows that it does not have, or never came to. */
  missing: number;
  /** Rows that got no answer. */
  unanswered: number;
  /** Rows that were changed since. */
  changed: number;
}

export interface ChosenEvaluation {
  id: number;
  /** The newest version that it ran of each evaluator, in the order of those asked for; null where it ran none. */
  versions: (number | null)[];
  coverage: Coverage;
}

interface Choose {
  versionId: number;
  evaluatorIds: readonly number[];
  /** Whether every evaluator must have run, or one is enough. */
  all: boolean;
  /** How many rows of the slice an evaluation lacks. */
  lacks(coverage: Coverage): number;
  /** The share of rows that it may lack. */
  most: number;
}

/** Evaluations of one version that are looked at. */
const looks = 20;

/** The newest finished evaluation of a version that covers the slice; where none does, the one that lacks least. Null where none
 * ran the evaluators. */
export async function chooseEvaluation(client: pg.PoolClient, scope: GateScope, choose: Choose): Promise<ChosenEvaluation | null> {
  const { rows } = await client.query<{ id: number; rowCount: number; versions: (number | null)[] }>(
    `SELECT e.id, e.row_count AS "rowCount", ARRAY(
       SELECT (SELECT v.id FROM evaluation_evaluator x JOIN evaluator_version v ON v.id = x.evaluator_version_id
               WHERE x.evaluation_id = e.id AND v.evaluator_id = w.id ORDER BY v.number DESC LIMIT 1)
       FROM unnest($3::int[]) WITH ORDINALITY w(id, n) ORDER BY w.n) AS versions
     FROM evaluation e WHERE e.prompt_version_id = $1 AND e.dataset_id = $2 AND e.status = 'FINISHED'
     ORDER BY e.finished_at DESC NULLS LAST, e.id DESC LIMIT ${looks}`,
    [choose.versionId, scope.datasetId, choose.evaluatorIds],
  );
  const ran = ({ versions }: { versions: (number | null)[] }) =>
    choose.all ? versions.every((id) => id !== null) : versions.some((id) => id !== null);
  let best: ChosenEvaluation | null = null;
  for (const { id, versions, rowCount } of rows.filter(ran)) {
    // One with fewer rows than another covers needs no count: it cannot lack less.
    if (best && rowCount <= best.coverage.total - choose.lacks(best.coverage)) continue;
    const coverage = await coverageOf(client, scope, id);
    const lacks = choose.lacks(coverage);
    if (!best || lacks < choose.lacks(best.coverage)) best = { id, versions, coverage };
    if (shareOf(lacks, coverage.total) <= choose.most) break;
  }
  return best;
}

async function coverageOf(client: pg.PoolClient, scope: GateScope, evaluationId: number): Promise<Coverage> {
  const { rows } = await client.query<Coverage>(
    `SELECT count(*) AS total,
       count(*) FILTER (WHERE e.row_id IS NULL OR e.state IN ('WAITING', 'LEASED')) AS missing,
       count(*) FILTER (WHERE e.state = 'FAILED') AS unanswered,
       count(*) FILTER (WHERE e.state = 'DONE' AND e.row_version <> r.version) AS changed
     FROM ${scope.tables} WHERE ${scope.where}`,
    scope.params(evaluationId),
  );
  return rows[0]!;
}
