import type { Limits } from '../../limits.ts';
import { InvalidInput, InvalidValue } from '../../refusals.ts';
import type { ColumnShape, DatasetShape } from '../dataset-shape.ts';
import { MAX_ROWS_AT_ONCE, packRow, type PackedRow } from '../insert-rows.ts';
import { parseValues } from '../parse-values.ts';
import { fromCsv } from './csv-cells.ts';
import type { FileRow } from './file-row.ts';
import { UploadRefused, type UploadProblem } from './refusals.ts';
import { nameResolver } from './resolve-names.ts';

/** Reads, checks and packs all rows. Goes on past a problem, so that one look at the answer is enough to mend the file. */
export async function packRows(
  rows: AsyncIterable<FileRow>,
  shape: DatasetShape,
  limits: Limits,
): Promise<{ packed: PackedRow[]; ignored: string[] }> {
  const resolve = nameResolver(shape);
  const problems: UploadProblem[] = [];
  const packed: PackedRow[] = [];
  let ignored: string[] = [];
  for await (const { line, cells } of rows) {
    const values: Record<string, unknown> = {};
    const before = problems.length;
    for (const cell of cells) {
      const named = resolve(cell.name);
      if ('status' in named) ignored = [shape.status.key];
      else if ('reason' in named) problems.push({ line, column: cell.name.slice(0, 200), reason: named.reason });
      else if (Object.hasOwn(values, named.column.key))
        problems.push({ line, column: named.column.key, reason: 'is there twice, under two names.' });
      else values[named.column.key] = 'value' in cell ? cell.value : csvValue(named.column, cell, line, problems);
    }
    // What is wrong with a header is told once, not for each row.
    if (problems.length > before && cells.every((cell) => 'text' in cell) && cells.some((cell) => 'reason' in resolve(cell.name))) break;
    if (problems.length === before) {
      try {
        packed.push(packRow(parseValues(shape, values, limits)));
      } catch (error) {
        if (!(error instanceof InvalidValue)) throw error;
        problems.push(...misfits(shape, values, limits, line));
      }
    }
    if (problems.length >= 100) break;
    if (packed.length > MAX_ROWS_AT_ONCE) throw new InvalidInput(`A file may have at most ${MAX_ROWS_AT_ONCE} rows. Send it in parts.`);
  }
  if (problems.length > 0) throw new UploadRefused(problems.slice(0, 100));
  return { packed, ignored };
}

function csvValue(
  column: ColumnShape,
  { text, quoted }: { text: string; quoted: boolean },
  line: number,
  problems: UploadProblem[],
): unknown {
  const value = fromCsv(column, text, quoted);
  if (column.type !== 'JSON' || typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    problems.push({ line, column: column.key, reason: `this is not JSON: ${(error as Error).message}` });
    return null;
  }
}

/** Every value of a row that does not fit. */
function misfits(shape: DatasetShape, values: Record<string, unknown>, limits: Limits, line: number): UploadProblem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    try {
      parseValues(shape, { [key]: value }, limits);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      return [{ line, column: error.column, reason: error.reason }];
    }
  });
}
