import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from '../postgres.ts';
import { between } from '../random.ts';
import type { Fault } from './fault.ts';

/** All of Postgres stands still for some seconds, with every connection open. */
export const freezePostgres: Fault = {
  name: 'freeze Postgres',
  async inject({ postgres, random }) {
    const pids = postgres.processes();
    const milliseconds = between(random, 1_500, 5_000);
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await sleep(milliseconds);
    for (const pid of pids) signal(pid, 'SIGCONT');
    return `${Math.round(milliseconds)} ms`;
  },
};
