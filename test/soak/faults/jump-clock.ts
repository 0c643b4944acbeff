import { setTimeout as sleep } from 'node:timers/promises';
import { between, pick } from '../random.ts';
import type { Fault } from './fault.ts';

/** A server's wall clock is wrong for some seconds: only the database's may decide anything. */
export const jumpClock: Fault = {
  name: 'jump a server’s clock',
  async inject({ servers, random }) {
    const at = Math.floor(random() * servers.length);
    const by = pick(random, [-3_600_000, -30_000, 30_000, 3_600_000]);
    servers[at]!.jump(by);
    await sleep(between(random, 3_000, 8_000));
    servers[at]!.jump(0);
    return `server ${at} by ${by / 1000} s`;
  },
};
