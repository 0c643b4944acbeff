import { setTimeout as sleep } from 'node:timers/promises';
import { between, pick } from '../random.ts';
import type { Fault } from './fault.ts';

/** For a while what one side says on its open connections vanishes, and nobody is told. */
export const halfOpen: Fault = {
  name: 'half-open sockets',
  async inject({ servers, random }) {
    const at = Math.floor(random() * servers.length);
    const way = pick(random, ['toClient', 'toServer'] as const);
    const milliseconds = between(random, 3_000, 10_000);
    servers[at]!.proxy.swallow(way, true);
    await sleep(milliseconds);
    servers[at]!.proxy.swallow(way, false);
    return `server ${at}, ${way}, ${Math.round(milliseconds)} ms`;
  },
};
