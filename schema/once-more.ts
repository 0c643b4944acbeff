import { setTimeout as sleep } from 'node:timers/promises';

interface OnceMore {
  /** Where it says so, nothing is begun any more. */
  isOver(): boolean;
  /** Milliseconds from the end of one to the beginning of the next, at the least; 0 by default. */
  rest?(): number;
}

/** Does `work` whenever it is asked: one at a time, and once more where it was asked in the meantime, however often.
 * @param work Deals with its own errors: it never rejects. */
export function onceMore(work: () => Promise<unknown>, { isOver, rest = () => 0 }: OnceMore) {
  let asked = false;
  let busy = false;
  let done = Promise.resolve();

  async function go(): Promise<void> {
    while (asked && !isOver()) {
      asked = false;
      await work();
      const ms = rest();
      if (ms > 0) await sleep(ms);
    }
    busy = false;
  }

  return {
    ask: (): void => {
      asked = true;
      if (busy) return;
      busy = true;
      done = go();
    },
    /** Resolves when none is under way. */
    settled: (): Promise<void> => done,
  };
}
