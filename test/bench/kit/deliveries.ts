import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counts } from './load/crowd.ts';
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
  const { messages, bytes } = await untilQuiet(client);
  const { cpuMs } = await server.usage();
  const idle = ((before.cpuMs - start.cpuMs) * (performance.now() - began)) / idleMs;
  return { messages, bytes, cpuMs: cpuMs - before.cpuMs - idle };
}

/** Waits until the subscribers have heard nothing for a second. */
export async function untilQuiet(client: Process): Promise<Counts> {
  for (;;) {
    await sleep(250);
    const counts = await client.ask<Counts>('counts');
    if (counts.quietMs > 1000) return counts;
  }
}
