import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../problem.ts';
import { ownName } from './cluster.ts';
import type { FolderState } from './folder.ts';

/** The way in, as the superuser, to a database of the cluster: to Docket's own unless told otherwise. */
export const urlOf = ({ port, password }: FolderState, database = ownName): string =>
  `postgresql://${ownName}:${password}@127.0.0.1:${port}/${database}`;

/** Waits until the server takes connections, however long recovering from a crash takes. False when it ended instead. */
export async function isReady(state: FolderState, alive: () => boolean, log: (line: string) => void): Promise<boolean> {
  for (let attempt = 0; alive(); attempt++) {
    if (await answers(state)) return true;
    if (attempt === 200) log('The database is taking long to start; after a crash it has to recover first.');
    await sleep(25);
  }
  return false;
}

async function answers(state: FolderState): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(state, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [ownName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${ownName} TEMPLATE template0`);
    return true;
  } catch (error) {
    // Class 28: it runs, and does not let us in.
    if (error instanceof pg.DatabaseError && error.code?.startsWith('28')) {
      throw new Problem('The database does not know the password in its data folder’s docket.json.', { cause: error });
    }
    // 57P03: starting or recovering. Anything that is no answer of Postgres: not listening yet.
    if (error instanceof pg.DatabaseError && error.code !== '57P03') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
