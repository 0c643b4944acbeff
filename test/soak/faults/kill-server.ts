import { setTimeout as sleep } from 'node:timers/promises';
import { between } from '../random.ts';
import type { Fault } from './fault.ts';

/** kill -9 of one server process; another takes its place after a moment. */
export const killServer: Fault = {
  name: 'kill -9 a server',
  async inject({ servers, random }) {
    const at = Math.floor(random() * servers.length);
    await servers[at]!.end('SIGKILL');
    await sleep(between(random, 100, 2_000));
    await servers[at]!.start();
    return `server ${at}`;
  },
};
