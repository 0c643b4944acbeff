import { isDeepStrictEqual } from 'node:util';
import { foldCase } from './fold-case.ts';
import type { Condition } from './row-filter.ts';
import { type Combination, nobody } from './row-image.ts';

/** What a filter asks about a row. Parts that a caller does not have must not be asked for: see `needsOf`. */
export interface Facts {
  id: number;
  combination: Combination;
  holderIds: readonly number[];
  filledById: number | null;
  /** Who has answered it, where it wants several reviews. */
  reviewedBy: readonly number[];
  filledAt: number | null;
  updatedAt: number;
  createdAt: number;
  given: Record<string, unknown>;
  answer: Record<string, unknown>;
}

/** Whether a row is in a filter. The SQL of `compile-filter.ts` says the same of every row; a property test holds them together. */
export function evaluateFilter(condition: Condition, row: Facts): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((part) => evaluateFilter(part, row));
    case 'or':
      return condition.of.some((part) => evaluateFilter(part, row));
    case 'not':
      return !evaluateFilter(condition.of, row);
    case 'label':
      return condition.options.includes(row.combination.labels[condition.columnId] ?? null);
    case 'status':
      return row.combination.filled === condition.filled;
    case 'claimed':
      return row.holderIds.length > 0;
    case 'holder':
      return row.holderIds.includes(condition.userId);
    case 'reviewer':
      return row.filledById === condition.userId || row.reviewedBy.includes(condition.userId);
    case 'bucket':
      return row.id % condition.of === condition.at;
    case 'rows':
      return condition.ids.includes(row.id);
    case 'time': {
      const at = { filled: row.filledAt, updated: row.updatedAt, created: row.createdAt }[condition.field];
      return (
        at !== null && (condition.after === undefined || at > condition.after) && (condition.before === undefined || at < condition.before)
      );
    }
    case 'cell':
      return evaluateCell(condition, row[condition.side][condition.columnId] ?? null);
  }
}

function evaluateCell(condition: Extract<Condition, { kind: 'cell' }>, value: unknown): boolean {
  switch (condition.test) {
    case 'empty':
      return value === null || value === '';
    case 'equals':
      return isDeepStrictEqual(value, condition.value);
    case 'greater':
      return typeof value === 'number' && value > condition.than;
    case 'less':
      return typeof value === 'number' && value < condition.than;
    case 'contains':
      return texts(value).some((text) => foldCase(text).includes(foldCase(condition.text)));
  }
}

/** The texts in a cell: itself, or every string value at any depth of JSON. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** What deciding a filter takes, each including those before it: the row's combination; who holds the row; its id; the row itself. */
const needs = ['combination', 'claim', 'id', 'row'] as const;
export type Needs = (typeof needs)[number];

/** The most that a filter asks for. Up to `claim` its size is known without counting; up to `id` an event alone decides it. */
export function needsOf(condition: Condition): Needs {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return needs[Math.max(0, ...condition.of.map((part) => needs.indexOf(needsOf(part))))]!;
    case 'not':
      return needsOf(condition.of);
    case 'label':
    case 'status':
      return 'combination';
    case 'claimed':
    case 'holder':
      return 'claim';
    case 'bucket':
    case 'rows':
      return 'id';
    default:
      return 'row';
  }
}

/** The facts of a row of which only these are known; enough for filters that need no more than its id. */
export const bareFacts = (id: number, combination: Combination, holderIds: readonly number[]): Facts => ({
  id,
  combination,
  holderIds,
  filledById: null,
  reviewedBy: nobody,
  filledAt: null,
  updatedAt: 0,
  createdAt: 0,
  given: {},
  answer: {},
});
