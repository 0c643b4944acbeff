import { expect } from 'vitest';
import { connect } from '@docket/prisma/connect.ts';
import { diagnose } from '@docket/prisma/diagnose.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { type Migration, readMigrations } from '@docket/prisma/migrations.ts';
import { Problem } from '@docket/prisma/problem.ts';
import { ownDatabase, test as base } from '../kit/database.ts';

const test = base.extend('url', async ({}, { onCleanup }) => {
  const { url, drop } = await ownDatabase({ migrated: false });
  onCleanup(drop);
  return url;
});

const migration = (name: string, sql: string): Migration => ({ name, sql, checksum: `checksum of ${sql}`.slice(0, 64) });
const one = migration('1_one', 'CREATE TABLE one (id int)');

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = await connect(url);
  return client
    .query<Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

test('several instances that start at once migrate once', async ({ url }) => {
  const migrations = await readMigrations();
  const all = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
  expect(all.flatMap(({ applied }) => applied)).toEqual(migrations.map(({ name }) => name));
  // What Prisma's own `migrate deploy` reads.
  expect(await ask(url, 'SELECT migration_name, checksum, applied_steps_count, rolled_back_at FROM _prisma_migrations ORDER BY 1')).toEqual(
    migrations.map(({ name, checksum }) => ({ migration_name: name, checksum, applied_steps_count: 1, rolled_back_at: null })),
  );
});

test('Prisma’s own engine finds everything in order', async ({ url }) => {
  await migrate(url);
  expect(await diagnose(url)).toEqual({ edited: [], failed: [], history: null });
});

test('applies what is new, and nothing twice', async ({ url }) => {
  const two = migration('2_two', 'CREATE TABLE two (id int)');
  expect(await migrate(url, { migrations: [one] })).toEqual({ applied: ['1_one'], unknown: [] });
  expect(await migrate(url, { migrations: [one, two] })).toEqual({ applied: ['2_two'], unknown: [] });
  expect(await migrate(url, { migrations: [one, two] })).toEqual({ applied: [], unknown: [] });
});

test('an older Docket on a newer database is told which migrations it does not know', async ({ url }) => {
  await migrate(url, { migrations: [one, migration('2_two', 'SELECT 1')] });
  expect(await migrate(url, { migrations: [one] })).toEqual({ applied: [], unknown: ['2_two'] });
});

test('refuses a migration whose file was changed after it was applied', async ({ url }) => {
  await migrate(url, { migrations: [one] });
  const changed = migration('1_one', 'CREATE TABLE one (id bigint)');
  const later = migration('2_two', 'CREATE TABLE two (id int)');
  const refused = migrate(url, { migrations: [changed, later] });
  await expect(refused).rejects.toThrow(Problem);
  await expect(refused).rejects.toThrow(/another text of 1_one\./);
  expect(await ask(url, `SELECT to_regclass('two') AS two`)).toEqual([{ two: null }]);
});

test('a migration that fails leaves nothing behind, says where, and is tried again once it is put right', async ({ url }) => {
  const broken = migration('2_two', 'CREATE TABLE two (id int);\nINSERT INTO nowhere VALUES (1);');
  await expect(migrate(url, { migrations: [one, broken] })).rejects.toThrow(
    'The migration 2_two failed, and nothing of it was kept: relation "nowhere" does not exist (line 2).',
  );
  expect(await ask(url, `SELECT to_regclass('one')::text AS one, to_regclass('two') AS two`)).toEqual([{ one: 'one', two: null }]);
  expect(await migrate(url, { migrations: [one, migration('2_two', 'CREATE TABLE two (id int)')] })).toMatchObject({ applied: ['2_two'] });
});

test('stops at a migration that Prisma began and never finished', async ({ url }) => {
  await migrate(url, { migrations: [one] });
  await ask(url, 'UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(url, { migrations: [one] })).rejects.toThrow(/1_one was begun on .* and never finished/);
  await ask(url, 'UPDATE _prisma_migrations SET rolled_back_at = now()');
  await ask(url, 'DROP TABLE one');
  expect(await migrate(url, { migrations: [one] })).toMatchObject({ applied: ['1_one'] });
});

test('runs function bodies between dollar signs as they stand', async ({ url }) => {
  const body = migration('1_f', 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$; SELECT f();');
  await migrate(url, { migrations: [body] });
  expect(await ask(url, 'SELECT f()')).toEqual([{ f: 2 }]);
});

test('says in one sentence, without the password, that a database cannot be reached', async ({ url }) => {
  const wrong = new URL(url);
  wrong.port = '1';
  wrong.password = 'secret';
  const refused = migrate(wrong.href);
  await expect(refused).rejects.toThrow(/^Cannot use the database test_\w+ at 127\.0\.0\.1:1: .*ECONNREFUSED/);
  await expect(refused).rejects.not.toThrow(/secret/);
});

test('refuses a database that does not keep Unicode', async ({ url }) => {
  await ask(url, `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`);
  const latin = new URL(url);
  latin.pathname = '/latin';
  await expect(migrate(latin.href)).rejects.toThrow('Docket needs a database with the encoding UTF8; this one has LATIN1.');
  await ask(url, 'DROP DATABASE latin');
});
