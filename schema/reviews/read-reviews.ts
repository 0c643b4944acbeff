import type { Database } from '@docket/prisma/database.ts';

/** One reviewer's answer to one row, as it counts. */
export interface LiveReview {
  id: number;
  rowId: number;
  /** `User_3` or `Annotator_7`: who. */
  rater: string;
  /** Option ids by column id. */
  labels: Record<string, number>;
  answer: Record<string, unknown>;
  at: Date;
  /** Whether it is what settled the row after others had reviewed it: the adjudicator's word, not one reviewer's among several. */
  settles: boolean;
  /** Whether its writer could not have seen the others' answers. */
  blind: boolean;
}

const select = `SELECT v.id, v.row_id AS "rowId", coalesce('User_' || v.reviewer_id, 'Annotator_' || v.annotator_id) AS rater, v.labels, v.answer,
    v.filled_at AS at, v.settles, v.blind
  FROM review v
    CROSS JOIN LATERAL (SELECT count(*) AS others FROM review o WHERE o.row_id = v.row_id AND o.ended_at IS NULL AND o.id <> v.id) n
  WHERE v.ended_at IS NULL`;

/** The reviews of a dataset's rows that have several, in the order of the rows: those that were given without having seen the others. */
export async function severalReviews({ pool }: Database, datasetId: number): Promise<LiveReview[]> {
  const { rows } = await pool.query<LiveReview>(
    `${select} AND v.dataset_id = $1 AND v.blind AND n.others > 0 ORDER BY v.row_id, v.filled_at, v.id`,
    [datasetId],
  );
  return rows;
}

/** The reviews of each of these rows, oldest first. One statement. */
export async function reviewsOfRows({ pool }: Database, rowIds: readonly number[]): Promise<LiveReview[][]> {
  const { rows } = await pool.query<LiveReview>({
    name: 'reviews_of_rows',
    text: `${select} AND v.row_id = ANY ($1::bigint[]) ORDER BY v.row_id, v.filled_at, v.id`,
    values: [rowIds],
  });
  const byRow = new Map<number, LiveReview[]>();
  for (const review of rows) {
    const some = byRow.get(review.rowId);
    if (some) some.push(review);
    else byRow.set(review.rowId, [review]);
  }
  return rowIds.map((id) => byRow.get(id) ?? []);
}
