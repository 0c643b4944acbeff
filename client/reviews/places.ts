interface Person {
  name: string;
}

/** What the places of a row are told from. */
export interface SharedRow {
  reviewsRequired: number;
  reviewsMissing: number;
  reviewedBy: readonly Person[];
  claims: readonly { mine: boolean; reviewer: Person }[];
}

export interface Place {
  kind: 'answered' | 'held' | 'open';
  name?: string;
  says: string;
}

/** Answers first, then who is at theirs, then what is open: as many as are required, and one for who settles a dispute. */
export function placesOf({ reviewsRequired, reviewsMissing, reviewedBy, claims }: SharedRow): { places: Place[]; disputed: boolean } {
  const disputed = reviewsMissing === 0 && reviewedBy.length > 0;
  const size = disputed ? reviewedBy.length + 1 : Math.max(reviewsRequired, reviewedBy.length + claims.length);
  const places: Place[] = [
    ...reviewedBy.map(({ name }): Place => ({ kind: 'answered', name, says: `${name} has answered` })),
    ...claims.map(({ mine, reviewer: { name } }): Place => ({ kind: 'held', name, says: mine ? 'You are at it' : `${name} is at it` })),
  ];
  const open: Place = { kind: 'open', says: disputed ? 'Waits for somebody who settles it' : 'Waits for a reviewer' };
  return { disputed, places: [...places, ...Array.from({ length: Math.max(size - places.length, 0) }, () => open)] };
}

/** The same in words. */
export function placesText(row: SharedRow): string {
  const { disputed } = placesOf(row);
  const answered = `${row.reviewedBy.length} of ${row.reviewsRequired} have answered`;
  return disputed ? `${answered}, and they disagree` : answered;
}

type WithIds = Omit<SharedRow, 'reviewedBy'> & { reviewedBy: readonly { id: string }[] };

/** Whether I could claim it: there is room for one more, and I have not answered it, or may settle it. */
export function isOpenTo({ reviewsMissing, reviewedBy, claims }: WithIds, me: string): boolean {
  if (claims.some(({ mine }) => mine)) return true;
  const answered = reviewsMissing > 0 && reviewedBy.some(({ id }) => id === me);
  return !answered && claims.length < Math.max(reviewsMissing, 1);
}
