import * as z from 'zod/mini';
import type { Json, Scalar } from '../graphql/graphql.ts';

/** A filter over a dataset's rows, as the API takes it. In the URL it is JSON, so that a slice is a link. */
export type RowFilter = Scalar<'RowFilter'>;
export type RowOrder = Scalar<'RowOrder'>;
export type ColumnCondition = NonNullable<RowFilter['column']>;

const json: z.ZodMiniType<Json> = z.json();
const time = z.iso.datetime({ offset: true });

const columnFilter = z.strictObject({
  column: z.string(),
  equals: z.optional(json),
  in: z.optional(z.array(json)),
  empty: z.optional(z.boolean()),
  contains: z.optional(z.string()),
  greater: z.optional(z.number()),
  less: z.optional(z.number()),
});

/** Reads a RowFilter from a link. */
export const rowFilter: z.ZodMiniType<RowFilter> = z.strictObject({
  get and() {
    return z.optional(z.array(rowFilter));
  },
  get or() {
    return z.optional(z.array(rowFilter));
  },
  get not() {
    return z.optional(rowFilter);
  },
  column: z.optional(columnFilter),
  claim: z.optional(z.enum(['FREE', 'CLAIMED'])),
  holder: z.optional(z.string()),
  reviewer: z.optional(z.string()),
  filledAfter: z.optional(time),
  filledBefore: z.optional(time),
  updatedAfter: z.optional(time),
  updatedBefore: z.optional(time),
  createdAfter: z.optional(time),
  createdBefore: z.optional(time),
  bucket: z.optional(z.strictObject({ of: z.int(), at: z.int() })),
  rows: z.optional(z.array(z.string())),
  slice: z.optional(z.string()),
});

export const rowOrder = z.enum(['POSITION', 'NEWEST', 'RECENTLY_UPDATED']);

/** The search part of a link to rows (grid, queue, review): filter, order, and the row that is open. */
export const rowSearch = z.object({
  filter: z.optional(rowFilter),
  order: z.optional(rowOrder),
  /** A slice's id. */
  slice: z.optional(z.string()),
  /** A row's id. */
  row: z.optional(z.string()),
});
export type RowSearch = z.infer<typeof rowSearch>;

/** The conditions that all have to hold, outermost `and` taken apart. */
export function conditionsOf(filter: RowFilter | undefined): RowFilter[] {
  if (!filter || Object.keys(filter).length === 0) return [];
  return filter.and ? filter.and.flatMap(conditionsOf) : [filter];
}

/** One filter out of conditions that all have to hold; undefined when there are none. */
export function allOf(conditions: (RowFilter | undefined)[]): RowFilter | undefined {
  const flat = conditions.flatMap(conditionsOf);
  return flat.length > 1 ? { and: flat } : flat[0];
}

/** `{ column: … }` with one condition. */
export const onColumn = (condition: ColumnCondition): RowFilter => ({ column: condition });

/** The queue: rows that nobody has filled yet. */
export const inQueue: RowFilter = onColumn({ column: 'annotation_status', equals: 'empty' });
