import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** A rate that is offered, whatever comes of it: one thing every so often, for as long as `on` says so. Answers with how long
 * each took in milliseconds, from the moment it was due: a server that stalls is charged with all that waited for it. */
export async function openLoop(perSecond: number, on: () => boolean, once: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  const running = new Set<Promise<void>>();
  const began = performance.now();
  for (let n = 0; on(); n += 1) {
    const due = began + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const one: Promise<void> = once(n)
      .then(() => void took.push(performance.now() - due))
      .finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  return took;
}

/** `on` for an open loop that lasts so many seconds. */
export function lasting(seconds: number): () => boolean {
  const until = performance.now() + seconds * 1000;
  return () => performance.now() < until;
}
