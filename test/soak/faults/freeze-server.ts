import { setTimeout as sleep } from 'node:timers/promises';
import { between } from '../random.ts';
import type { Fault } from './fault.ts';

/** SIGSTOP past the expiry of every claim (2 to 6 seconds), then SIGCONT: what it does next, it does with old tokens. */
export const freezeServer: Fault = {
  name: 'freeze a server past its claims’ expiry',
  async inject({ servers, random }) {
    const at = Math.floor(random() * servers.length);
    const milliseconds = between(random, 6_500, 9_000);
    servers[at]!.signal('SIGSTOP');
    await sleep(milliseconds);
    servers[at]!.signal('SIGCONT');
    return `server ${at} for ${Math.round(milliseconds)} ms`;
  },
};
