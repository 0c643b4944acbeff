import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connect } from './connect.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { Problem } from './problem.ts';

// The key under which Prisma's own `migrate deploy` locks, so that the two exclude each other as well.
const lockKey = 72707369;

// As Prisma makes it.
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

export interface Migrated {
  /** Names of the migrations that were applied now. */
  applied: string[];
  /** Names that the database has and this version of Docket does not know: it was migrated by a newer one. */
  unknown: string[];
}

export interface MigrateOptions {
  /** The migrations to apply instead of those in `prisma/migrations/`. */
  migrations?: Migration[];
  /** How long an instance that stands still in the midst of migrating keeps the others waiting, in milliseconds. */
  patience?: number;
}

/**
 * Brings a database up to date. Any number of instances may call this at once: one works, the others wait and find
 * nothing left to do. Each migration is one transaction, so one that fails leaves nothing behind.
 * @throws {Problem} when the database cannot be reached or used, when an applied migration's file was changed since, or
 *   when a migration failed, now or earlier under `prisma migrate`.
 */
export async function migrate(url: string, { migrations, patience = 60_000 }: MigrateOptions = {}): Promise<Migrated> {
  const known = migrations ?? (await readMigrations());
  const client = await connect(url, {
    statement_timeout: 0,
    application_name: 'docket-migrate',
    keepAlive: true,
    // The lock is the session's. Of an instance that froze (or whose machine did) the database ends the session, which undoes
    // what was not committed and lets the next one in.
    options: `-c idle_session_timeout=${patience} -c idle_in_transaction_session_timeout=${patience}`,
  });
  try {
    await refuseUnusable(client);
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(bookkeeping);
    const done = await readDone(client);
    refuseChanged(known, done);
    const waiting = known.filter(({ name }) => !done.has(name));
    for (const migration of waiting) await apply(client, migration);
    const unknown = [...done.keys()].filter((name) => !known.some((migration) => migration.name === name));
    return { applied: waiting.map(({ name }) => name), unknown };
  } finally {
    // Closing the session gives the lock back.
    await client.end();
  }
}

async function refuseUnusable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
            current_setting('server_encoding') AS encoding`,
  );
  const { version, number, encoding } = rows[0]!;
  if (number < 150_000) throw new Problem(`Docket needs PostgreSQL 15 or newer; this database is PostgreSQL ${version}.`);
  if (encoding !== 'UTF8') throw new Problem(`Docket needs a database with the encoding UTF8; this one has ${encoding}.`);
}

interface Done {
  checksum: string;
}

/** What is applied, by name. A migration that Prisma began and never finished stops everything. */
async function readDone(client: pg.Client): Promise<Map<string, Done>> {
  const { rows } = await client.query<Done & { migration_name: string; finished_at: Date | null; started_at: Date }>(
    `SELECT migration_name, checksum, finished_at, started_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  const failed = rows.find(({ finished_at }) => finished_at === null);
  if (failed) {
    throw new Problem(
      `The migration ${failed.migration_name} was begun on ${failed.started_at.toISOString()} and never finished. ` +
        'Put right by hand what it left behind, then mark it with `prisma migrate resolve`, and start again.',
    );
  }
  return new Map(rows.map(({ migration_name, checksum }) => [migration_name, { checksum }]));
}

function refuseChanged(known: Migration[], done: Map<string, Done>): void {
  const changed = known.filter(({ name, checksum }) => done.has(name) && done.get(name)!.checksum !== checksum);
  if (changed.length === 0) return;
  throw new Problem(
    `The database was made with another text of ${changed.map(({ name }) => name).join(', ')}. ` +
      'A migration that was applied is never edited: restore the file, or begin with an empty database.',
  );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const startedAt = new Date();
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Problem(`The migration ${name} failed, and nothing of it was kept: ${describe(cause, sql)}`, { cause });
  }
}

/** Postgres tells where in the script by a character's position. */
function describe(cause: unknown, sql: string): string {
  if (!(cause instanceof pg.DatabaseError)) return String(cause);
  const line = cause.position ? ` (line ${sql.slice(0, Number(cause.position)).split('\n').length})` : '';
  return `${cause.message}${line}.`;
}
