import { InvalidInput, InvalidValue } from '../refusals.ts';
import type { ColumnShape, DatasetShape } from './dataset-shape.ts';
import { isStorable } from './names.ts';

/** Values by column id, as they are stored. Null says: take away what is there. */
export interface ParsedValues {
  /** INPUT and OUTPUT columns. */
  given: Record<string, unknown>;
  /** ANNOTATION columns that are no labels. */
  answer: Record<string, unknown>;
  /** Option ids of LABEL columns, whatever their role. */
  labels: Record<string, number | null>;
}

export interface ParseOptions {
  /** Bytes of one cell's value as JSON. */
  cellBytes: number;
  /** Index of the row within a batch, for the refusal. */
  row?: number | null;
}

/** Levels of a JSON value; deeper ones are refused before they meet the recursion of a parser. */
const JSON_DEPTH = 64;

/** Values by column key, as callers send them → by column id, as they are stored. Refuses with InvalidValue. */
export function parseValues(shape: DatasetShape, values: unknown, { cellBytes, row = null }: ParseOptions): ParsedValues {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new InvalidInput(`${row === null ? '' : `Row ${row + 1}: `}values are an object, by column key.`, ['values']);
  }
  const parsed: ParsedValues = { given: {}, answer: {}, labels: {} };
  for (const [key, value] of Object.entries(values)) {
    const column = writableColumn(shape, key, row);
    if (column.type === 'LABEL') parsed.labels[column.id] = value === null ? null : optionIdOf(column, value, row);
    else {
      const reason = value === null ? null : misfit(column, value, cellBytes);
      if (reason !== null) throw new InvalidValue(key, reason, row);
      parsed[column.role === 'ANNOTATION' ? 'answer' : 'given'][column.id] = value;
    }
  }
  return parsed;
}

/** The column that callers may write under this key. */
export function writableColumn(shape: DatasetShape, key: string, row: number | null = null): ColumnShape {
  const column = shape.byKey.get(key);
  const shown = key.length > 64 || !isStorable(key) ? `${key.slice(0, 64).replace(/[\0\p{Surrogate}]/gu, '?')}…` : key;
  if (!column) throw new InvalidValue(shown, 'there is no such column in this dataset.', row);
  if (column.system) throw new InvalidValue(key, 'is moved by filling and reopening the row, not by writing to it.', row);
  if (column.retired) throw new InvalidValue(key, 'the column is retired; restore it to write to it.', row);
  return column;
}

/** The id of the option that a value names. */
export function optionIdOf(column: ColumnShape, value: unknown, row: number | null = null): number {
  const option = typeof value === 'string' ? column.optionByValue.get(value) : undefined;
  if (option && !option.retired) return option.id;
  throw new InvalidValue(column.key, labelMisfit(column, value), row);
}

/** Why a value is none of a column's labels. */
export function labelMisfit(column: ColumnShape, value: unknown): string {
  const allowed = column.options.filter((option) => !option.retired).map((option) => option.value);
  const named = allowed.length > 20 ? `${allowed.slice(0, 20).join(', ')} and ${allowed.length - 20} more` : allowed.join(', ');
  return `${shown(value)} is not one of its labels: ${named || 'it has none'}.`;
}

/** Why a value does not fit a column that is no LABEL; null when it does. */
export function misfit(column: Pick<ColumnShape, 'type'>, value: unknown, cellBytes: number): string | null {
  switch (column.type) {
    case 'TEXT':
      if (typeof value !== 'string') return `${shown(value)} is not text.`;
      break;
    case 'NUMBER':
      if (typeof value !== 'number' || !Number.isFinite(value)) return `${shown(value)} is not a finite number.`;
      return null;
    case 'BOOLEAN':
      return typeof value === 'boolean' ? null : `${shown(value)} is not true or false.`;
  }
  const reason = unstorable(value, JSON_DEPTH);
  if (reason) return reason;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > cellBytes ? `${bytes} bytes are more than the ${cellBytes} that a cell may have.` : null;
}

/** Why a JSON value cannot be stored and come back the same; null when it can. */
function unstorable(value: unknown, levels: number): string | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return isStorable(value) ? null : 'it has a NUL or half a character in it.';
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${value} is not a number that JSON can hold.`;
  if (typeof value !== 'object') return `a ${typeof value} is not JSON.`;
  if (levels === 0) return `it is nested more than ${JSON_DEPTH} levels deep.`;
  for (const [key, inner] of Object.entries(value)) {
    const reason = isStorable(key) ? unstorable(inner, levels - 1) : 'a name in it has a NUL or half a character.';
    if (reason) return reason;
  }
  return null;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`.replace(/[\0\p{Surrogate}]/gu, '?');
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Drops what says "take away": a new row has nothing that could be taken. */
export const withoutNulls = <T>(values: Record<string, T | null>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== null));
