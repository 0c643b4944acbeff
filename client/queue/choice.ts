import { hasDisputes, inDispute } from '../filter/disputes.ts';
import { allOf, inQueue, onColumn, type RowFilter, type RowSearch } from '../filter/row-filter.ts';

/** The place of the link for rows that no slice has. */
export const UNSLICED = 'none';

/** What of the dataset is looked at: everything, what no slice has, one slice, or the filter of a link. */
export type Choice = { kind: 'all' } | { kind: 'unsliced' } | { kind: 'slice'; id: string } | { kind: 'filter'; filter: RowFilter };

export function choiceOf({ slice, filter }: RowSearch): Choice {
  if (slice === UNSLICED) return { kind: 'unsliced' };
  if (slice) return { kind: 'slice', id: slice };
  return filter ? { kind: 'filter', filter } : { kind: 'all' };
}

/** The choice as a filter over all rows; undefined for everything. */
export function filterOf(choice: Choice, sliceIds: readonly string[]): RowFilter | undefined {
  if (choice.kind === 'slice') return { slice: choice.id };
  if (choice.kind === 'filter') return choice.filter;
  if (choice.kind === 'all' || sliceIds.length === 0) return undefined;
  const slices = sliceIds.map((slice) => ({ slice }));
  return { not: slices.length === 1 ? slices[0] : { or: slices } };
}

/** The choice as the search part of a link to the Review page. */
export function reviewSearch(choice: Choice, sliceIds: readonly string[]): RowSearch {
  if (choice.kind === 'all') return {};
  return choice.kind === 'slice' ? { slice: choice.id } : { filter: filterOf(choice, sliceIds) };
}

export type View = 'waiting' | 'answered' | 'filled';
const filled = onColumn({ column: 'annotation_status', equals: 'filled' });

/** Of rows that several are to answer: what I have not answered, and what waits for somebody who settles it. */
export function forMe(me: string, { severalReviews, columns }: Shared): RowFilter | undefined {
  if (!severalReviews) return undefined;
  const unanswered: RowFilter = { not: { reviewer: me } };
  return hasDisputes(columns) ? { or: [unanswered, inDispute] } : unanswered;
}

interface Shared {
  severalReviews: boolean;
  columns: readonly { key: string }[];
}

/** The rows of a view: those that wait (for me, where several are to answer a row), those that wait for others, or the filled ones. */
export function inView(view: View, filter: RowFilter | undefined, me: string, dataset: Shared): RowFilter | undefined {
  if (view === 'filled') return allOf([filled, filter]);
  return allOf([inQueue, view === 'answered' ? { reviewer: me } : forMe(me, dataset), filter]);
}
