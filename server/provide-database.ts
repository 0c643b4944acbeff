import { fileURLToPath } from 'node:url';
import { startEmbedded } from '@docket/prisma/embedded.ts';
import { migrate } from '@docket/prisma/migrate.ts';

export interface ProvidedDatabase {
  url: string;
  /** Ends the embedded Postgres if we started it and nobody else uses it; nothing for another database. */
  stop(): Promise<void>;
}

/** Where the embedded Postgres keeps its data unless DOCKET_DATA names another folder. */
const ownFolder = fileURLToPath(new URL('../.docket/postgres', import.meta.url));

/** The database that DATABASE_URL names, or else the embedded one, started or joined; migrated in both cases.
 * @throws {Problem} in one sentence when it cannot be had. */
export async function provideDatabase(
  env: Record<string, string | undefined> = process.env,
  log: (line: string) => void = console.log,
): Promise<ProvidedDatabase> {
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: () => Promise.resolve() }
    : await startEmbedded({ dataDir: env.DOCKET_DATA || ownFolder, keepAlive: true, log });
  try {
    const { applied, unknown } = await migrate(database.url);
    if (applied.length > 0) log(`Migrated the database: ${applied.join(', ')}.`);
    if (unknown.length > 0) log(`The database was migrated by a newer Docket (${unknown.join(', ')}); going on.`);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}
