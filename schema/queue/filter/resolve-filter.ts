import type { ColumnShape, DatasetShape } from '../../datasets/dataset-shape.ts';
import { numberOf, numberOrNull } from '../../ids.ts';
import type { Limits } from '../../limits.ts';
import { InvalidFilter, NotFound } from '../../refusals.ts';
import { resolveColumn } from './resolve-column.ts';
import { type Condition, type RowFilter, everything } from './row-filter.ts';

export interface ResolveFilter {
  shape: DatasetShape;
  limits: Limits;
  /** The conditions of the dataset's slices, by id; asked only when a filter names one. */
  slices?: ReadonlyMap<number, Condition>;
}

/** Replaces every name in a filter by its id, or refuses it, saying where. Null is everything. */
export function resolveFilter(filter: RowFilter | null | undefined, context: ResolveFilter): Condition {
  let conditions = 0;
  const walk = (part: RowFilter, path: string[], depth: number): Condition => {
    if (depth > context.limits.filterDepth) throw new InvalidFilter(`A filter nests at most ${context.limits.filterDepth} deep.`, path);
    if (++conditions > context.limits.filterConditions)
      throw new InvalidFilter(`A filter has at most ${context.limits.filterConditions} conditions.`, path);
    const set = (Object.keys(part) as (keyof RowFilter)[]).filter((key) => part[key] !== undefined && part[key] !== null);
    if (set.length === 0) return everything;
    if (set.length > 1)
      throw new InvalidFilter(`Set one field in each part of a filter, not ${set.join(' and ')}; join them with "and".`, path);
    const key = set[0]!;
    const at = [...path, key];
    switch (key) {
      case 'and':
      case 'or':
        return { kind: key, of: part[key]!.map((child, index) => walk(child, [...at, String(index)], depth + 1)) };
      case 'not':
        return { kind: 'not', of: walk(part.not!, at, depth + 1) };
      case 'column':
        return resolveColumn(part.column!, columnOf(context.shape, part.column!.column, at), at);
      case 'claim':
        return part.claim === 'CLAIMED' ? { kind: 'claimed' } : { kind: 'not', of: { kind: 'claimed' } };
      case 'holder':
      case 'reviewer':
        return { kind: key, userId: userOf(part[key]!, at) };
      case 'bucket':
        return bucketOf(part.bucket!, at);
      case 'rows':
        return rowsOf(part.rows!, context, at);
      case 'slice':
        return sliceOf(part.slice!, context, at);
      default: {
        const field = key.replace(/After|Before$/, '') as 'filled' | 'updated' | 'created';
        const instant = new Date(part[key]!).getTime();
        if (Number.isNaN(instant)) throw new InvalidFilter('This is not a point in time.', at);
        return { kind: 'time', field, ...(key.endsWith('After') ? { after: instant } : { before: instant }) };
      }
    }
  };
  const found = filter ? walk(filter, [], 0) : everything;
  if (measure(found).conditions > laidOut * context.limits.filterConditions || measure(found).depth > laidOut * context.limits.filterDepth)
    throw new InvalidFilter('With its slices and lists laid out, this filter is too large. Use fewer of them.', []);
  return found;
}

/** How many times as large as a written filter one may be with its slices and lists laid out: slices name slices. */
const laidOut = 16;

function measure(condition: Condition): { conditions: number; depth: number } {
  const parts = (condition.kind === 'not' ? [condition.of] : condition.kind === 'and' || condition.kind === 'or' ? condition.of : []).map(
    measure,
  );
  return { conditions: parts.reduce((sum, part) => sum + part.conditions, 1), depth: 1 + Math.max(0, ...parts.map((part) => part.depth)) };
}

function columnOf(shape: DatasetShape, key: string, path: string[]): ColumnShape {
  const column = shape.byKey.get(key);
  if (column) return column;
  const known = shape.columns.filter((one) => !one.retired).map((one) => one.key);
  throw new InvalidFilter(`There is no column “${key}”. The columns are ${known.join(', ')}.`, path);
}

function userOf(id: string, path: string[]): number {
  try {
    return numberOf('User', id);
  } catch (error) {
    if (error instanceof NotFound) throw new InvalidFilter('This is not the id of a user.', path);
    throw error;
  }
}

function rowsOf(ids: string[], { limits }: ResolveFilter, path: string[]): Condition {
  if (ids.length > limits.batch) throw new InvalidFilter(`A filter names at most ${limits.batch} rows.`, path);
  const numbers = ids.map((id) => {
    const number = numberOrNull('Row', id);
    if (number === null) throw new InvalidFilter(`“${id}” is not the id of a row.`, path);
    return number;
  });
  return { kind: 'rows', ids: [...new Set(numbers)].sort((a, b) => a - b) };
}

/** Shares that rows are divided into at most. */
export const mostBuckets = 1000;

function bucketOf({ of, at }: { of: number; at: number }, path: string[]): Condition {
  if (!Number.isInteger(of) || of < 1 || of > mostBuckets || !Number.isInteger(at) || at < 0 || at >= of)
    throw new InvalidFilter(`A bucket is \`at\` of \`of\`: 0 ≤ at < of ≤ ${mostBuckets}.`, path);
  return { kind: 'bucket', of, at };
}

function sliceOf(id: string, { slices }: ResolveFilter, path: string[]): Condition {
  const found = /^Slice_\d+$/.test(id) ? slices?.get(Number(id.slice(6))) : undefined;
  if (!found) throw new InvalidFilter('There is no such slice in this dataset.', path);
  return found;
}
