import { setTimeout as sleep } from 'node:timers/promises';
import { pick } from '../random.ts';
import type { Fault } from './fault.ts';

/** Readers that stop reading for five seconds, or a network that lets 4 KB a second through to each of them. */
export const slowReaders: Fault = {
  name: 'slow readers',
  async inject({ servers, random, doze }) {
    const asleep = random() < 0.5;
    if (asleep) doze();
    else for (const { proxy } of servers) proxy.throttle(4_000);
    await sleep(pick(random, [4_000, 8_000]));
    for (const { proxy } of servers) proxy.throttle(null);
    return asleep ? 'asleep' : '4 KB a second';
  },
};
