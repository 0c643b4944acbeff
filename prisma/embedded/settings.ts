import { totalmem } from 'node:os';

/** Settings of the server by their name in postgresql.conf. */
export type Settings = Record<string, string | number>;

/** Memory that this process may count on: a container's limit when there is one. */
function memory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

const megabytes = (bytes: number, least: number, most: number): string =>
  `${Math.round(Math.min(most, Math.max(least, bytes / 2 ** 20)))}MB`;

/** What the embedded Postgres runs with. Given on its command line at every start, so that a newer version of Docket
 * brings its own and no file has to be edited. `synchronous_commit` and `fsync` stay on: what was filled is on disk. */
export function settingsFor(port: number): Settings {
  return {
    // This machine only, and over TCP only: a socket's path may be too long for the system.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    // Several processes with two pools each, followers and listeners beside them.
    max_connections: 200,

    // An eighth of the memory and not the usual quarter: page, server and browser live on the same machine.
    shared_buffers: megabytes(memory() / 8, 64, 2048),
    effective_cache_size: megabytes(memory() / 2, 256, 16_384),
    // Sorting a page of rows or building a combination's list stays in memory.
    work_mem: '16MB',
    maintenance_work_mem: megabytes(memory() / 32, 64, 512),

    // Claims and fills write much and little at a time: far checkpoints, so that a page's full image is written rarely.
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',

    // Disks of today find a random page nearly as fast as the next one; the default makes the planner scan.
    random_page_cost: 1.1,
    // Our statements take milliseconds, compiling one takes longer.
    jit: 'off',

    // Claims are rows that come and go all day: clean up early and often, or the hot index is full of dead ones.
    autovacuum_naptime: '15s',
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.02,
    autovacuum_vacuum_insert_scale_factor: 0.1,
    // A forgotten open transaction keeps every dead row alive; none of ours stays open that long.
    idle_in_transaction_session_timeout: '60s',

    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
    log_min_duration_statement: '1s',
    log_lock_waits: 'on',
  };
}
