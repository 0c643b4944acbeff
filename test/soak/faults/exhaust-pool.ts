import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { between } from '../random.ts';
import { connectBeside } from '../world.ts';
import type { Fault } from './fault.ts';

/** Every connection of every pool waits for a lock that somebody holds; or Postgres has no connection left for anybody new,
 * and the pools have lost theirs. */
export const exhaustPool: Fault = {
  name: 'exhaust the pool',
  async inject(world) {
    const { random, databaseUrl } = world;
    const client = await connectBeside(world);
    const milliseconds = between(random, 1_500, 4_000);
    if (random() < 0.5) {
      await client.query('BEGIN; LOCK TABLE claim, event IN ACCESS EXCLUSIVE MODE');
      await sleep(milliseconds);
      await client.query('COMMIT');
      await client.end();
      return `a lock on claim and event for ${Math.round(milliseconds)} ms`;
    }
    const guests: pg.Client[] = [];
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'docket' AND pid <> pg_backend_pid()`,
    );
    for (let full = false; !full;) {
      const guest = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
      guest.on('error', () => undefined);
      await guest.connect().then(
        () => guests.push(guest),
        () => (full = true),
      );
    }
    await sleep(milliseconds);
    await Promise.all([client, ...guests].map((one) => one.end().catch(() => undefined)));
    return `${guests.length} connections taken for ${Math.round(milliseconds)} ms`;
  },
};
