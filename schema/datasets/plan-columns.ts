import type pg from 'pg';
import type { ColumnShape, DatasetShape } from './dataset-shape.ts';
import { reserveColumnIds, type NewColumn } from './insert-columns.ts';

/** Columns that are about to be made: with their ids already, so that values can be checked and packed against the
 * structure that will be, and nothing is written if they do not fit. */
export interface PlannedColumns {
  columns: NewColumn[];
  /** The dataset as it will be. */
  shape: DatasetShape;
}

/** Plans columns without options. The caller has checked keys and count. */
export async function planColumns(
  client: pg.Pool | pg.PoolClient,
  shape: DatasetShape,
  columns: readonly NewColumn[],
): Promise<PlannedColumns> {
  const ids = await reserveColumnIds(client, columns.length);
  const planned = columns.map((column, index) => ({ ...column, id: ids[index]! }));
  const all = [
    ...shape.columns,
    ...planned.map(({ id, key, title, description = '', role, type }, index): ColumnShape => {
      const position = shape.columns.length + index;
      const shared = { datasetId: shape.id, projectId: shape.projectId, system: false, retired: false };
      return { ...shared, id, key, title, description, role, type, position, options: [], optionById: new Map(), optionByValue: new Map() };
    }),
  ];
  const byKey = new Map(all.map((column) => [column.key, column]));
  const byId = new Map(all.map((column) => [column.id, column]));
  return { columns: planned, shape: { ...shape, columns: all, byKey, byId } };
}
