import type { ColumnShape, DatasetShape } from './dataset-shape.ts';

/** A row's cells as they are stored: values and option ids by column id. */
export interface StoredCells {
  given: Readonly<Record<string, unknown>>;
  answer: Readonly<Record<string, unknown>>;
  labels: Readonly<Record<string, number>>;
  filled: boolean;
}

/** The value of one cell as callers see it: labels by value (a retired option's too), null where there is none. */
export function presentCell(shape: DatasetShape, column: ColumnShape, { given, answer, labels, filled }: StoredCells): unknown {
  if (column.id === shape.status.id) return filled ? shape.statusOptions.filled.value : shape.statusOptions.empty.value;
  if (column.type === 'LABEL') return column.optionById.get(labels[column.id] ?? -1)?.value ?? null;
  return (column.role === 'ANNOTATION' ? answer : given)[column.id] ?? null;
}

/** A row's values by column key, in column order; columns that are retired are left out, `annotation_status` is there. */
export function presentValues(shape: DatasetShape, cells: StoredCells): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const column of shape.columns) if (!column.retired) values[column.key] = presentCell(shape, column, cells);
  return values;
}
