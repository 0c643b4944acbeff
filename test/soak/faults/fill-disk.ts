import { setTimeout as sleep } from 'node:timers/promises';
import { between } from '../random.ts';
import { connectBeside } from '../world.ts';
import type { Fault } from './fault.ts';

/** The disk under Postgres is full for some seconds. Statements fail; where the log itself finds no room Postgres dies, and
 * comes back once there is some. */
export const fillDisk: Fault = {
  name: 'fill the disk under Postgres',
  leftOut: ({ postgres }) => (postgres.fillDisk ? null : 'it needs root, and a system that lets it mount a small tmpfs'),
  async inject(world) {
    const { postgres, random } = world;
    const milliseconds = between(random, 2_000, 6_000);
    postgres.fillDisk!(true);
    // Reaches the end of the log's last segment, which was made while there was room.
    const client = await connectBeside(world).catch(() => null);
    const switched = await client?.query('SELECT pg_switch_wal()').then(
      () => true,
      () => false,
    );
    await sleep(milliseconds);
    postgres.fillDisk!(false);
    await client?.end().catch(() => undefined);
    return `${Math.round(milliseconds)} ms${switched ? ', with a new segment of the log' : ''}`;
  },
};
