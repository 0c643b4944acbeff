import { fileURLToPath } from 'node:url';
import { startEmbedded } from '@docket/prisma/embedded.ts';
import { migrate } from '@docket/prisma/migrate.ts';

export interface ProvidedDatabase {
  url: string;
  /** What to encrypt with unless DOCKET_SECRET says otherwise: the embedded one's password, which nobody chose and which is
   * as old as its data. Nothing for another database, whose password several may know. */
  secret: string;
  /** Ends the embedded Postgres if we started it and nobody else uses it; nothing for another database. */
  stop(): Promise<void>;
}

/** Where the embedded Postgres keeps its data unless DOCKET_DATA names another folder. */
const ownFolder = fileURLToPath(new URL('../.docket/postgres', import.meta.url));

/** The database that DATABASE_URL names, which may not be there yet, or else the embedded one, started or joined.
 * @throws {Problem} in one sentence when the embedded one cannot be had. */
export async function findDatabase(
  env: Record<string, string | undefined> = process.env,
  log: (line: string) => void = console.log,
): Promise<ProvidedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, secret: '', stop: () => Promise.resolve() };
  const embedded = await startEmbedded({ dataDir: env.DOCKET_DATA || ownFolder, keepAlive: true, log });
  return { url: embedded.url, secret: decodeURIComponent(new URL(embedded.url).password), stop: () => embedded.stop() };
}

/** Migrates a database and tells what was done.
 * @throws {Problem} in one sentence when it cannot be reached or used. */
export async function bringUpToDate(url: string, log: (line: string) => void = console.log): Promise<void> {
  const { applied, unknown } = await migrate(url);
  if (applied.length > 0) log(`Migrated the database: ${applied.join(', ')}.`);
  if (unknown.length > 0) log(`The database was migrated by a newer Docket (${unknown.join(', ')}); going on.`);
}

/** Both: for commands, which wait for nothing. */
export async function provideDatabase(
  env: Record<string, string | undefined> = process.env,
  log: (line: string) => void = console.log,
): Promise<ProvidedDatabase> {
  const database = await findDatabase(env, log);
  try {
    await bringUpToDate(database.url, log);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}
