import type { Database } from '@docket/prisma/database.ts';

/** The datasets in which evaluators run, and which of these have events before them, or checks that are not written into rows. */
export async function findBehind({ pool }: Database): Promise<{ datasetIds: number[]; behind: number[] }> {
  const { rows } = await pool.query<{ id: number; datasetId: number; behind: boolean }>({
    name: 'row_evaluators_behind',
    text: `SELECT e.id, e.dataset_id AS "datasetId", e.cursor < head_seq(e.dataset_id)
        OR EXISTS (SELECT FROM row_check c WHERE c.row_evaluator_id = e.id AND NOT c.marked) AS behind
      FROM row_evaluator e WHERE e.enabled ORDER BY e.id`,
  });
  return { datasetIds: rows.map(({ datasetId }) => datasetId), behind: rows.filter(({ behind }) => behind).map(({ id }) => id) };
}
