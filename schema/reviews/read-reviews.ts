import type { Database } from '@docket/prisma/database.ts';
import { groupByRow } from '../queue/group-by-row.ts';

/** One reviewer's answer to one row, as it counts. */
export interface LiveReview {
  id: number;
  rowId: number;
  /** `User_3` or `Annotator_7`: who. */
  rater: string;
  /** Option ids by column id; null where a label was taken away. */
  labels: Record<string, number | null>;
  answer: Record<string, unknown>;
  at: Date;
  /** Whether it is what settled the row after others had reviewed it: the adjudicator's word, not one reviewer's among several. */
  settles: boolean;
  /** Whether its writer could not have seen the others' answers. */
  blind: boolean;
}

const rater = `coalesce('User_' || v.reviewer_id, 'Annotator_' || v.annotator_id)`;

/** The reviews of a dataset's rows that have several, in the order of the rows: those that were given without having seen the others,
 * of rows whose answers are all in. Else agreement would tell what somebody shall not see who has not answered yet. */
export async function severalReviews(
  { pool }: Database,
  datasetId: number,
): Promise<Pick<LiveReview, 'rowId' | 'rater' | 'labels' | 'settles'>[]> {
  const { rows } = await pool.query<LiveReview>({
    name: 'several_reviews',
    text: `WITH several AS MATERIALIZED (SELECT row_id FROM review WHERE dataset_id = $1 AND ended_at IS NULL GROUP BY row_id HAVING count(*) > 1)
      SELECT v.row_id AS "rowId", ${rater} AS rater, v.labels, v.settles
      FROM several s JOIN review v ON v.row_id = s.row_id JOIN dataset_row r ON r.id = v.row_id
      WHERE v.ended_at IS NULL AND v.blind AND (r.reviews_required = 1 OR r.filled_at IS NOT NULL OR reviews_missing(r) <= 0)
      ORDER BY v.row_id, v.filled_at, v.id`,
    values: [datasetId],
  });
  return rows;
}

/** The reviews of each of these rows, oldest first. One statement. */
export async function reviewsOfRows({ pool }: Database, rowIds: readonly number[]): Promise<LiveReview[][]> {
  const { rows } = await pool.query<LiveReview>({
    name: 'reviews_of_rows',
    text: `SELECT v.id, v.row_id AS "rowId", ${rater} AS rater, v.labels, v.answer, v.filled_at AS at, v.settles, v.blind FROM review v
      WHERE v.ended_at IS NULL AND v.row_id = ANY ($1::bigint[]) ORDER BY v.row_id, v.filled_at, v.id`,
    values: [rowIds],
  });
  return groupByRow(rowIds, rows);
}
