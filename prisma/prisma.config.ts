import { defineConfig } from 'prisma/config';

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  // For whoever can use Prisma's own `migrate deploy`; Docket itself migrates by migrate.ts, and generating needs no database.
  ...(url && { datasource: { url } }),
});
