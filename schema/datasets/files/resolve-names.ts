import type { ColumnShape, DatasetShape } from '../dataset-shape.ts';
import { keyFor } from '../names.ts';

/** What a name in a file stands for: a column to write to, the status (which is told but not taken), or why it is neither. */
export type ResolvedName = { column: ColumnShape } | { status: true } | { reason: string };

/** Finds columns by the names in a file: by key, by title, then by either whatever the case, dashes or blanks. */
export function nameResolver(shape: DatasetShape): (name: string) => ResolvedName {
  const known = new Map<string, ResolvedName>();
  return (name) => {
    let resolved = known.get(name);
    if (!resolved) known.set(name, (resolved = resolve(shape, name)));
    return resolved;
  };
}

function resolve(shape: DatasetShape, name: string): ResolvedName {
  const shown = shape.columns.filter((column) => !column.retired);
  const alike = shown.filter((column) => keyFor(name) === column.key || keyFor(name) === keyFor(column.title));
  const column = shape.byKey.get(name) ?? shown.find(({ title }) => title === name) ?? (alike.length === 1 ? alike[0] : undefined);
  if (!column) return { reason: 'there is no such column in this dataset.' };
  if (column.retired) return { reason: 'the column is retired; restore it to write to it.' };
  return column.system ? { status: true } : { column };
}
