import * as z from 'zod/mini';

export const evaluationsSearch = z.object({
  /** The dialog to start one is open. */
  start: z.optional(z.boolean()),
  /** It begins with this evaluator, to be held against the reviewers: the number of its id. */
  evaluator: z.optional(z.int()),
});

/** Which results are on screen, and which is open. */
export const resultSearch = z.object({
  state: z.optional(z.enum(['DONE', 'FAILED', 'WAITING', 'LEASED'])),
  grade: z.optional(z.enum(['PASS', 'FAIL', 'UNKNOWN'])),
  /** By this evaluator's version: the number of its id. */
  by: z.optional(z.int()),
  /** A label: the column's key, and its value; none where there is no value. */
  column: z.optional(z.string()),
  label: z.optional(z.string()),
  /** The position of the result that is open. */
  row: z.optional(z.int().check(z.positive())),
});
export type ResultSearch = z.infer<typeof resultSearch>;

export const compareSearch = z.object({
  before: z.optional(z.int()),
  after: z.optional(z.int()),
  evaluator: z.optional(z.int()),
  /** The key of a label column. */
  by: z.optional(z.string()),
  change: z.optional(z.enum(['BETTER', 'WORSE', 'SAME', 'UNKNOWN'])),
  label: z.optional(z.string()),
});
export type CompareSearch = z.infer<typeof compareSearch>;
