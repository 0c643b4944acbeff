import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { keyFor } from '../datasets/names.ts';

/** A variable of a prompt and the column of a dataset that fills it. */
export interface FittedVariable {
  name: string;
  column: ColumnShape | null;
}

/** Which column fills which variable, by name: the column's key is the variable's name or what stands for it (`userQuery` is
 * filled by `user_query`). Any column may, not only inputs: a judge's prompt asks for outputs and annotations too. */
export const fitColumns = (variables: readonly string[], { byKey }: Pick<DatasetShape, 'byKey'>): FittedVariable[] =>
  variables.map((name) => ({
    name,
    column: [name, keyFor(name)].map((key) => byKey.get(key)).find((column) => column && !column.retired) ?? null,
  }));
