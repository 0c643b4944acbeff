// A process that migrates the database of its first argument, slowly enough to be frozen in the midst of it.
import { migrate } from '@docket/prisma/migrate.ts';

await migrate(process.argv[2]!, { migrations: [{ name: '0_slow', sql: 'SELECT pg_sleep(1)', checksum: '0' }], patience: 1_000 }).catch(
  () => undefined,
);
