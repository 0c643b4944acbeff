import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { takenAs } from '../datasets/in-transaction.ts';
import { nameOf } from '../datasets/names.ts';
import { loadCombinations } from '../queue/combinations.ts';
import { compileFilter } from '../queue/filter/compile-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { amongCombinations } from '../queue/page-sql.ts';
import { InvalidInput } from '../refusals.ts';

export interface DrawSample {
  shape: DatasetShape;
  actorId: number;
  name: string;
  condition: Condition;
  /** How many rows; all of them where there are fewer. */
  size: number;
  /** Which draw: the same seed on the same rows draws the same. */
  seed: number;
}

/** Draws rows at random, once: evaluations on the sample are on the same rows whatever becomes of the slice. Answers its id. */
export async function drawSample({ db, limits }: Pick<Services, 'db' | 'limits'>, draw: DrawSample): Promise<number> {
  const { shape, actorId, condition, size, seed } = draw;
  const name = nameOf(draw.name, 'name', ['input', 'name']);
  if (!(size >= 1 && size <= limits.evaluationRows))
    throw new InvalidInput(`A sample has 1 to ${limits.evaluationRows} rows.`, ['input', 'size']);
  const filter = compileFilter(condition, (await loadCombinations(db, shape.id)).byId.values());
  const { rows } = await db.pool
    .query<{ id: number | null }>(
      `WITH drawn AS (SELECT r.id FROM dataset_row r ${filter.readsCells ? 'JOIN row_cells c ON c.row_id = r.id' : ''}
         WHERE r.dataset_id = $2 AND ${amongCombinations('r')} AND ${filter.sql ?? 'true'}
           AND $1::jsonb IS NOT NULL ORDER BY hashint8extended(r.id, $4), r.id LIMIT $5)
       INSERT INTO sample (project_id, dataset_id, name, condition, row_ids, created_by_id)
       SELECT $6, $2, $7, $8, array_agg(id ORDER BY id), $9 FROM drawn HAVING count(*) > 0 RETURNING id`,
      [JSON.stringify(filter.params), shape.id, filter.combos, seed, size, shape.projectId, name, condition, actorId],
    )
    .catch(takenAs(name));
  if (!rows[0]?.id) throw new InvalidInput('No row is in this slice: there is nothing to draw from.', ['input', 'filter']);
  return rows[0].id;
}
