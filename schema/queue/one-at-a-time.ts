import { connect } from '@docket/prisma/connect.ts';
import type { Database } from '@docket/prisma/database.ts';

/** How long somebody waits for the one before, in milliseconds. */
const patience = 30_000;

/**
 * Does something of several statements for an idempotency key while nobody else, in any process, does it for the same key:
 * the second waits and finds the answer of the first. By a connection of its own that holds a lock, and that ends with its
 * process: out of the pool, those who wait could hold all the connections that the one they wait for needs.
 */
export async function oneAtATime<T>(db: Database, { userId, key }: { userId: number; key?: string }, work: () => Promise<T>): Promise<T> {
  if (!key) return work();
  const client = await connect(db.url, { statement_timeout: patience, application_name: 'docket' });
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`${userId} ${key}`]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
