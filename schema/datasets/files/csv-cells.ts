import type { ColumnShape } from '../dataset-shape.ts';

/** How a spreadsheet would take a text for a formula: by its first character, full-width forms too. Apostrophes before it
 * count as well, so that the one we put there can be told from the text's own. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Puts an apostrophe before what a spreadsheet would run. */
export const disarm = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Takes the apostrophe off again: `rearm(disarm(text))` is `text`, for every text. */
export const rearm = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

/** A cell as it stands in a file. An empty cell is no value; an empty text is quoted (`""`). */
export function toCsv(column: Pick<ColumnShape, 'type'>, value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return column.type === 'JSON' ? disarm(String(value)) : value;
  return disarm(column.type !== 'JSON' && typeof value === 'string' ? value : JSON.stringify(value));
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value of a cell, to be checked against its column; what cannot be read as the column's type stays text, and is
 * refused there. Null: no value. */
export function fromCsv(column: Pick<ColumnShape, 'type'>, cell: string, quoted: boolean): unknown {
  if (cell === '') return quoted && column.type === 'TEXT' ? '' : null;
  const text = rearm(cell);
  switch (column.type) {
    case 'NUMBER':
      return NUMBER.test(text.trim()) ? Number(text) : text;
    case 'BOOLEAN':
      return { true: true, false: false }[text.trim().toLowerCase()] ?? text;
    default:
      return text;
  }
}
