import type { Gather } from './load/crowd.ts';
import type { Process } from './start-process.ts';
import type { ServerProcess } from './stage.ts';

export interface SubscriberMemory {
  /** Bytes a subscriber: what the system holds for the process, and what JavaScript and its buffers hold. */
  rss: number;
  heap: number;
  /** The greater of the two. What the system holds tells more, such as a socket's own; but a process that has held more before takes new
   * subscribers into that (seen: 1.3 KiB each by the system, and 24 by JavaScript). */
  bytes: number;
  /** Until all were there, from the first one measured. */
  seconds: number;
}

/** Gathers so many subscribers at a server, and measures what each costs it. Some 200 come before and are not counted, nor is what
 * the server needs once for any number of them. */
export async function measureMemory(server: ServerProcess, client: Process, how: Omit<Gather, 'url'>): Promise<SubscriberMemory> {
  const before = Math.min(200, Math.floor(how.count / 2));
  await client.ask('gather', { ...how, url: server.url, count: before } satisfies Gather);
  const less = await server.usage({ gc: true });
  const count = how.count - before;
  const seconds = await client.ask<number>('gather', { ...how, url: server.url, count } satisfies Gather);
  const more = await server.usage({ gc: true });
  const [rss, heap] = [(more.rss - less.rss) / count, (more.heap - less.heap) / count];
  return { rss, heap, bytes: Math.max(rss, heap), seconds };
}

/** So many sockets as files can be open in this process and in one of the server's, with some to spare for all else. */
export const socketsWithin = (limit: number, wanted: number): number => Math.min(wanted, limit - 500);
