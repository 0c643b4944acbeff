import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from '@docket/prisma/is-away.ts';

interface WaitForDatabase {
  /** How many seconds it is waited for at most. */
  seconds: number;
  signal?: AbortSignal;
  /** Told each time that it is not there, and when it is tried again, in milliseconds. */
  onAway(error: unknown, again: number): void;
}

const longestPause = 5_000;

/** Does what needs the database, as soon as there is one: again after 0.25 s, then 0.5 s, up to 5 s. What waiting does not
 * help (a wrong password, no such database, a migration that fails) is thrown at once; so is the last error when the time is
 * over, and the signal's reason when it comes. */
export async function whenDatabaseIsThere<T>(work: () => Promise<T>, { seconds, signal, onAway }: WaitForDatabase): Promise<T> {
  const begun = performance.now();
  for (let pause = 250; ; pause = Math.min(2 * pause, longestPause)) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || performance.now() - begun + pause > seconds * 1000) throw error;
      onAway(error, pause);
      await sleep(pause, undefined, { signal });
    }
  }
}
