import type pg from 'pg';
import type { Services } from '../context.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { NotFound } from '../refusals.ts';

type Holds = Pick<Services, 'db'>;
type Work<T> = (client: pg.PoolClient) => Promise<T>;

/** Whoever changes what runs in this environment, or a gate of it, waits here for who came before. So ids of its deployments go
 * up in the order in which they were made, and what `work` reads of it stays true until its commit. */
export const holdEnvironment = <T>({ db }: Holds, environmentId: number, work: Work<T>): Promise<T> =>
  inTransaction(db.pool, async (client) => {
    const { rows } = await client.query('SELECT FROM environment WHERE id = $1 FOR UPDATE', [environmentId]);
    if (rows.length === 0) throw new NotFound('Environment');
    return work(client);
  });

/** Whoever makes, renames or deletes environments of this project waits here. Rows that refer to the project go on being
 * inserted meanwhile (NO KEY). */
export const holdProject = <T>({ db }: Holds, projectId: number, work: Work<T>): Promise<T> =>
  inTransaction(db.pool, async (client) => {
    const { rows } = await client.query('SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
    if (rows.length === 0) throw new NotFound('Project');
    return work(client);
  });
