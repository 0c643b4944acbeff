import { randomUUID } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { bareClaim, makeBareTable } from './bare-table.ts';
import { type Pace, closedLoop } from './measure.ts';

const connections = 16;

/** Has the pool's connections open and the statement prepared: what comes after is counted from its first moment. */
async function warmUp({ pool }: Database, statement: { name: string; text: string }, values: unknown[]): Promise<void> {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      await pool.query('SELECT pg_sleep(0.05)');
      await pool.query({ ...statement, values });
    }),
  );
}

/** The baseline: the one-statement claim with SKIP LOCKED, one row, over 16 connections on a fresh table. */
export async function bareClaims(db: Database, { rows, seconds }: { rows: number; seconds: number }): Promise<Pace> {
  await makeBareTable(db, rows);
  await warmUp(db, bareClaim, [0, randomUUID()]);
  const pace = await closedLoop(connections, seconds, (worker) => db.pool.query({ ...bareClaim, values: [worker, randomUUID()] }), {
    warmUp: 0,
  });
  await db.pool.query('DROP TABLE bare_row');
  return pace;
}
