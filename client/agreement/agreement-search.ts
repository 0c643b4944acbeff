import * as z from 'zod/mini';

/** The search part of a link to the agreement page. */
export const agreementSearch = z.object({
  /** The key of the label column; by default `feedback_category`. */
  column: z.optional(z.string()),
  /** The id of the slice whose reviewers are looked at more closely. */
  slice: z.optional(z.string()),
  /** The two reviewers who are held against each other: their ids with a `~` between. */
  pair: z.optional(z.string()),
});
export type AgreementSearch = z.infer<typeof agreementSearch>;
