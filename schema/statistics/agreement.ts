import { codeRatings, eachRun, type Ratings } from './labels.ts';

export interface Agreement {
  /** From 0 to 1. */
  agreement: number;
  /** How many items two or more raters answered; the others say nothing. */
  items: number;
}

/** The share of pairs of answers that agree among an item's answers, two at least (Fleiss 1971, P_i). */
export function agreementWithin(answers: readonly number[]): number {
  let pairs = 0;
  eachRun(answers, (_code, times) => (pairs += times * (times - 1)));
  return pairs / (answers.length * (answers.length - 1));
}

/** Percent agreement over any number of raters, as a share: the mean over items of the share of their pairs of answers
 * that agree (Fleiss 1971; with missing answers Gwet 2014). No item that two answered: null. */
export function percentAgreement(ratings: Ratings): Agreement | null {
  const items = codeRatings(ratings).items.filter((answers) => answers.length >= 2);
  if (items.length === 0) return null;
  return { agreement: items.reduce((sum, answers) => sum + agreementWithin(answers), 0) / items.length, items: items.length };
}

/** Whether all who answered said the same of an item. Fewer than two answers: null. */
export function unanimous(item: readonly (string | null)[]): boolean | null {
  const answers = item.filter((label) => label !== null && label !== undefined);
  return answers.length < 2 ? null : answers.every((label) => label === answers[0]);
}
