import type { DatasetShape } from '../../datasets/dataset-shape.ts';
import { encodeId } from '../../ids.ts';
import type { ColumnFilter, Condition, RowFilter } from './row-filter.ts';

/** The way back: a stored condition as a filter in today's column keys and option values. */
export function presentFilter(condition: Condition, shape: DatasetShape): RowFilter {
  const keyOf = (columnId: number): string => shape.byId.get(columnId)?.key ?? `column_${columnId}`;
  const instant = (ms: number) => new Date(ms);
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.kind === 'and' && condition.of.length === 0
        ? {}
        : { [condition.kind]: condition.of.map((part) => presentFilter(part, shape)) };
    case 'not':
      return condition.of.kind === 'claimed' ? { claim: 'FREE' } : { not: presentFilter(condition.of, shape) };
    case 'status':
      return { column: { column: shape.status.key, equals: condition.filled ? 'filled' : 'empty' } };
    case 'label': {
      const column = shape.byId.get(condition.columnId);
      const values = condition.options.map((id) => (id === null ? null : (column?.optionById.get(id)?.value ?? `option_${id}`)));
      if (values.length === 1)
        return {
          column:
            values[0] === null
              ? { column: keyOf(condition.columnId), empty: true }
              : { column: keyOf(condition.columnId), equals: values[0]! },
        };
      return { column: { column: keyOf(condition.columnId), in: values } };
    }
    case 'cell':
      return { column: presentCell(condition, keyOf(condition.columnId)) };
    case 'claimed':
      return { claim: 'CLAIMED' };
    case 'holder':
      return { holder: encodeId('User', condition.userId) };
    case 'reviewer':
      return { reviewer: encodeId('User', condition.userId) };
    case 'bucket':
      return { bucket: { of: condition.of, at: condition.at } };
    case 'rows':
      return { rows: condition.ids.map((id) => encodeId('Row', id)) };
    case 'time': {
      const [field, ms] =
        condition.after !== undefined ? [`${condition.field}After`, condition.after] : [`${condition.field}Before`, condition.before!];
      return { [field]: instant(ms) };
    }
  }
}

function presentCell(condition: Extract<Condition, { kind: 'cell' }>, column: string): ColumnFilter {
  switch (condition.test) {
    case 'equals':
      return { column, equals: condition.value };
    case 'empty':
      return { column, empty: true };
    case 'contains':
      return { column, contains: condition.text };
    case 'greater':
      return { column, greater: condition.than };
    case 'less':
      return { column, less: condition.than };
  }
}
