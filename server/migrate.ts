import { program } from './program.ts';
import { provideDatabase } from './provide-database.ts';

/** What `npm run db:migrate` does. */
export const migrateOnly = (): Promise<void> =>
  program(async () => {
    const database = await provideDatabase();
    await database.stop();
    console.log('The database is up to date.');
  });
