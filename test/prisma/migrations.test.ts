import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { connect } from '@docket/prisma/connect.ts';
import { schemaFile, schemaToSql } from '@docket/prisma/diff.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { readMigrations } from '@docket/prisma/migrations.ts';
import { type Catalog, readCatalog } from '../kit/catalog.ts';
import { ownDatabase, test } from '../kit/database.ts';

const isBeyond = ({ name }: { name: string }) => name.endsWith('_beyond_prisma');

/** The catalog of an empty database after `fill`. */
async function catalogAfter(fill: (url: string) => Promise<unknown>): Promise<Catalog> {
  const { url, drop } = await ownDatabase({ migrated: false });
  try {
    await fill(url);
    return await readCatalog(url);
  } finally {
    await drop();
  }
}

const ofTheSchema = () =>
  catalogAfter(async (url) => {
    const sql = await schemaToSql(await readFile(schemaFile, 'utf8'));
    const client = await connect(url);
    await client.query(sql).finally(() => client.end());
  });

test('the migrations make the database that schema.prisma describes', async () => {
  const migrations = (await readMigrations()).filter((migration) => !isBeyond(migration));
  const migrated = await catalogAfter((url) => migrate(url, { migrations }));
  expect(Object.fromEntries(migrated)).toEqual(Object.fromEntries(await ofTheSchema()));
});

test('migrations beyond Prisma change nothing that schema.prisma says, and add only what it cannot say', async () => {
  const schema = await ofTheSchema();
  const all = await catalogAfter((url) => migrate(url));
  const changed = [...schema].filter(([name, definition]) => all.get(name) !== definition).map(([name]) => name);
  expect(changed).toEqual([]);
  const added = [...all.keys()].filter((name) => !schema.has(name));
  expect(added.filter((name) => /^(table|column|enum|constraint|index|sequence) /.test(name))).toEqual([]);
  expect(added.length).toBeGreaterThan(0);
});

test('every table of a project has its project_id', async () => {
  const ofNoProject = new Set(['user', 'session', 'project']);
  const all = await catalogAfter((url) => migrate(url));
  const tables = [...all.keys()].filter((name) => name.startsWith('table ')).map((name) => name.slice('table '.length));
  const without = tables.filter((table) => !ofNoProject.has(table) && all.get(`column ${table}.project_id`) !== 'integer NOT NULL');
  expect(without).toEqual([]);
});
