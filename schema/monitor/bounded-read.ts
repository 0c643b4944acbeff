import type pg from 'pg';
import { inTransaction } from '../datasets/in-transaction.ts';

/** A statement was stopped because it took too long. */
export const isTimeout = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '57014';

/** Runs one reading statement that is stopped after `ms` milliseconds, so that a filter without an index cannot hold a
 * connection for as long as it likes. */
export function boundedRead<R extends pg.QueryResultRow>(pool: pg.Pool, ms: number, text: string, values: unknown[]): Promise<R[]> {
  const begin = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.round(ms)}`;
  return inTransaction(pool, async (client) => (await client.query<R>(text, values)).rows, begin);
}
