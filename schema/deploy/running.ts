import type { Database } from '@docket/prisma/database.ts';

/** The ids of what runs in an environment: the newest deployment of each prompt. */
export async function running(db: Database, environmentId: number): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>(
    'SELECT max(id) AS id FROM deployment WHERE environment_id = $1 GROUP BY prompt_id',
    [environmentId],
  );
  return rows.map(({ id }) => id);
}
