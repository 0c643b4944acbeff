import * as z from 'zod/mini';

export const panes = ['editor', 'playground', 'versions', 'dataset'] as const;
export type Pane = (typeof panes)[number];

/** What of a prompt is on screen, as it stands in the address. */
export const promptSearch = z.object({
  pane: z.optional(z.enum(panes)),
  /** A version to be read. */
  version: z.optional(z.int().check(z.positive())),
  /** Two sides, `2..5` or `5..draft`. */
  compare: z.optional(z.string().check(z.regex(/^(\d+|draft)\.\.(\d+|draft)$/))),
});
export type PromptSearch = z.infer<typeof promptSearch>;
