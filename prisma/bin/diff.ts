// `npm run db:diff`: writes the first migration anew from schema.prisma. Until the first release there is only this one
// (and those beyond Prisma); from then on a change gets a migration of its own, and this file goes.
// With --check it only says whether the file is up to date, by its exit code too.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaFile, schemaToSql } from '../diff.ts';

const folder = new URL('../migrations/20261123000000_init/', import.meta.url);
const target = new URL('migration.sql', folder);

const sql = await schemaToSql(await readFile(schemaFile, 'utf8'));
const before = await readFile(target, 'utf8').catch(() => null);
if (before === sql) {
  console.log('The first migration is what schema.prisma says.');
} else if (process.argv.includes('--check')) {
  console.error('The first migration is not what schema.prisma says: run `npm run db:diff`.');
  process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  await writeFile(target, sql);
  console.log(`Wrote ${fileURLToPath(target)}`);
}
