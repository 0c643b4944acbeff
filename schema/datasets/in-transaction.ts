import type pg from 'pg';
import { NameTaken } from '../refusals.ts';

/** Runs `work` in one transaction of the pool: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away with whatever it held.
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What Postgres says, or Prisma for it, when a unique constraint is in the way. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '23505' || error.code === 'P2002');

/** For `catch`: a unique constraint in the way says that this name is taken, where one was given; everything else is
 * thrown on. */
export const takenAs =
  (name: string | null | undefined) =>
  (error: unknown): never => {
    throw isTaken(error) && name ? new NameTaken(name) : error;
  };
