import { randomUUID } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { bareClaim, bareFill, makeBareTable } from './bare-table.ts';
import { type Pace, closedLoop } from './measure.ts';

/** The baseline: claim a row, then write its answer and settle it by its token; two statements over 16 connections. */
export async function bareFills(db: Database, { rows, seconds }: { rows: number; seconds: number }): Promise<Pace> {
  await makeBareTable(db, rows);
  const answer = JSON.stringify({
    feedback_category: 'correct',
    expected_output: 'Open the settings, choose security, choose “new password”.',
  });
  const pace = await closedLoop(16, seconds, async (worker) => {
    const { rows: claimed } = await db.pool.query<{ id: number; token: string }>({ ...bareClaim, values: [worker, randomUUID()] });
    await db.pool.query({ ...bareFill, values: [claimed[0]!.id, claimed[0]!.token, answer] });
  });
  await db.pool.query('DROP TABLE bare_row');
  return pace;
}
