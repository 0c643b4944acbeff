import type { Database } from '@docket/prisma/database.ts';

/** What Postgres is started with, to see every statement, those within functions too. */
export const seeStatements = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' };

export async function forgetStatements(db: Database): Promise<void> {
  await db.pool.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await db.pool.query('SELECT pg_stat_statements_reset()');
}

/** How often statements ran since then that count or group rows of a dataset, and their texts, so that it can be said which.
 * Not meant are writes, which group the few rows that they write, counts of one person's claims, and the folding of a tail of
 * events, which is told apart. */
export async function countingStatements(db: Database): Promise<{ calls: number; texts: string[]; folds: number; all: number }> {
  const { rows } = await db.pool.query<{ query: string; calls: number }>(
    `SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()`,
  );
  const counting = rows.filter(
    ({ query }) =>
      /\b(count|sum)\s*\(|group\s+by/i.test(query) &&
      /\b(dataset_row|row_cells)\b/i.test(query) &&
      !/\b(insert|update|delete|create|pg_stat_statements)\b/i.test(query),
  );
  const calls = (some: typeof rows) => some.reduce((sum, { calls: n }) => sum + n, 0);
  return {
    calls: calls(counting),
    texts: counting.map(({ query }) => query.replace(/\s+/g, ' ').slice(0, 200)),
    folds: calls(rows.filter(({ query }) => /checkpoint_sizes\(/i.test(query) && /^\s*select/i.test(query))),
    all: calls(rows),
  };
}
