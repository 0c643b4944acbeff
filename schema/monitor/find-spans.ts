import type { Database } from '@docket/prisma/database.ts';
import type { Limits } from '../limits.ts';
import { InvalidFilter, InvalidInput } from '../refusals.ts';
import { boundedRead, isTimeout } from './bounded-read.ts';
import { bindings } from './filter-sql.ts';
import { readsWide, spanCondition, type SpanFilter } from './span-filter.ts';
import { decodeCursor, encodeCursor, orders, positionOf, type SpanOrder } from './span-order.ts';
import { SPAN_COLUMNS, type SpanRecord } from './span-record.ts';

export interface SpanPage {
  edges: { cursor: string; node: SpanRecord }[];
  hasNextPage: boolean;
}

export interface FindSpans {
  projectId: number;
  filter?: SpanFilter | null | undefined;
  order: SpanOrder;
  first: number;
  after?: string | null | undefined;
  limits: Pick<Limits, 'pageSize' | 'filterConditions'>;
  /** A filter over texts or JSON is stopped after so many milliseconds. */
  timeoutMs?: number;
}

/** One page of the spans that pass the filter, by keyset: however many arrive meanwhile, paging on shows each span that
 * was there once. Refused with InvalidFilter when a filter without an index takes too long. */
export async function findSpans(db: Database, query: FindSpans): Promise<SpanPage> {
  const { order, first, filter, limits, timeoutMs = 5000 } = query;
  if (!Number.isInteger(first) || first < 0 || first > limits.pageSize) {
    throw new InvalidInput(`“first” is from 0 to ${limits.pageSize}.`, ['first']);
  }
  const { text, values } = pageSql(query);
  try {
    const rows = readsWide(filter)
      ? await boundedRead<SpanRecord>(db.pool, timeoutMs, text, values)
      : (await db.pool.query<SpanRecord>(text, values)).rows;
    const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(order, positionOf(order, node)), node }));
    return { edges, hasNextPage: rows.length > first };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new InvalidFilter(`This search was stopped after ${timeoutMs / 1000} s. Narrow it: a time range, a model or a session first.`, [
      'filter',
    ]);
  }
}

/** The statement of one page; one span more than asked for tells whether there is a next page. */
export function pageSql({ projectId, filter, order, first, after, limits }: FindSpans): { text: string; values: unknown[] } {
  const { bind, values } = bindings();
  const { key, direction, value } = orders[order];
  const conditions = [spanCondition(projectId, filter, bind, limits)];
  if (after !== null && after !== undefined) {
    const from = decodeCursor(order, after);
    conditions.push(`(${key}, s.id) ${direction === 'ASC' ? '>' : '<'} (${value(bind(from.key))}, ${bind(from.id)}::bigint)`);
  }
  const text = `SELECT ${SPAN_COLUMNS} FROM span s WHERE ${conditions.join(' AND ')}
    ORDER BY ${key} ${direction}, s.id ${direction} LIMIT ${bind(first + 1)}`;
  return { text, values };
}
