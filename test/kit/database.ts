import { randomBytes } from 'node:crypto';
import { test as base, inject } from 'vitest';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import { createDatabase, dropDatabase } from '@docket/prisma/databases.ts';

export interface OwnDatabase {
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of one's own: migrated and empty, or not even migrated. */
export async function ownDatabase({ migrated = true } = {}): Promise<OwnDatabase> {
  const { url: server, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(server, name, migrated ? template : undefined);
  return { url, drop: () => dropDatabase(server, name) };
}

/** `test` with `db`: a migrated database that is empty when the file begins and shared by its tests. Nothing is rolled
 * back between them, because SKIP LOCKED and NOTIFY need real commits: each test makes its own project and data. */
export const test = base.extend('db', { scope: 'file' }, async ({}, { onCleanup }): Promise<Database> => {
  const own = await ownDatabase();
  const db = openDatabase({ url: own.url });
  onCleanup(async () => {
    await db.close();
    await own.drop();
  });
  return db;
});
