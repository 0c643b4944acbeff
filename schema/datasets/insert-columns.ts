import type pg from 'pg';
import type { ColumnRole, ColumnType } from '@docket/prisma/generated/client/enums.ts';
import { InvalidInput } from '../refusals.ts';
import type { DatasetShape } from './dataset-shape.ts';

export interface NewOption {
  value: string;
  color: string;
}

export interface NewColumn {
  key: string;
  title: string;
  description?: string;
  role: ColumnRole;
  type: ColumnType;
  system?: boolean;
  options?: readonly NewOption[];
  /** An id that was taken from the sequence beforehand (`reserveColumnIds`). */
  id?: number;
}

/** Refuses when the dataset would have more columns than it may. Retired ones count: they are kept. */
export function checkColumnCount(shape: Pick<DatasetShape, 'columns'>, added: number, limit: number): void {
  if (shape.columns.length + added > limit) {
    throw new InvalidInput(`A dataset has at most ${limit} columns, retired ones too; this would make ${shape.columns.length + added}.`);
  }
}

/** Ids for columns that are yet to be made, so that values can be put in place before anything is written. */
export async function reserveColumnIds(client: pg.Pool | pg.PoolClient, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('dataset_column', 'id')) AS id FROM generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Adds columns with their options: what comes with a row before the first annotation column, annotation columns behind
 * all. The caller has checked keys, names and counts. */
export async function insertColumns(
  client: pg.PoolClient,
  { id: datasetId, projectId, columns }: Pick<DatasetShape, 'id' | 'projectId' | 'columns'>,
  added: readonly NewColumn[],
): Promise<number[]> {
  const annotations = columns.filter((column) => column.role === 'ANNOTATION').map((column) => column.position);
  const given = added.filter((column) => column.role !== 'ANNOTATION').length;
  let last = Math.max(-1, ...columns.map((column) => column.position)) + 1;
  let before: number | null = annotations.length > 0 && given > 0 ? Math.min(...annotations) : null;
  if (before !== null) {
    await client.query('UPDATE dataset_column SET position = position + $3 WHERE dataset_id = $1 AND position >= $2', [
      datasetId,
      before,
      given,
    ]);
    last += given;
  }
  const ids: number[] = [];
  for (const { id, key, title, description = '', role, type, system = false, options = [] } of added) {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO dataset_column (id, project_id, dataset_id, key, title, description, role, type, system, position)
       VALUES (coalesce($1, nextval(pg_get_serial_sequence('dataset_column', 'id'))::int), $2, $3, $4, $5, $6, $7::column_role, $8::column_type, $9, $10)
       RETURNING id`,
      [
        id ?? null,
        projectId,
        datasetId,
        key,
        title,
        description,
        role,
        type,
        system,
        role !== 'ANNOTATION' && before !== null ? before++ : last++,
      ],
    );
    const columnId = rows[0]!.id;
    await insertOptions(client, projectId, columnId, options);
    ids.push(columnId);
  }
  return ids;
}

/** Adds options, the first at position `from`. */
export async function insertOptions(
  client: pg.PoolClient,
  projectId: number,
  columnId: number,
  options: readonly NewOption[],
  from = 0,
): Promise<void> {
  if (options.length === 0) return;
  await client.query(
    `INSERT INTO label_option (project_id, column_id, value, color, position)
     SELECT $1, $2, o.value, o.color, $5 + o.n - 1 FROM unnest($3::text[], $4::text[]) WITH ORDINALITY o(value, color, n)`,
    [projectId, columnId, options.map((option) => option.value), options.map((option) => option.color), from],
  );
}
