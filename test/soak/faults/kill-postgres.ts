import { setTimeout as sleep } from 'node:timers/promises';
import { pick } from '../random.ts';
import { signal } from '../postgres.ts';
import type { Fault } from './fault.ts';

/** kill -9 of the postmaster and all its children, or of one backend, upon which Postgres throws out everybody and recovers. */
export const killPostgres: Fault = {
  name: 'kill -9 Postgres',
  async inject({ postgres, random }) {
    const [postmaster, ...children] = postgres.processes();
    if (postmaster === undefined) return 'it was away already';
    const whole = random() < 0.6 || children.length === 0;
    for (const pid of whole ? [postmaster, ...children] : [pick(random, children)]) signal(pid, 'SIGKILL');
    const gone = Date.now();
    while (Date.now() - gone < 30_000) {
      await sleep(100);
      if (postgres.processes().length > 4 && postgres.processes()[0] !== (whole ? postmaster : undefined)) break;
    }
    return whole ? 'the postmaster and its children' : 'one backend';
  },
};
