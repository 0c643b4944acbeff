import { z } from 'zod';
import { checkedShape } from '../checked-shape.ts';

/** How an evaluation goes about it. */
export interface EvaluationSettings {
  /** US dollars that it may cost; past it, it pauses. Null: as it may be. */
  budget: number | null;
  /** Calls to models within a minute, over all processes. Null: as many as the providers take at once. */
  requestsPerMinute: number | null;
  /** Whether answers to the very same requests may be taken from earlier calls. */
  cache: boolean;
}

const schema = z.strictObject({
  budget: z.number().positive().max(1e9).nullable().default(null),
  requestsPerMinute: z.int().min(1).max(1_000_000).nullable().default(null),
  cache: z.boolean().default(true),
});

/** The settings out of what came in, with the defaults; InvalidInput otherwise. */
export const checkedSettings = (value: unknown): EvaluationSettings =>
  checkedShape(schema, value ?? {}, ['input', 'settings'], 'The settings');
