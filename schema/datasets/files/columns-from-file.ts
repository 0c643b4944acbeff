import type { ColumnType } from '@docket/prisma/generated/client/enums.ts';
import type { DatasetShape } from '../dataset-shape.ts';
import type { NewColumn } from '../insert-columns.ts';
import { keysFor } from '../names.ts';
import type { FileRow } from './file-row.ts';
import { nameResolver } from './resolve-names.ts';

/** Rows of a file that decide the types of new columns. */
export const SAMPLE_ROWS = 1000;

/** Names that are taken for what a prompt gave back; every other new column is an input. */
const OUTPUTS = ['output', 'response', 'answer', 'completion'];

/** The columns that an empty dataset gets from the first rows of a file, for those names that it has no column for.
 * Cells of a CSV are text; values of JSON have their own types. */
export function columnsFromFile(shape: DatasetShape, sample: readonly FileRow[]): NewColumn[] {
  const resolve = nameResolver(shape);
  const types = new Map<string, Set<string>>();
  for (const { cells } of sample) {
    for (const cell of cells) {
      if (!('reason' in resolve(cell.name))) continue;
      const seen = types.get(cell.name) ?? new Set();
      seen.add('text' in cell ? 'string' : cell.value === null ? 'null' : typeof cell.value);
      types.set(cell.name, seen);
    }
  }
  const names = [...types.keys()];
  const keys = keysFor(names, shape.byKey.keys());
  return names.map((name, index): NewColumn => {
    const key = keys[index]!;
    return { key, title: name, role: OUTPUTS.includes(key) ? 'OUTPUT' : 'INPUT', type: typeFor(types.get(name) ?? new Set()) };
  });
}

function typeFor(seen: ReadonlySet<string>): ColumnType {
  const [type, ...others] = [...seen].filter((known) => known !== 'null');
  if (others.length > 0) return 'JSON';
  return type === undefined || type === 'string' ? 'TEXT' : type === 'number' ? 'NUMBER' : type === 'boolean' ? 'BOOLEAN' : 'JSON';
}
