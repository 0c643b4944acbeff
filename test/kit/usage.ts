import { setTimeout as sleep } from 'node:timers/promises';

/** What a process has used: CPU time since its start in milliseconds, memory now in bytes. */
export interface Usage {
  cpuMs: number;
  /** What the system holds for it. */
  rss: number;
  /** What JavaScript and its buffers hold. */
  heap: number;
}

/** With `gc`, memory is read after collecting, which needs `--expose-gc`. */
export async function readUsage({ gc = false }: { gc?: boolean } = {}): Promise<Usage> {
  const { user, system } = process.cpuUsage();
  if (gc) {
    if (!globalThis.gc) throw new Error('This process was not started with --expose-gc.');
    // The second takes what the first one's finalisers let go of, and in the pause freed pages go back to the system.
    for (let n = 0; n < 3; n += 1) {
      globalThis.gc();
      await sleep(200);
    }
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  // `external` has the array buffers in it.
  return { cpuMs: (user + system) / 1000, rss, heap: heapUsed + Math.max(external, arrayBuffers) };
}
