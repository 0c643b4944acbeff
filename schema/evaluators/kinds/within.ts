import type { Verdict } from '../verdict.ts';
import { graded } from './grade.ts';

/** 1 within the bounds, both included. Beyond them it falls off as the bound's share of the amount, or the amount's share of
 * the bound: twice as much as the most, or half of the least, is 0.5. */
export function shareWithin(amount: number, { least = 0, most = Infinity }: { least?: number; most?: number }): number {
  if (amount > most) return most / amount;
  return amount < least ? amount / least : 1;
}

/** What a measured amount can be. Clocks and prices that are wrong give others. */
export const isAmount = (amount: number | null): amount is number => amount !== null && amount >= 0 && Number.isFinite(amount);

/** The verdict on an amount that has a most. */
export function atMost(amount: number, most: number, shown: (amount: number) => string): Verdict {
  const score = shareWithin(amount, { most });
  return graded(amount <= most, `${shown(amount)}; at most ${shown(most)} passes.`, score);
}
