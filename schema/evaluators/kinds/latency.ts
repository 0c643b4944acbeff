import { z } from 'zod';
import { shownNumber } from './clip.ts';
import { unsure } from './grade.ts';
import type { Kind } from './kind.ts';
import { atMost, isAmount } from './within.ts';

const config = z.strictObject({
  /** Milliseconds, themselves included. */
  mostMs: z.number().positive('is not above 0').max(1_000_000_000),
});
export type LatencyConfig = z.output<typeof config>;

/** How long the answer took. Score: 1, or `mostMs` ÷ what it took. */
export const latency: Kind<LatencyConfig> = {
  name: 'LATENCY',
  config,
  judge: ({ mostMs }, { latencyMs }) =>
    isAmount(latencyMs)
      ? atMost(latencyMs, mostMs, (amount) => `${shownNumber(amount)} ms`)
      : unsure('Nobody knows how long the output took.'),
};
