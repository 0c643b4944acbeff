import type pg from 'pg';
import { compileFilter } from '../queue/filter/compile-filter.ts';
import { type Condition, everything } from '../queue/filter/row-filter.ts';
import type { Combination } from '../queue/filter/row-image.ts';
import type { GateRecord } from './gate-record.ts';

/** The rows that a gate looks at, as they are in one snapshot. */
export interface GateScope {
  datasetId: number;
  combinations: readonly Combination[];
  /** SQL that goes on after FROM: r for dataset_row and e for its row in the evaluation `$4`, which may be missing. */
  tables: string;
  /** SQL that goes on after WHERE. */
  where: string;
  /** `$1` to `$4` of both; what else a statement needs comes after. */
  params(evaluationId: number): unknown[];
}

/** A row that the evaluation judged as it is now: it was answered, or the answer failed. */
export const JUDGED = `e.state IN ('DONE', 'FAILED') AND e.row_version = r.version`;

/** Within a transaction that sees one snapshot; why there is nothing to look at, where the dataset or the slice is gone. */
export async function openScope(client: pg.PoolClient, { datasetId, sliceId }: GateRecord): Promise<GateScope | { reason: string }> {
  const { rows } = await client.query<{ filter: Condition | null }>(
    'SELECT s.filter FROM dataset d LEFT JOIN slice s ON s.id = $2 AND s.dataset_id = d.id WHERE d.id = $1',
    [datasetId, sliceId],
  );
  if (!rows[0]) return { reason: 'The dataset that the gate looks at is gone.' };
  const condition = sliceId === null ? everything : rows[0].filter;
  if (!condition) return { reason: 'The slice that the gate looks at is gone.' };
  // Of the same snapshot as the rows, so that none of them is in a combination that the filter was not compiled for.
  const { rows: combinations } = await client.query<Combination>('SELECT id, filled, labels FROM combination WHERE dataset_id = $1', [
    datasetId,
  ]);
  const { combos, sql, params, readsCells } = compileFilter(condition, combinations);
  return {
    datasetId,
    combinations,
    tables: `dataset_row r ${readsCells ? 'JOIN row_cells c ON c.row_id = r.id' : ''}
      LEFT JOIN evaluation_row e ON e.evaluation_id = $4 AND e.row_id = r.id`,
    where: `r.dataset_id = $2 AND r.combination_id = ANY ($3::int[]) AND $1::jsonb IS NOT NULL AND ${sql ?? 'true'}`,
    params: (evaluationId) => [JSON.stringify(params), datasetId, combos, evaluationId],
  };
}
