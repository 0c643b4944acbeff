import { InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { changeStructure, columnOf, type StructureChange, type StructureServices } from './change-structure.ts';
import type { ColumnShape, DatasetShape, OptionShape } from './dataset-shape.ts';
import { insertOptions, type NewOption } from './insert-columns.ts';
import { colorFor, colorOf, nameOf } from './names.ts';

export interface OptionInput {
  value: string;
  color?: string | null;
}

/** The options of a new column: values not empty and each once, colours of the palette. */
export function checkOptions(options: readonly OptionInput[], limit: number): NewOption[] {
  if (options.length > limit) throw new InvalidInput(`A column has at most ${limit} options.`, ['input', 'options']);
  const seen = new Set<string>();
  return options.map((option, position) => {
    const path = ['input', 'options', String(position)];
    const value = nameOf(option.value, 'label', [...path, 'value']);
    if (seen.has(value)) throw new InvalidInput(`“${value}” is there twice.`, [...path, 'value']);
    seen.add(value);
    return { value, color: option.color == null ? colorFor(position) : colorOf(option.color, [...path, 'color']) };
  });
}

export interface AddOption extends StructureChange {
  columnId: number;
  value: string;
  color?: string | null;
  limits: { options: number };
}

/** Adds a label behind the others. */
export async function addOption(services: StructureServices, input: AddOption): Promise<void> {
  const value = nameOf(input.value, 'label', ['input', 'value']);
  const color = input.color == null ? null : colorOf(input.color, ['input', 'color']);
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const column = columnOf(shape, input.columnId);
    checkOwn(column);
    if (column.optionByValue.has(value)) throw new NameTaken(value);
    if (column.options.length >= input.limits.options) {
      throw new InvalidInput(`A column has at most ${input.limits.options} options, retired ones too.`, ['input', 'columnId']);
    }
    const position = Math.max(-1, ...column.options.map((option) => option.position)) + 1;
    await insertOptions(client, shape.projectId, column.id, [{ value, color: color ?? colorFor(position) }], position);
    return { change: 'option', column: column.id };
  });
}

export interface RelabelOption extends StructureChange {
  optionId: number;
  value?: string | null;
  color?: string | null;
}

/** Gives a label another value or colour. No row is rewritten: rows name the option by its id. */
export async function relabelOption(services: StructureServices, input: RelabelOption): Promise<void> {
  const value = input.value == null ? null : nameOf(input.value, 'label', ['input', 'value']);
  const color = input.color == null ? null : colorOf(input.color, ['input', 'color']);
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const { column, option } = optionOf(shape, input.optionId);
    checkOwn(column);
    if (value !== null && value !== option.value && column.optionByValue.has(value)) throw new NameTaken(value);
    await client.query(`UPDATE label_option SET value = coalesce($2, value), color = coalesce($3, color) WHERE id = $1`, [
      option.id,
      value,
      color,
    ]);
    return { change: 'option', column: column.id, option: option.id };
  });
}

/** Takes a label out of use, or back. Rows that have it keep it, and show it; it cannot be set anew. */
export async function retireOption(
  services: StructureServices,
  input: StructureChange & { optionId: number; retired: boolean },
): Promise<void> {
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const { column, option } = optionOf(shape, input.optionId);
    checkOwn(column);
    if (option.retired === input.retired) return null;
    await client.query(`UPDATE label_option SET retired_at = CASE WHEN $2 THEN clock_timestamp() END WHERE id = $1`, [
      option.id,
      input.retired,
    ]);
    return { change: 'option', column: column.id, option: option.id };
  });
}

/** An option of this dataset and its column, or NotFound. */
function optionOf(shape: DatasetShape, optionId: number): { column: ColumnShape; option: OptionShape } {
  for (const column of shape.columns) {
    const option = column.optionById.get(optionId);
    if (option) return { column, option };
  }
  throw new NotFound('LabelOption');
}

function checkOwn(column: ColumnShape): void {
  if (column.type !== 'LABEL') throw new InvalidInput(`“${column.key}” is no LABEL column.`, ['input', 'columnId']);
  if (column.system) throw new InvalidInput(`The labels of “${column.key}” belong to every dataset and stay.`, ['input']);
}
