import { usualPage } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';
import type { RowImage } from './filter/row-image.ts';
import type { RowOrder } from './page-sql.ts';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** The sort key of a row in an order. */
const keyOf = (row: RowImage, order: RowOrder): number => (order === 'RECENTLY_UPDATED' ? row.updatedAt : row.id);

/** Where a page goes on from this row: opaque to callers. */
export const cursorOfRow = (row: RowImage, order: RowOrder): string =>
  Buffer.from(`${order[0]}.${keyOf(row, order)}.${row.id}`).toString('base64url');

/** Which page is asked for; refused when it is none, or larger than a page may be. */
export function readPageArgs(
  { first, after, last, before }: PageArgs,
  order: RowOrder,
  most: number,
): { limit: number; from: { key: number; id: number } | null; backwards: boolean } {
  const backwards = last !== undefined && last !== null;
  if (backwards && first !== undefined && first !== null) throw new InvalidInput('Ask for the first or the last rows, not both.', ['last']);
  if (backwards ? after : before)
    throw new InvalidInput(backwards ? '`after` goes with `first`.' : '`before` goes with `last`.', [backwards ? 'after' : 'before']);
  const limit = (backwards ? last : first) ?? usualPage(most);
  if (!Number.isInteger(limit) || limit < 0 || limit > most)
    throw new InvalidInput(`A page has 0 to ${most} rows.`, [backwards ? 'last' : 'first']);
  const cursor = backwards ? before : after;
  return { limit, backwards, from: cursor ? parse(cursor, order) : null };
}

function parse(cursor: string, order: RowOrder): { key: number; id: number } {
  const [letter, key, id] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  if (letter !== order[0] || !/^\d{1,15}$/.test(key ?? '') || !/^\d{1,15}$/.test(id ?? ''))
    throw new InvalidInput('This cursor is not of this list: take it from a page with the same order.', ['after']);
  return { key: Number(key), id: Number(id) };
}
