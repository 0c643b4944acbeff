import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import type { JsonObject, JsonValue } from '../monitor/json-value.ts';
import type { Combination } from '../queue/filter/row-image.ts';

/** What an evaluation saw of a row, by the column keys of then. Kept with its results, so that they show the same ever after,
 * whatever becomes of the row, its columns and their names. */
export interface SeenRow {
  inputs: JsonObject;
  outputs: JsonObject;
  /** Annotations that are no labels. */
  notes: JsonObject;
  /** What was answered when the row was logged: the value of the one output column, or all of them by key. */
  logged: JsonValue;
  /** What would have been right, as a reviewer wrote it. */
  expected: JsonValue;
}

/** Labels that a row had then, by column key. */
export type SeenLabels = { [key: string]: string };

/** The column in which reviewers write what would have been right. */
export const expectedKey = 'expected_output';

/** Values by which a prompt's variables are filled: any column, inputs first where two have a name alike. */
export const valuesOf = ({ inputs, outputs, notes }: SeenRow, labels: SeenLabels): JsonObject => ({
  ...labels,
  ...notes,
  ...outputs,
  ...inputs,
});

const cell = ({ id, role }: ColumnShape): string => `c.${role === 'ANNOTATION' ? 'answer' : 'given'}->'${id}'`;

/** Keys are a to z, digits and _, and ids are numbers: both may stand in a statement. A function takes 100 arguments. */
function object(columns: readonly ColumnShape[]): string {
  const parts = [];
  for (let at = 0; at < Math.max(1, columns.length); at += 50) {
    parts.push(
      `jsonb_build_object(${columns
        .slice(at, at + 50)
        .flatMap((column) => [`'${column.key}'`, cell(column)])
        .join(', ')})`,
    );
  }
  return parts.join(' || ');
}

/** SQL for a SeenRow of `dataset_row r` and `row_cells c`. */
export function seenSql({ columns }: Pick<DatasetShape, 'columns'>): string {
  const cells = columns.filter(({ type, retired, system }) => type !== 'LABEL' && !retired && !system);
  const of = (role: ColumnShape['role']) => cells.filter((column) => column.role === role);
  const outputs = of('OUTPUT');
  const expected = cells.find(({ key }) => key === expectedKey);
  return `jsonb_build_object('inputs', ${object(of('INPUT'))}, 'outputs', ${object(outputs)}, 'notes', ${object(of('ANNOTATION'))},
    'logged', ${outputs.length === 1 ? cell(outputs[0]!) : object(outputs)}, 'expected', ${expected ? cell(expected) : `'null'::jsonb`})`;
}

/** The labels of combinations by their ids, each as values by column key. */
export function labelsOf({ columns }: Pick<DatasetShape, 'columns'>, combinations: Iterable<Combination>): { [id: string]: SeenLabels } {
  const shown = columns.filter(({ type, retired, system }) => type === 'LABEL' && !retired && !system);
  const entries = [...combinations].map(({ id, labels }) => {
    const named = shown.flatMap((column) => {
      const option = column.optionById.get(labels[column.id] ?? 0);
      return option ? [[column.key, option.value] as const] : [];
    });
    return [id, Object.fromEntries(named)] as const;
  });
  return Object.fromEntries(entries);
}
