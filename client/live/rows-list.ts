import type { RowOrder } from '../filter/row-filter.ts';

/** The part of a dataset's rows that is loaded, and the rules by which changes move it. Knows no network. */
export interface RowsList<Row extends { id: string }> {
  rows: Row[];
  /** There are rows behind the last one that is loaded. */
  hasMore: boolean;
  order: RowOrder;
}

export interface RowMove<Row> {
  kind: 'ENTERED' | 'CHANGED' | 'LEFT';
  rowId: string;
  /** Null when the row is no more. */
  row: Row | null;
}

/** Rows stand by their number, which is the order in which they came. */
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('_') + 1));

/** Where a row belongs that is not loaded; -1 when that is behind what is loaded, and so not ours to show yet. */
function placeOf<Row extends { id: string }>({ rows, hasMore, order }: RowsList<Row>, id: string): number {
  if (order === 'RECENTLY_UPDATED') return 0;
  const sign = order === 'NEWEST' ? -1 : 1;
  const at = rows.findIndex((row) => sign * (numberOf(row.id) - numberOf(id)) > 0);
  return at === -1 && hasMore ? -1 : at === -1 ? rows.length : at;
}

/** Applies changes of the feed, in their order. The same change twice does no harm. */
export function applyMoves<Row extends { id: string }>(list: RowsList<Row>, moves: readonly RowMove<Row>[]): RowsList<Row> {
  if (moves.length === 0) return list;
  const rows = [...list.rows];
  for (const { kind, rowId, row } of moves) {
    const at = rows.findIndex((one) => one.id === rowId);
    const stays = kind === 'CHANGED' && list.order !== 'RECENTLY_UPDATED';
    if (at >= 0 && row && (stays || (kind === 'ENTERED' && list.order !== 'RECENTLY_UPDATED'))) {
      rows[at] = row;
      continue;
    }
    if (at >= 0) rows.splice(at, 1);
    if (kind === 'LEFT' || !row) continue;
    const place = placeOf({ ...list, rows }, rowId);
    if (place >= 0) rows.splice(place, 0, row);
  }
  return { ...list, rows };
}

/** Puts the next page behind what is loaded; a row that came by the feed meanwhile is not doubled. */
export function addPage<Row extends { id: string }>(list: RowsList<Row>, page: Row[], hasMore: boolean): RowsList<Row> {
  const known = new Set(list.rows.map((row) => row.id));
  return { ...list, rows: [...list.rows, ...page.filter((row) => !known.has(row.id))], hasMore };
}

export function dropRows<Row extends { id: string }>(list: RowsList<Row>, ids: readonly string[]): RowsList<Row> {
  if (ids.length === 0) return list;
  const gone = new Set(ids);
  return { ...list, rows: list.rows.filter((row) => !gone.has(row.id)) };
}
