import { evaluateFilter } from '../queue/filter/evaluate-filter.ts';
import { verdictOn } from '../queue/filter/matching-combinations.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import type { CountMove } from './moving-count.ts';
import type { RowChangeFacts } from './row-changes.ts';

export type ChangeKind = 'ENTERED' | 'CHANGED' | 'LEFT';

/** What an event did to a row, seen through a filter, and how it moves the filter's size; null when the filter sees nothing of it. */
export function seenThrough(
  condition: Condition,
  { before, after, bare }: RowChangeFacts,
  wantsRows: boolean,
): { kind: ChangeKind; by: CountMove } | null {
  // Of a row that was removed meanwhile only its combination is known, which may leave it open whether it was in the filter.
  const decide = (facts: NonNullable<typeof after>) =>
    bare && wantsRows ? verdictOn(condition, facts.combination) : evaluateFilter(condition, facts);
  const was = before === null ? false : decide(before);
  const is = after === null ? false : decide(after);
  // A later event tells: the one that made it certain, at the latest the removal.
  if (is === undefined) return null;
  // Whoever has the row lets go of it; whoever has not is told in vain.
  if (!is) return was === false ? null : { kind: 'LEFT', by: was ? -1 : null };
  return was ? { kind: 'CHANGED', by: 0 } : { kind: 'ENTERED', by: was === undefined ? null : 1 };
}
