import type { ColumnShape } from '../../datasets/dataset-shape.ts';
import { InvalidFilter } from '../../refusals.ts';
import { foldCase } from './fold-case.ts';
import type { CellTest, ColumnFilter, Condition } from './row-filter.ts';

const tests = ['equals', 'in', 'empty', 'contains', 'greater', 'less'] as const;

/** One condition on one column, with its value checked against the column's type. */
export function resolveColumn(filter: ColumnFilter, column: ColumnShape, path: string[]): Condition {
  // `equals: null` asks for "no value"; null elsewhere is "not set".
  const set = tests.filter((test) => (test === 'equals' ? filter.equals !== undefined : filter[test] !== undefined && filter[test] !== null));
  if (set.length !== 1) throw new InvalidFilter(`Ask “${column.key}” for exactly one of ${tests.join(', ')}.`, path);
  const test = set[0]!;
  return column.type === 'LABEL' ? label(filter, test, column, path) : cell(filter, test, column, path);
}

function label(filter: ColumnFilter, test: (typeof tests)[number], column: ColumnShape, path: string[]): Condition {
  if (test === 'greater' || test === 'less') throw new InvalidFilter(`“${column.key}” holds labels: they have no order to compare.`, path);
  const optionOf = (value: unknown): number | null => {
    if (value === null) return null;
    const option = typeof value === 'string' ? column.optionByValue.get(value) : undefined;
    if (!option) throw new InvalidFilter(`“${column.key}” has no value ${JSON.stringify(value)}. Its values are ${column.options.map((one) => one.value).join(', ')}.`, path);
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
    ? { kind: 'or', of: options.filter((id) => id !== null).map((id) => ({ kind: 'status', filled: column.optionById.get(id)!.value === 'filled' })) }
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
    if (JSON.stringify(value).includes('\\u0000')) throw new InvalidFilter('Text cannot hold the character U+0000.', path);
    return { ...about, test: 'equals', value };
  };
  const refuse = (needs: string) => new InvalidFilter(`“${column.key}” holds ${column.type.toLowerCase()}: “${test}” needs ${needs}.`, path);
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
      if (filter.contains!.includes('\0')) throw new InvalidFilter('Text cannot hold the character U+0000.', path);
      return one({ test: 'contains', text: filter.contains! });
    case 'greater':
    case 'less': {
      if (column.type !== 'NUMBER') throw refuse('numbers');
      return one({ test, than: filter[test]! });
    }
  }
}
