import pg from 'pg';

/** Holds a transaction with a snapshot open, as a forgotten session or a long export does; answers with what ends it.
 * No dead row version that is younger can be cleared away meanwhile. */
export async function holdTransaction(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // The embedded Postgres would end it after a minute.
  await client.query('SET idle_in_transaction_session_timeout = 0');
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query('SELECT id FROM dataset LIMIT 1');
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}
