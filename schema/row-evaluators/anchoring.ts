import type { Database } from '@docket/prisma/database.ts';
import type { Interval } from '../statistics/bootstrap.ts';
import { type Difference, differenceOfProportions, wilson } from '../statistics/proportions.ts';

/** Rows whose first reviewer saw the suggestion, or did not. */
export interface AnchoringGroup {
  rows: number;
  /** Those on which the reviewer gave the label that was suggested. */
  agreed: number;
  /** 0 to 1; null where there are no rows. */
  share: number | null;
  interval: Interval | null;
}

/** How far seeing a suggestion makes reviewers say the same. */
export interface Anchoring {
  shown: AnchoringGroup;
  hidden: AnchoringGroup;
  /** Shown less hidden; null while one of both has no rows. */
  difference: Difference | null;
}

/**
 * Agreement with the suggestion where it was shown, and where it was hidden: which rows are which is decided by a hash of their ids, so
 * the difference is what showing it does. What counts is the first answer that a row ever got, also where it was taken back since:
 * once somebody has answered, they see what was hidden, and could say it in a second answer. It counts only where its reviewer took
 * the row after the suggestion was there (a bulk fill, and a fill without a claim, do not tell), and gave a label in its column.
 */
export async function anchoringOf({ pool }: Database, rowEvaluatorId: number): Promise<Anchoring> {
  const { rows } = await pool.query<{ hidden: boolean; rows: number; agreed: number }>({
    name: 'anchoring',
    text: `WITH first AS (
        SELECT DISTINCT ON (v.row_id) s.hidden, s.option_id, s.created_at, (v.labels ->> s.column_id::text)::int AS said, v.seconds, v.filled_at
        FROM suggestion s JOIN review v ON v.row_id = s.row_id AND v.reviewer_id IS NOT NULL
        WHERE s.row_evaluator_id = $1 ORDER BY v.row_id, v.filled_at, v.id)
      SELECT hidden, count(*) AS rows, count(*) FILTER (WHERE said = option_id) AS agreed FROM first
      WHERE said IS NOT NULL AND seconds IS NOT NULL AND created_at <= filled_at - make_interval(secs => seconds) GROUP BY hidden`,
    values: [rowEvaluatorId],
  });
  const [shown, hidden] = [false, true].map((which) => {
    const { rows: n, agreed } = rows.find((group) => group.hidden === which) ?? { rows: 0, agreed: 0 };
    return { rows: n, agreed, share: n === 0 ? null : agreed / n, interval: wilson([agreed, n]) };
  }) as [AnchoringGroup, AnchoringGroup];
  return { shown, hidden, difference: differenceOfProportions([shown.agreed, shown.rows], [hidden.agreed, hidden.rows]) };
}
