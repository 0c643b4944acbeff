import type { Database } from '@docket/prisma/database.ts';

/** The baselines' table, fresh: as many rows, one of them claimed by one statement. Claimed rows are not in the index. */
export async function makeBareTable({ pool }: Database, rows: number): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS bare_row');
  await pool.query(
    'CREATE TABLE bare_row (id bigint PRIMARY KEY, status text NOT NULL, claimed_by int, token uuid, expires_at timestamptz, answer jsonb) WITH (fillfactor = 85)',
  );
  await pool.query(`INSERT INTO bare_row (id, status) SELECT n, 'empty' FROM generate_series(1, $1::int) n`, [rows]);
  await pool.query(`CREATE INDEX bare_free ON bare_row (id) WHERE status = 'empty' AND claimed_by IS NULL`);
  await pool.query('VACUUM ANALYZE bare_row');
}

export const bareClaim = {
  name: 'bare_claim',
  text: `UPDATE bare_row SET claimed_by = $1, token = $2, expires_at = now() + interval '1 hour'
         WHERE id = (SELECT id FROM bare_row WHERE status = 'empty' AND claimed_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, token`,
};

export const bareFill = {
  name: 'bare_fill',
  text: `UPDATE bare_row SET status = 'filled', answer = $3, claimed_by = NULL, token = NULL, expires_at = NULL WHERE id = $1 AND token = $2 RETURNING id`,
};
