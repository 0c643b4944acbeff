import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counts } from './load/crowd.ts';
import { rounded } from './measure.ts';
import type { Process } from './start-process.ts';
import type { ServerProcess } from './stage.ts';

export interface Deliveries {
  messages: number;
  bytes: number;
  /** What the server spent on the whole of it beyond what it spends idle. */
  cpuMs: number;
}

/** Does the work and waits until the subscribers have heard nothing for a second; counts what they heard and the server's CPU time. */
export async function measureDeliveries(server: ServerProcess, client: Process, work: () => Promise<unknown>): Promise<Deliveries> {
  const idleMs = 3000;
  const start = await server.usage();
  await sleep(idleMs);
  const began = performance.now();
  const before = await server.usage();
  await client.ask('forget');
  await work();
  const { messages, bytes } = await untilQuiet(server, client);
  const { cpuMs } = await server.usage();
  const idle = ((before.cpuMs - start.cpuMs) * (performance.now() - began)) / idleMs;
  return { messages, bytes, cpuMs: cpuMs - before.cpuMs - idle };
}

/** Waits until the subscribers have heard nothing for a second, and the server is idle too: on a busy machine more than a second
 * may pass between two messages, and what it still has to do would be taken for what it does idle. */
export async function untilQuiet(server: ServerProcess, client: Process): Promise<Counts> {
  const until = performance.now() + 300_000;
  for (let before = await server.usage(); ;) {
    const began = performance.now();
    await sleep(500);
    const counts = await client.ask<Counts>('counts');
    const now = await server.usage();
    const busy = (now.cpuMs - before.cpuMs) / (performance.now() - began);
    before = now;
    if (counts.quietMs > 1000 && busy < 0.05) return counts;
    if (performance.now() > until) throw new Error(`There was no rest within five minutes: the server is at ${rounded(busy * 100, 0)} %.`);
  }
}
