import { InvalidInput } from '../refusals.ts';

export const spanOrders = ['NEWEST', 'OLDEST', 'SLOWEST', 'COSTLIEST'] as const;
export type SpanOrder = (typeof spanOrders)[number];

/** Where a page ends: the sort key of its last span and, among equals, its id. */
export interface SpanPosition {
  key: number;
  id: number;
}

/** How an order is written in SQL and in cursors. `key` is never NULL, so that one comparison of (key, id) pages through
 * everything: a span without a duration or cost stands for -1, below all others, and so comes last. */
interface Order {
  key: string;
  direction: 'ASC' | 'DESC';
  /** The placeholder of a key in a cursor → a value to compare with. */
  value: (placeholder: string) => string;
}

const byTime = { key: 's.started_at', value: (placeholder: string) => `to_timestamp(${placeholder}::double precision / 1000)` };
const byNumber = (column: string) => ({
  key: `COALESCE(${column}, -1)`,
  value: (placeholder: string) => `${placeholder}::double precision`,
});

export const orders: Record<SpanOrder, Order> = {
  NEWEST: { ...byTime, direction: 'DESC' },
  OLDEST: { ...byTime, direction: 'ASC' },
  SLOWEST: { ...byNumber('s.duration_ms'), direction: 'DESC' },
  COSTLIEST: { ...byNumber('s.cost'), direction: 'DESC' },
};

/** The position of a span in an order. */
export function positionOf(
  order: SpanOrder,
  span: { id: number; startedAt: Date; durationMs: number | null; cost: number | null },
): SpanPosition {
  const key = order === 'SLOWEST' ? (span.durationMs ?? -1) : order === 'COSTLIEST' ? (span.cost ?? -1) : span.startedAt.getTime();
  return { key, id: span.id };
}

export const encodeCursor = (order: SpanOrder, { key, id }: SpanPosition): string =>
  Buffer.from(JSON.stringify([spanOrders.indexOf(order), key, id])).toString('base64url');

/** The position that a cursor of this order holds; InvalidInput for anything else. */
export function decodeCursor(order: SpanOrder, cursor: string): SpanPosition {
  let parts: unknown = null;
  try {
    if (cursor.length < 200) parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    // Told below, as every other text that is no cursor.
  }
  const [index, key, id] = Array.isArray(parts) && parts.length === 3 ? (parts as unknown[]) : [];
  if (typeof key !== 'number' || Math.abs(key) > 8.64e15 || typeof id !== 'number' || !Number.isSafeInteger(id)) {
    throw new InvalidInput('“after” is not a cursor of this list.', ['after']);
  }
  if (index !== spanOrders.indexOf(order)) throw new InvalidInput('“after” is a cursor of another order.', ['after']);
  return { key, id };
}
