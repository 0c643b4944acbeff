import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { Grade } from '@docket/prisma/generated/client/enums.ts';
import { perDatabase } from '../per-database.ts';
import { holm } from '../statistics/holm.ts';
import { type PassRates, type Scores, comparePassRates, compareScores } from '../statistics/paired.ts';

/** One row that two evaluations have in common, with what an evaluator said each time; null where it said nothing. */
export interface ComparedRow {
  rowId: number;
  before: { grade: Grade; score: number | null } | null;
  after: { grade: Grade; score: number | null } | null;
  label: string | null;
  /** Whether the row was changed in between: then it is not the answer alone that differs. */
  changed: boolean;
}

/** What became of a row. */
export type Change = 'BETTER' | 'WORSE' | 'SAME' | 'UNKNOWN';

export interface ComparedGroup {
  /** The value of the column that the rows are grouped by; null for rows without one, and for all of them together. */
  label: string | null;
  rows: number;
  passes: PassRates | null;
  scores: Scores | null;
  /** The p of the pass rates after Holm, over the groups that are told together. */
  adjustedP: number | null;
  changes: Record<Change, number>;
}

export interface Comparison {
  overall: ComparedGroup;
  groups: ComparedGroup[];
  /** Rows that were changed between the two. */
  changedRows: number;
}

export interface CompareEvaluations {
  beforeId: number;
  afterId: number;
  evaluatorId: number;
  /** A label column's key, or null: no groups. */
  groupBy: string | null;
}

const grades = perDatabase(() => new LRUCache<string, ComparedRow[]>({ max: 8 }));

/** The rows that both have, in the order of the later one. An evaluator counts as the same at whatever version it ran. */
export async function comparedRows(db: Database, { beforeId, afterId, evaluatorId, groupBy }: CompareEvaluations): Promise<ComparedRow[]> {
  const { rows: heads } = await db.pool.query<{ seqs: string }>(
    `SELECT string_agg(seq::text, ' ' ORDER BY id) AS seqs FROM evaluation WHERE id = ANY ($1::int[])`,
    [[beforeId, afterId]],
  );
  // What was recorded changes no more: one reading serves the picture, its groups and every page of rows.
  const cache = grades(db);
  const key = JSON.stringify([beforeId, afterId, evaluatorId, groupBy, heads[0]?.seqs]);
  const kept = cache.get(key);
  if (kept) return kept;
  const { rows } = await db.pool.query<{
    rowId: number;
    beforeGrade: Grade | null;
    beforeScore: number | null;
    afterGrade: Grade | null;
    afterScore: number | null;
    label: string | null;
    changed: boolean;
  }>(
    `WITH said AS (SELECT s.evaluation_id, s.row_id, s.grade, s.score FROM evaluation_score s
       JOIN evaluator_version v ON v.id = s.evaluator_version_id AND v.evaluator_id = $3 WHERE s.evaluation_id = ANY (ARRAY[$1, $2]::int[]))
     SELECT b.row_id AS "rowId", x.grade AS "beforeGrade", x.score AS "beforeScore", y.grade AS "afterGrade", y.score AS "afterScore",
       ${groupBy === null ? 'NULL' : `a.labels->>$4::text`} AS label, a.row_version <> b.row_version AS changed
     FROM evaluation_row b JOIN evaluation_row a ON a.evaluation_id = $2 AND a.row_id = b.row_id
     LEFT JOIN said x ON x.evaluation_id = $1 AND x.row_id = b.row_id LEFT JOIN said y ON y.evaluation_id = $2 AND y.row_id = b.row_id
     WHERE b.evaluation_id = $1 ORDER BY a.position`,
    groupBy === null ? [beforeId, afterId, evaluatorId] : [beforeId, afterId, evaluatorId, groupBy],
  );
  const compared = rows.map(({ rowId, beforeGrade, beforeScore, afterGrade, afterScore, label, changed }) => ({
    rowId,
    before: beforeGrade && { grade: beforeGrade, score: beforeScore },
    after: afterGrade && { grade: afterGrade, score: afterScore },
    label,
    changed,
  }));
  cache.set(key, compared);
  return compared;
}

/** From fail to pass is better, and where the grade stayed, a higher score is. What either could not tell is UNKNOWN. */
export function changeOf({ before, after }: Pick<ComparedRow, 'before' | 'after'>): Change {
  if (!before || !after || before.grade === 'UNKNOWN' || after.grade === 'UNKNOWN') return 'UNKNOWN';
  if (before.grade !== after.grade) return after.grade === 'PASS' ? 'BETTER' : 'WORSE';
  const moved = (after.score ?? 0) - (before.score ?? 0);
  return moved === 0 ? 'SAME' : moved > 0 ? 'BETTER' : 'WORSE';
}

/** How two evaluations of the same rows differ, over all of them and by label, so that noise can be called noise. */
export async function compareEvaluations(db: Database, compare: CompareEvaluations): Promise<Comparison> {
  const rows = await comparedRows(db, compare);
  const byLabel = new Map<string | null, ComparedRow[]>();
  for (const row of compare.groupBy === null ? [] : rows) {
    const some = byLabel.get(row.label);
    if (some) some.push(row);
    else byLabel.set(row.label, [row]);
  }
  const groups = [...byLabel].map(([label, some]) => groupOf(label, some));
  const tested = groups.filter(({ passes }) => passes !== null);
  const adjusted = holm(tested.map(({ passes }) => passes!.p));
  tested.forEach((group, at) => (group.adjustedP = adjusted[at]!));
  return {
    overall: groupOf(null, rows),
    groups: groups.sort((a, b) => b.rows - a.rows || String(a.label).localeCompare(String(b.label))),
    changedRows: rows.filter(({ changed }) => changed).length,
  };
}

const passed = (verdict: ComparedRow['before']): boolean | null =>
  !verdict || verdict.grade === 'UNKNOWN' ? null : verdict.grade === 'PASS';

function groupOf(label: string | null, rows: readonly ComparedRow[]): ComparedGroup {
  const changes: Record<Change, number> = { BETTER: 0, WORSE: 0, SAME: 0, UNKNOWN: 0 };
  for (const row of rows) changes[changeOf(row)] += 1;
  return {
    label,
    rows: rows.length,
    passes: comparePassRates(rows.map(({ before, after }) => [passed(before), passed(after)] as const)),
    scores: compareScores(rows.map(({ before, after }) => [before?.score ?? null, after?.score ?? null] as const)),
    adjustedP: null,
    changes,
  };
}
