import * as z from 'zod/mini';

const range = z.strictObject({ min: z.optional(z.number()), max: z.optional(z.number()) });
const list = z.array(z.string());
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const time = z.iso.datetime({ offset: true });

/** Time ranges that move with the clock, in minutes. */
export const agoMinutes = { '15m': 15, '1h': 60, '6h': 360, '24h': 1440, '7d': 10_080, '30d': 43_200 } as const;
export type Ago = keyof typeof agoMinutes;

/** The search part of a link to the Monitor. One flat parameter a condition, so that links can be read and written by hand. */
export const spanSearch = z.object({
  ago: z.optional(z.enum(['15m', '1h', '6h', '24h', '7d', '30d'])),
  from: z.optional(time),
  to: z.optional(time),
  status: z.optional(z.enum(['OK', 'ERROR'])),
  kind: z.optional(z.array(z.enum(['MODEL', 'TOOL', 'RETRIEVAL', 'EMBEDDING', 'FUNCTION', 'GUARDRAIL', 'OTHER']))),
  model: z.optional(list),
  prompt: z.optional(list),
  version: z.optional(z.string()),
  feedback: z.optional(z.array(z.enum(['POSITIVE', 'NEUTRAL', 'NEGATIVE']))),
  score: z.optional(z.array(z.strictObject({ name: z.string(), min: z.optional(z.number()), max: z.optional(z.number()) }))),
  duration: z.optional(range),
  cost: z.optional(range),
  tags: z.optional(list),
  session: z.optional(z.string()),
  trace: z.optional(z.string()),
  attribute: z.optional(
    z.array(
      z.strictObject({
        key: z.string(),
        equals: z.optional(scalar),
        contains: z.optional(z.string()),
        exists: z.optional(z.boolean()),
        greater: z.optional(z.number()),
        less: z.optional(z.number()),
      }),
    ),
  ),
  text: z.optional(z.string()),
  order: z.optional(z.enum(['NEWEST', 'OLDEST', 'SLOWEST', 'COSTLIEST'])),
  /** The span whose drawer is open. */
  span: z.optional(z.string()),
});
export type SpanSearch = z.infer<typeof spanSearch>;
