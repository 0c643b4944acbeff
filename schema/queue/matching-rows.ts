import type { Services } from '../context.ts';
import { loadCombinations } from './combinations.ts';
import { compileFilter } from './filter/compile-filter.ts';
import type { Condition } from './filter/row-filter.ts';

/** The rows of a filter (null: any; these, where ids are given), their combinations, and all that there were when they were found. */
export async function matchingRows({ db }: Pick<Services, 'db'>, datasetId: number, condition: Condition, rowIds: number[] | null) {
  let combinations = await loadCombinations(db, datasetId);
  for (;;) {
    const { upTo } = combinations;
    const { combos, sql, params } = compileFilter(condition, combinations.byId.values());
    const { rows } = await db.pool.query<{ id: number; combo: number }>(
      `SELECT r.id, r.combination_id AS combo FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
       WHERE r.dataset_id = $2 AND r.combination_id = ANY ($3) AND ($4::bigint[] IS NULL OR r.id = ANY ($4)) AND $1::jsonb IS NOT NULL AND ${sql ?? 'true'}
       ORDER BY r.id`,
      [JSON.stringify(params), datasetId, combos, rowIds],
    );
    // One made meanwhile could hold rows of the filter: found again with it.
    combinations = await loadCombinations(db, datasetId);
    if (combinations.upTo === upTo) return { ids: rows.map((row) => row.id), combos: new Set(rows.map((row) => row.combo)), combinations };
  }
}
