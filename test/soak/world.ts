import pg from 'pg';
import type { SoakPostgres } from './postgres.ts';
import type { SoakServer } from './server.ts';

/** What faults act upon. */
export interface World {
  postgres: SoakPostgres;
  /** Of the soak's database, as the superuser. */
  databaseUrl: string;
  servers: SoakServer[];
  random: () => number;
  /** Has some of the followers stop reading for five seconds. */
  doze(): void;
}

/** One connection beside all others, for faults; waits until it can be had. */
export async function connectBeside({ databaseUrl }: World): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'soak', connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
