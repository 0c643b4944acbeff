import type { Services } from '../context.ts';
import type { Condition } from './filter/row-filter.ts';
import { readByFilter } from './read-by-filter.ts';

/** The rows of a filter (null: any; these, where ids are given), their combinations, and all that there were when they were found. */
export async function matchingRows({ db }: Pick<Services, 'db'>, datasetId: number, condition: Condition, rowIds: number[] | null) {
  const { found, combinations } = await readByFilter(db, { datasetId, condition }, async ({ combos, sql, params }) => {
    const { rows } = await db.pool.query<{ id: number; combo: number }>(
      `SELECT r.id, r.combination_id AS combo FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
       WHERE r.dataset_id = $2 AND r.combination_id = ANY ($3) AND ($4::bigint[] IS NULL OR r.id = ANY ($4)) AND $1::jsonb IS NOT NULL AND ${sql ?? 'true'}
       ORDER BY r.id`,
      [JSON.stringify(params), datasetId, combos, rowIds],
    );
    return rows;
  });
  return { ids: found.map((row) => row.id), combos: new Set(found.map((row) => row.combo)), combinations };
}
