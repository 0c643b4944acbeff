import type pg from 'pg';
import type { GateScope } from './gate-scope.ts';
import { JUDGED } from './gate-scope.ts';

/** What one evaluator said of some rows. */
export interface Tally {
  rows: number;
  passed: number;
  failed: number;
  /** Rows that got no answer: there was nothing to grade. */
  unanswered: number;
  scored: number;
  scoreSum: number;
}

/** Tallies of the rows that were judged as they are now, for each evaluator by the combination of labels: at most as many as there
 * are combinations, however many rows there are. */
export async function tallyScores(
  client: pg.PoolClient,
  scope: GateScope,
  { evaluationId, versions }: { evaluationId: number; versions: readonly number[] },
): Promise<Map<number, Tally>[]> {
  const { rows } = await client.query<Tally & { n: number; combo: number }>(
    `SELECT v.n, r.combination_id AS combo, count(*) AS rows,
       count(*) FILTER (WHERE e.state = 'DONE' AND s.grade = 'PASS') AS passed,
       count(*) FILTER (WHERE e.state = 'DONE' AND s.grade = 'FAIL') AS failed,
       count(*) FILTER (WHERE e.state = 'FAILED') AS unanswered,
       count(s.score) FILTER (WHERE e.state = 'DONE') AS scored, coalesce(sum(s.score) FILTER (WHERE e.state = 'DONE'), 0) AS "scoreSum"
     FROM ${scope.tables} CROSS JOIN unnest($5::int[]) WITH ORDINALITY v(id, n)
       LEFT JOIN evaluation_score s ON s.evaluation_id = $4 AND s.row_id = r.id AND s.evaluator_version_id = v.id
     WHERE ${scope.where} AND ${JUDGED} GROUP BY v.n, r.combination_id`,
    [...scope.params(evaluationId), versions],
  );
  const byEvaluator = versions.map(() => new Map<number, Tally>());
  for (const { n, combo, ...tally } of rows) byEvaluator[n - 1]!.set(combo, tally);
  return byEvaluator;
}

/** The tally of the rows in these combinations. */
export function sumOf(tallies: ReadonlyMap<number, Tally>, combos: Iterable<number>): Tally {
  const sum: Tally = { rows: 0, passed: 0, failed: 0, unanswered: 0, scored: 0, scoreSum: 0 };
  for (const combo of combos) {
    const tally = tallies.get(combo);
    if (tally) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
  }
  return sum;
}

/** n of so many; of none, none. By division: 29 of 100 are 0.29, where 0.29 times 100 is less than 29. */
export const shareOf = (n: number, of: number): number => (of === 0 ? 0 : n / of);

/** The share of rows that passed, and whether UNKNOWN was left out of it, which it is up to this share of the rows. Null where no
 * row is left: nothing was shown. */
export function passRateOf({ rows, passed, failed, unanswered }: Tally, maxUnknown: number): { rate: number | null; without: boolean } {
  const unknown = rows - passed - failed - unanswered;
  const without = shareOf(unknown, rows) <= maxUnknown;
  const of = without ? rows - unknown : rows;
  return { rate: of === 0 ? null : passed / of, without };
}
