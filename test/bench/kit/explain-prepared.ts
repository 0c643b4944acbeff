import type { Database } from '@docket/prisma/database.ts';

export interface Explained {
  /** Pages of the database's memory touched, found there or not. */
  buffers: number;
  /** Milliseconds, with the cost of looking. */
  ms: number;
  plan: string;
}

interface Node {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/** EXPLAIN (ANALYZE, BUFFERS) of a statement as a prepared one that is planned for any values, run once before. */
export async function explainPrepared(
  db: Database,
  { text, types, values }: { text: string; types: string[]; values: unknown[] },
): Promise<Explained> {
  const client = await db.pool.connect();
  try {
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE explained (${types.join(', ')}) AS ${text}`);
    const literals = values.map((value) => (value === null ? 'NULL' : client.escapeLiteral(String(value)))).join(', ');
    await client.query(`EXECUTE explained (${literals})`);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE explained (${literals})`,
    );
    const lines = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE explained (${literals})`);
    const [{ Plan, 'Execution Time': ms }] = rows[0]!['QUERY PLAN'];
    return {
      buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
      ms,
      plan: lines.rows.map((row) => row['QUERY PLAN']).join('\n'),
    };
  } finally {
    await client.query('DEALLOCATE ALL; RESET plan_cache_mode');
    // The pool's own prepared statements of this connection are gone with it.
    client.release(true);
  }
}
