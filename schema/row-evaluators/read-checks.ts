import type { Database } from '@docket/prisma/database.ts';
import type { Grade } from '@docket/prisma/generated/client/enums.ts';
import { groupByRow } from '../queue/group-by-row.ts';

/** What an evaluator said of a row when it was filled, or edited after. */
export interface RowCheckView {
  rowId: number;
  evaluatorId: number;
  version: number;
  grade: Grade;
  score: number | null;
  reason: string;
  cost: number | null;
  disagrees: boolean | null;
  /** Whether the row was reopened, or filled anew, since. */
  outdated: boolean;
  createdAt: Date;
}

/** The newest check of each of these rows by each evaluator, in the order in which these were added. */
export async function checksOfRows({ pool }: Database, rowIds: readonly number[]): Promise<RowCheckView[][]> {
  const { rows } = await pool.query<RowCheckView>({
    name: 'checks_of_rows',
    text: `SELECT c.row_id AS "rowId", e.evaluator_id AS "evaluatorId", v.number AS version, c.grade, c.score, c.reason, c.cost, c.disagrees,
        r.filled_at IS DISTINCT FROM c.filled_at AS outdated, c.created_at AS "createdAt"
      FROM row_check c JOIN row_evaluator e ON e.id = c.row_evaluator_id JOIN evaluator_version v ON v.id = c.evaluator_version_id
        JOIN dataset_row r ON r.id = c.row_id
      WHERE c.row_id = ANY ($1::bigint[]) ORDER BY c.row_id, c.row_evaluator_id`,
    values: [rowIds],
  });
  return groupByRow(rowIds, rows);
}
