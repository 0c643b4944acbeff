import type { ColumnShape } from '../../datasets/dataset-shape.ts';
import { isStorable } from '../../datasets/names.ts';
import { jsonProblem } from '../../monitor/json-value.ts';
import { InvalidFilter } from '../../refusals.ts';
import { foldCase } from './fold-case.ts';
import type { CellTest, ColumnFilter, Condition } from './row-filter.ts';

const tests = ['equals', 'in', 'empty', 'contains', 'greater', 'less'] as const;
/** Values that one `in` lists, and bytes of one value that a cell is compared with. */
const mostValues = 200;
const mostBytes = 256 * 1024;

/** One condition on one column, with its value checked against the column's type. */
export function resolveColumn(filter: ColumnFilter, column: ColumnShape, path: string[]): Condition {
  // `equals: null` asks for "no value"; null elsewhere is "not set".
  const set = tests.filter((test) =>
    test === 'equals' ? filter.equals !== undefined : filter[test] !== undefined && filter[test] !== null,
  );
  if (set.length !== 1) throw new InvalidFilter(`Ask “${column.key}” for exactly one of ${tests.join(', ')}.`, path);
  const test = set[0]!;
  if (filter.in && filter.in.length > mostValues) throw new InvalidFilter(`List at most ${mostValues} values.`, path);
  if (typeof filter.contains === 'string' && !isStorable(filter.contains))
    throw new InvalidFilter('Text has no NUL and no half of a character.', path);
  return column.type === 'LABEL' ? label(filter, test, column, path) : cell(filter, test, column, path);
}

function label(filter: ColumnFilter, test: (typeof tests)[number], column: ColumnShape, path: string[]): Condition {
  if (test === 'greater' || test === 'less') throw new InvalidFilter(`“${column.key}” holds labels: they have no order to compare.`, path);
  const optionOf = (value: unknown): number | null => {
    if (value === null) return null;
    const option = typeof value === 'string' ? column.optionByValue.get(value) : undefined;
    if (!option)
      throw new InvalidFilter(
        `“${column.key}” has no value ${JSON.stringify(value)}. Its values are ${column.options.map((one) => one.value).join(', ')}.`,
        path,
      );
    return option.id;
  };
  const options =
    test === 'equals'
      ? [optionOf(filter.equals ?? null)]
      : test === 'in'
        ? filter.in!.map(optionOf)
        : test === 'empty'
          ? [null]
          : column.options.filter((option) => foldCase(option.value).includes(foldCase(filter.contains!))).map((option) => option.id);
  const found: Condition = column.system
    ? {
        kind: 'or',
        of: options.filter((id) => id !== null).map((id) => ({ kind: 'status', filled: column.optionById.get(id)!.value === 'filled' })),
      }
    : { kind: 'label', columnId: column.id, options };
  return test === 'empty' && filter.empty === false ? { kind: 'not', of: found } : found;
}

function cell(filter: ColumnFilter, test: (typeof tests)[number], column: ColumnShape, path: string[]): Condition {
  if (column.type === 'LABEL') throw new Error('labels are not cells');
  const about = { kind: 'cell', columnId: column.id, side: column.role === 'ANNOTATION' ? 'answer' : 'given', type: column.type } as const;
  const equals = (value: unknown): Condition => {
    if (value === null) return { ...about, test: 'empty' };
    const fits = column.type === 'JSON' || typeof value === { TEXT: 'string', NUMBER: 'number', BOOLEAN: 'boolean' }[column.type as 'TEXT'];
    if (!fits) throw new InvalidFilter(`“${column.key}” holds ${column.type.toLowerCase()}, not ${JSON.stringify(value)}.`, path);
    const problem = jsonProblem(value, mostBytes);
    if (problem) throw new InvalidFilter(`“${column.key}”: the value ${problem}.`, path);
    // As the database gives it back: no -0, and plain objects, also where GraphQL made one out of a literal.
    return { ...about, test: 'equals', value: JSON.parse(JSON.stringify(value)) as unknown };
  };
  const refuse = (needs: string) =>
    new InvalidFilter(`“${column.key}” holds ${column.type.toLowerCase()}: “${test}” needs ${needs}.`, path);
  const one = (found: CellTest): Condition => ({ ...about, ...found });
  switch (test) {
    case 'equals':
      return equals(filter.equals ?? null);
    case 'in':
      return { kind: 'or', of: filter.in!.map(equals) };
    case 'empty':
      return filter.empty ? one({ test: 'empty' }) : { kind: 'not', of: one({ test: 'empty' }) };
    case 'contains':
      if (column.type !== 'TEXT' && column.type !== 'JSON') throw refuse('text or JSON');
      return one({ test: 'contains', text: filter.contains! });
    case 'greater':
    case 'less': {
      if (column.type !== 'NUMBER') throw refuse('numbers');
      return one({ test, than: filter[test]! });
    }
  }
}
