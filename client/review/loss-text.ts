import type { Loss } from './review-types.ts';

/** Who has a row that I do not. */
export function heldText({ holder, filledBy, gone }: Loss): string {
  if (gone) return 'This row was removed.';
  if (filledBy) return `${filledBy.name} has filled it.`;
  return holder ? `${holder.name} holds it now.` : 'Nobody has taken it.';
}
