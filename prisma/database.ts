import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client/client.ts';

// Row ids, event numbers and counts stay far below 2^53, and as numbers they cost no BigInt on every page.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Both ways to the one database: Prisma for records, `pool` for the hot statements and PL/pgSQL. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections of the pool for hot statements; Prisma has a pool of its own. */
  poolSize?: number;
  prismaPoolSize?: number;
  /** Any statement that runs longer is cancelled, in milliseconds; and any that waits longer for a lock, a dataset's too. */
  statementTimeout?: number;
  lockTimeout?: number;
}

/** To wait for a connection, and to wait longer than a statement may take, in milliseconds. */
const patience = 10_000;

/** Opens both pools. Connects lazily: a database that is not there yet shows at the first query. */
export function openDatabase({
  url,
  poolSize = 10,
  prismaPoolSize = 5,
  statementTimeout = 30_000,
  lockTimeout = 10_000,
}: DatabaseOptions): Database {
  const settings = {
    connectionString: url,
    statement_timeout: statementTimeout,
    lock_timeout: lockTimeout,
    application_name: 'docket',
    // A database that is frozen, or behind a network that swallows everything, cancels no statement: this side gives up too.
    query_timeout: statementTimeout && statementTimeout + patience,
    connectionTimeoutMillis: patience,
    keepAlive: true,
    // A process that freezes within a transaction may hold a dataset's lock. No transaction of the pools waits for anything
    // but the database.
    idle_in_transaction_session_timeout: patience,
  };
  // Every hot statement is one by index. A plan that was made and kept while a table was small, or not analysed yet, would
  // otherwise read all of it ever after. With it 64 sockets claimed 1,786 rows a second, without it 1,505.
  const pool = new pg.Pool({ ...settings, options: '-c enable_seqscan=off', max: poolSize });
  const prismaPool = new pg.Pool({ ...settings, max: prismaPoolSize });
  for (const one of [pool, prismaPool]) survive(one);
  const prisma = new PrismaClient({ adapter: new PrismaPg(prismaPool, { disposeExternalPool: true }) });
  return {
    prisma,
    pool,
    url,
    async close() {
      await Promise.all([prisma.$disconnect(), pool.end()]);
    },
  };
}

/** A connection that the server drops is an event, not an exception of the process; the next query opens another. A pool
 * listens to its idle connections alone: of those in use, or just given back, nobody might, and Node ends a process for that. */
export function survive(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}
