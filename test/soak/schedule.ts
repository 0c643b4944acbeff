import { setTimeout as sleep } from 'node:timers/promises';
import { breakListen } from './faults/break-listen.ts';
import { cutSockets } from './faults/cut-sockets.ts';
import { drainServer } from './faults/drain-server.ts';
import { exhaustPool } from './faults/exhaust-pool.ts';
import type { Fault } from './faults/fault.ts';
import { fillDisk } from './faults/fill-disk.ts';
import { freezePostgres } from './faults/freeze-postgres.ts';
import { freezeServer } from './faults/freeze-server.ts';
import { halfOpen } from './faults/half-open.ts';
import { jumpClock } from './faults/jump-clock.ts';
import { killPostgres } from './faults/kill-postgres.ts';
import { killServer } from './faults/kill-server.ts';
import { slowReaders } from './faults/slow-readers.ts';
import type { FaultRecord } from './history.ts';
import { between } from './random.ts';
import type { World } from './world.ts';

export const allFaults: Fault[] = [
  killServer,
  cutSockets,
  breakListen,
  killPostgres,
  jumpClock,
  freezeServer,
  halfOpen,
  exhaustPool,
  slowReaders,
  drainServer,
  freezePostgres,
  fillDisk,
];

export interface Schedule {
  until: number;
  /** Mean pause after a fault was put right, in milliseconds. */
  pause: number;
  write(record: FaultRecord): void;
  log(line: string): void;
}

/** Makes one fault after the other in random order, each of them once before any comes again. Answers those left out. */
export async function makeFaults(world: World, { until, pause, write, log }: Schedule): Promise<string[]> {
  const { random } = world;
  const leftOut = allFaults.flatMap((fault) => {
    const why = fault.leftOut?.(world);
    return why ? [`${fault.name}: ${why}`] : [];
  });
  const possible = allFaults.filter((fault) => !fault.leftOut?.(world));
  let waiting: Fault[] = [];
  while (Date.now() < until) {
    if (waiting.length === 0) waiting = [...possible];
    const [fault] = waiting.splice(Math.floor(random() * waiting.length), 1);
    const at = Date.now();
    const what = await fault!.inject(world).catch((error: unknown) => `could not be made: ${String(error)}`);
    const healed = Date.now();
    write({ t: 'fault', name: fault!.name, what, at, healed });
    log(`${((at % 3_600_000) / 1000).toFixed(1)} ${fault!.name}: ${what} (${healed - at} ms)`);
    await sleep(Math.min(between(random, 0.3 * pause, 1.7 * pause), Math.max(0, until - Date.now())));
  }
  return leftOut;
}
