/** One condition on one column, by its key. Exactly one of the conditions is set. */
export interface ColumnFilter {
  column: string;
  equals?: unknown;
  in?: unknown[] | null;
  empty?: boolean | null;
  contains?: string | null;
  greater?: number | null;
  less?: number | null;
}

/** What callers send: exactly one field set, or none for everything. */
export interface RowFilter {
  and?: RowFilter[] | null;
  or?: RowFilter[] | null;
  not?: RowFilter | null;
  column?: ColumnFilter | null;
  claim?: 'FREE' | 'CLAIMED' | null;
  /** User ids. */
  holder?: string | null;
  reviewer?: string | null;
  filledAfter?: Date | null;
  filledBefore?: Date | null;
  updatedAfter?: Date | null;
  updatedBefore?: Date | null;
  createdAfter?: Date | null;
  createdBefore?: Date | null;
  bucket?: { of: number; at: number } | null;
  /** Row ids. */
  rows?: string[] | null;
  slice?: string | null;
}

export type TimeField = 'filled' | 'updated' | 'created';

/** A cell condition. Text folds A–Z only and compares by code points; numbers are doubles: the same in SQL and in memory. */
export type CellTest =
  | { test: 'equals'; value: unknown }
  | { test: 'empty' }
  | { test: 'contains'; text: string }
  | { test: 'greater'; than: number }
  | { test: 'less'; than: number };

/** A filter with every name replaced by its immutable id: what is compiled, evaluated and stored in slices.
 * Two-valued: a missing value fails every test but `empty`, and `not` is the plain opposite. */
export type Condition =
  | { kind: 'and' | 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  /** The row's label in this column is one of these options; null is "no value". */
  | { kind: 'label'; columnId: number; options: (number | null)[] }
  | { kind: 'status'; filled: boolean }
  | ({ kind: 'cell'; columnId: number; side: 'given' | 'answer'; type: 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'JSON' } & CellTest)
  | { kind: 'claimed' }
  | { kind: 'holder'; userId: number }
  | { kind: 'reviewer'; userId: number }
  /** Milliseconds since 1970. */
  | { kind: 'time'; field: TimeField; after?: number; before?: number }
  /** Rows whose id leaves this remainder: how a slice is split evenly, disjoint by construction. */
  | { kind: 'bucket'; of: number; at: number }
  /** These rows and no others: what somebody picked out. Ascending. */
  | { kind: 'rows'; ids: number[] };

export const everything: Condition = { kind: 'and', of: [] };
export const nothing: Condition = { kind: 'or', of: [] };
/** The queue: what waits for a review. */
export const inQueue: Condition = { kind: 'status', filled: false };

/** Whether any part of a condition, at whatever depth, is so. */
export function hasPart(condition: Condition, is: (part: Condition) => boolean): boolean {
  if (condition.kind === 'not') return hasPart(condition.of, is);
  return condition.kind === 'and' || condition.kind === 'or' ? condition.of.some((part) => hasPart(part, is)) : is(condition);
}

/** Both, without needless nesting. */
export const both = (a: Condition, b: Condition): Condition => ({
  kind: 'and',
  of: [a, b].flatMap((part) => (part.kind === 'and' ? part.of : [part])),
});
