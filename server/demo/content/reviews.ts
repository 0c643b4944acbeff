import type { Person } from '../accounts.ts';
import type { Verdict } from './case.ts';

/** Reviews that did not go straight, so that a row's history has something to tell. Cases by their id. */

/** Filled too quickly, reopened by the admin, and (unless it still waits) filled again as the case's own review says. */
export const reopened: { id: string; by: Person; category: Verdict; annotation: string; reason: string; stillOpen?: true }[] = [
  {
    id: 'api-webhook-signature',
    by: 'tomas',
    category: 'correct',
    annotation: 'Code looks right.',
    reason: 'What does timingSafeEqual do when the lengths differ? Please run it, Priya has a forged delivery to try.',
  },
  {
    id: 'cancel-retention-script',
    by: 'priya',
    category: 'off-topic',
    annotation: 'Does not answer the question.',
    reason: 'I would call it too long: it stays with the topic but never gets there. And it needs an expected answer.',
  },
  {
    id: 'security-gdpr-delete-customer',
    by: 'maren',
    category: 'correct',
    annotation: 'Right menu, right deadline.',
    reason: 'Legal changed the wording last week: orders are made anonymous, not deleted. Please look at it once more.',
    stillOpen: true,
  },
];

/** The wrong key was hit, undone a moment later, and filled as meant. */
export const slipped: { id: string; category: Verdict }[] = [{ id: 'refunds-wrong-amount-stop', category: 'correct' }];

/** Sent back to the queue. */
export const skipped: { id: string; by: Person; reason: string }[] = [
  { id: 'shipping-ja-tracking', by: 'tomas', reason: 'I do not read Japanese.' },
  { id: 'security-zh-two-factor', by: 'tomas', reason: 'Chinese, somebody else please.' },
  { id: 'checkout-pci', by: 'maren', reason: 'Not sure about SAQ A with our hosted fields, this is one for security.' },
  { id: 'store-pl-kod', by: 'priya', reason: 'No Polish, sorry.' },
];

/** Begun and left: the next holder is offered what was typed. Those that lapse were not released but ran out. */
export const drafts: { id: string; by: Person; values: Record<string, string>; lapses?: true }[] = [
  {
    id: 'shipping-hazmat',
    by: 'priya',
    values: {
      feedback_category: 'incorrect',
      annotation:
        'Perfume is a dangerous good (flammable liquid). By air only with a carrier contract and the right mark, and never with our standard labels. TODO: ask shipping for the exact rule',
    },
  },
  {
    id: 'cancel-death',
    by: 'maren',
    lapses: true,
    values: {
      feedback_category: 'incorrect',
      annotation: 'Heartless, and useless: he cannot sign in as his father.',
      expected_output: 'I am very sorry for your loss. You do not need his password. Please send us',
    },
  },
  {
    id: 'limits-variants',
    by: 'tomas',
    values: { annotation: 'Variants are not products, it counts as 1. Check the limit of variants per product before I write the answer.' },
  },
];

export const storied: ReadonlySet<string> = new Set([...reopened, ...slipped, ...skipped, ...drafts].map(({ id }) => id));
