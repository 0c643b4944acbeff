import type { ColumnRole, ColumnType } from '@docket/prisma/generated/client/enums.ts';
import { InvalidInput, NameTaken } from '../refusals.ts';
import { checkOptions, type OptionInput } from './change-options.ts';
import { changeStructure, columnOf, type StructureChange, type StructureServices } from './change-structure.ts';
import { checkColumnCount, insertColumns } from './insert-columns.ts';
import { keyOf, nameOf, textOf } from './names.ts';

export interface AddColumn extends StructureChange {
  key: string;
  title?: string | null;
  description?: string | null;
  role: ColumnRole;
  type: ColumnType;
  options?: readonly OptionInput[] | null;
  limits: { columns: number; options: number };
}

/** Adds a column behind the others and answers with its id. Rows that are there have no value in it. */
export async function addColumn(services: StructureServices, input: AddColumn): Promise<number> {
  const key = keyOf(input.key, ['input', 'key']);
  const title = nameOf(input.title ?? input.key, 'title', ['input', 'title']);
  const description = textOf(input.description ?? '', 'description', ['input', 'description']);
  const given = input.options ?? [];
  if (input.type !== 'LABEL' && given.length > 0) throw new InvalidInput('Only LABEL columns have options.', ['input', 'options']);
  const options = checkOptions(given, input.limits.options);
  let id = 0;
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    if (shape.byKey.has(key)) throw new NameTaken(key);
    checkColumnCount(shape, 1, input.limits.columns);
    const { role, type } = input;
    [id = 0] = await insertColumns(client, shape, [{ key, title, description, role, type, options }]);
    return { change: 'added', column: id };
  });
  return id;
}

export interface UpdateColumn extends StructureChange {
  columnId: number;
  key?: string | null;
  title?: string | null;
  description?: string | null;
}

/** Renames or describes a column. No row is rewritten: cells are kept by the column's id. */
export async function updateColumn(services: StructureServices, input: UpdateColumn): Promise<void> {
  const key = input.key == null ? null : keyOf(input.key, ['input', 'key']);
  const title = input.title == null ? null : nameOf(input.title, 'title', ['input', 'title']);
  const description = input.description == null ? null : textOf(input.description, 'description', ['input', 'description']);
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const column = columnOf(shape, input.columnId);
    if (key !== null && key !== column.key) {
      if (column.system) throw new InvalidInput(`“${column.key}” keeps its key.`, ['input', 'key']);
      if (shape.byKey.has(key)) throw new NameTaken(key);
    }
    await client.query(
      `UPDATE dataset_column SET key = coalesce($2, key), title = coalesce($3, title), description = coalesce($4, description) WHERE id = $1`,
      [column.id, key, title, description],
    );
    return { change: 'updated', column: column.id };
  });
}

/** Puts columns in a new order. Names all that are not retired, each once; retired ones go behind them. */
export async function reorderColumns(
  services: StructureServices,
  input: StructureChange & { columnIds: readonly number[] },
): Promise<void> {
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const shown = shape.columns.filter((column) => !column.retired);
    const named = new Set(input.columnIds);
    if (named.size !== input.columnIds.length || named.size !== shown.length || !shown.every(({ id }) => named.has(id))) {
      throw new InvalidInput('Name every column that is not retired, each once.', ['input', 'columnIds']);
    }
    const retired = shape.columns.filter((column) => column.retired).map((column) => column.id);
    await client.query(`UPDATE dataset_column c SET position = o.n - 1 FROM unnest($1::int[]) WITH ORDINALITY o(id, n) WHERE c.id = o.id`, [
      [...input.columnIds, ...retired],
    ]);
    return { change: 'reordered' };
  });
}

/** Takes a column out of sight, or back. Its values and its key are kept; while retired it cannot be written. */
export async function retireColumn(
  services: StructureServices,
  input: StructureChange & { columnId: number; retired: boolean },
): Promise<void> {
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const column = columnOf(shape, input.columnId);
    if (column.system) throw new InvalidInput(`“${column.key}” belongs to every dataset and cannot be retired.`, ['input', 'id']);
    if (column.retired === input.retired) return null;
    await client.query(`UPDATE dataset_column SET retired_at = CASE WHEN $2 THEN clock_timestamp() END WHERE id = $1`, [
      column.id,
      input.retired,
    ]);
    return { change: input.retired ? 'retired' : 'restored', column: column.id };
  });
}
