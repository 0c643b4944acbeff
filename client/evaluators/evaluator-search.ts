import * as z from 'zod/mini';

/** What is being made, as it stands in the address. */
export const newEvaluatorSearch = z.object({
  kind: z.optional(z.enum(['JUDGE', 'TEXT', 'JSON', 'SIMILARITY', 'LENGTH', 'LATENCY', 'COST', 'JAVASCRIPT', 'HTTP'])),
});

export const evaluatorSearch = z.object({ edit: z.optional(z.boolean()) });
