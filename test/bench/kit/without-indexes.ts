import type { PoolClient } from 'pg';
import type { Database } from '@docket/prisma/database.ts';

/** Fills tables with their secondary indexes and foreign keys' checks out of the way, and makes the same indexes again: ten
 * million rows are there in a few minutes instead of half an hour. For a stage that nobody else uses. */
export async function withoutIndexes(db: Database, tables: string[], fill: (client: PoolClient) => Promise<void>): Promise<void> {
  const { rows } = await db.pool.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  const client = await db.pool.connect();
  try {
    for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'`);
    await fill(client);
    for (const { definition } of rows) await client.query(definition);
  } finally {
    await client.query('RESET ALL');
    client.release();
  }
}
