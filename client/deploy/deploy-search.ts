import * as z from 'zod/mini';

/** What is open beside or over the matrix. Ids without their type. */
export const deploySearch = z.object({
  /** Whose place is open beside the matrix: the prompt’s name, and the number of the environment. */
  prompt: z.optional(z.string()),
  environment: z.optional(z.int().check(z.positive())),
  /** What is done there, over it. */
  act: z.optional(z.enum(['deploy', 'gate'])),
  /** The version that the deploy dialog begins with. */
  version: z.optional(z.int().check(z.positive())),
});
export type DeploySearch = z.infer<typeof deploySearch>;
