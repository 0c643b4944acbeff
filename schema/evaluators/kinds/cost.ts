import { z } from 'zod';
import { shownNumber } from './clip.ts';
import { unsure } from './grade.ts';
import type { Kind } from './kind.ts';
import { atMost, isAmount } from './within.ts';

const config = z.strictObject({
  /** US dollars, themselves included. */
  most: z.number().positive('is not above 0').max(1_000_000),
});
export type CostConfig = z.output<typeof config>;

/** What the answer cost. Score: 1, or `most` ÷ what it cost. */
export const cost: Kind<CostConfig> = {
  name: 'COST',
  config,
  judge: ({ most }, { cost }) =>
    isAmount(cost) ? atMost(settled(cost), most, (amount) => `$${shownNumber(amount)}`) : unsure('Nobody knows what the output cost.'),
};

/** Without the last digits of a double: prices are sums, and 0.1 + 0.2 is above 0.3. */
const settled = (amount: number): number => Number(amount.toPrecision(12));
