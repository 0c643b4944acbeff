import { randomUUID } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { type Pace, closedLoop } from './measure.ts';

/** The baseline: the one-statement claim with SKIP LOCKED, one row, over 16 connections on a fresh table. */
export async function bareClaims(db: Database, { rows, seconds }: { rows: number; seconds: number }): Promise<Pace> {
  const { pool } = db;
  await pool.query('DROP TABLE IF EXISTS bare_row');
  await pool.query(
    'CREATE TABLE bare_row (id bigint PRIMARY KEY, status text NOT NULL, claimed_by int, token uuid, expires_at timestamptz) WITH (fillfactor = 85)',
  );
  await pool.query(`INSERT INTO bare_row (id, status) SELECT n, 'empty' FROM generate_series(1, $1::int) n`, [rows]);
  await pool.query(`CREATE INDEX bare_free ON bare_row (id) WHERE status = 'empty' AND claimed_by IS NULL`);
  await pool.query('ANALYZE bare_row');
  const pace = await closedLoop(16, seconds, (worker) =>
    pool.query({
      name: 'bare_claim',
      text: `UPDATE bare_row SET claimed_by = $1, token = $2, expires_at = now() + interval '1 hour'
             WHERE id = (SELECT id FROM bare_row WHERE status = 'empty' AND claimed_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, token`,
      values: [worker, randomUUID()],
    }),
  );
  await pool.query('DROP TABLE bare_row');
  return pace;
}
