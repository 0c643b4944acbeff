import { agreementWithin } from './agreement.ts';
import type { Interval } from './bootstrap.ts';
import { codeRatings, type Ratings } from './labels.ts';
import { z95 } from './proportions.ts';

export interface FleissKappa {
  /** At most 1; 1 is perfect, 0 what chance gives. */
  kappa: number;
  /** Null for a single item. */
  standardError: number | null;
  interval: Interval | null;
  /** How many items were used, how many answers each of them has, and how many items with other numbers of answers were left out. */
  items: number;
  raters: number;
  leftOut: number;
}

/** How many answers most items have, of those that have two or more; of two that are as frequent, the larger. */
function usualLength(items: readonly number[][]): number {
  const times = new Map<number, number>();
  for (const { length } of items) if (length >= 2) times.set(length, (times.get(length) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/**
 * Agreement of a fixed number of raters beyond chance, who need not be the same persons on each item (Fleiss 1971). The
 * number is the one that most items have; items with more or fewer answers are left out, and krippendorffsAlpha is the one
 * that uses them. The standard error is Gwet's (2021, Educational and Psychological Measurement 81, 781-790), which holds
 * for any kappa; the one of Fleiss, Nee & Landis (1979) holds only where there is no agreement at all.
 * Null when there is no item with two answers, and when all answers are one and the same: kappa is then 0/0.
 */
export function fleissKappa(ratings: Ratings): FleissKappa | null {
  const { labels, items } = codeRatings(ratings);
  const raters = usualLength(items);
  const used = items.filter(({ length }) => length === raters);
  const n = used.length;
  if (raters < 2) return null;

  const times = new Array<number>(labels.length).fill(0);
  for (const answers of used) for (const code of answers) times[code]!++;
  // All of one label: said by the count, since a sum of shares would be rounded.
  if (times.some((count) => count === n * raters)) return null;
  const shares = times.map((count) => count / (n * raters));
  const byChance = shares.reduce((sum, share) => sum + share ** 2, 0);
  const within = used.map(agreementWithin);
  const kappa = (within.reduce((sum, one) => sum + one, 0) / n - byChance) / (1 - byChance);

  // What each item adds to kappa, with how much it moves what chance would give.
  const squares = used.reduce((sum, answers, at) => {
    const own = (within[at]! - byChance) / (1 - byChance);
    const chance = answers.reduce((total, code) => total + shares[code]!, 0) / raters;
    return sum + (own - (2 * (1 - kappa) * (chance - byChance)) / (1 - byChance) - kappa) ** 2;
  }, 0);
  const standardError = n < 2 ? null : Math.sqrt(squares / n / (n - 1));
  return {
    kappa,
    standardError,
    interval: standardError === null ? null : [Math.max(-1, kappa - z95 * standardError), Math.min(1, kappa + z95 * standardError)],
    items: n,
    raters,
    leftOut: items.length - n,
  };
}
