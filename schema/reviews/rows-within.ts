import type { Database } from '@docket/prisma/database.ts';
import { knownCombinations, loadCombinations } from '../queue/combinations.ts';
import { compiledFilter } from '../queue/filter/compiled-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { amongCombinations } from '../queue/page-sql.ts';

/** Which of these rows are in a filter now: one statement. */
export async function rowsWithin(
  db: Database,
  { datasetId, condition, rowIds }: { datasetId: number; condition: Condition; rowIds: readonly number[] },
): Promise<Set<number>> {
  for (;;) {
    const combinations = await knownCombinations(db, datasetId);
    const { filter, combos, params, upTo } = compiledFilter(condition, combinations);
    const { rows } = await db.pool.query<{ ids: number[]; newest: number }>(
      `SELECT newest_combination($2) AS newest, ARRAY(
         SELECT r.id FROM dataset_row r ${filter.readsCells ? 'JOIN row_cells c ON c.row_id = r.id' : ''}
         WHERE r.id = ANY ($4::bigint[]) AND r.dataset_id = $2 AND ${amongCombinations('r')} AND $1::jsonb IS NOT NULL AND ${filter.sql ?? 'true'})::float8[] AS ids`,
      [params, datasetId, combos, rowIds],
    );
    const { ids, newest } = rows[0]!;
    if (newest <= upTo) return new Set(ids);
    // One made since could hold rows of the filter: compiled again with it.
    await loadCombinations(db, datasetId);
  }
}
