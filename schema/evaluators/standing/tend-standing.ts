import { onceMore } from '../../once-more.ts';
import { holdLocks } from './hold-locks.ts';

export interface StandingWorker {
  /** Begins no more batches, gives those under way a moment, then gives them up. */
  stop(): Promise<void>;
}

/** One evaluator that is worked on. */
export interface StandingRun {
  id: number;
  isStopping(): boolean;
  /** Gives up what is under way. */
  signal: AbortSignal;
  onError(error: unknown): void;
}

interface TendStanding {
  /** The database's address: locks are held on a connection of their own. */
  url: string;
  /** The first half of the locks' keys: no other lock has it. */
  space: number;
  /** After so many seconds without a word, a process is taken for dead. */
  leaseSeconds: number;
  /** Without a hint it is looked so often, and with however many hints not oftener than that; milliseconds. */
  every: number;
  atMost: number;
  /** Which have something before them. `ask`: look again soon. */
  look(ask: () => void): Promise<number[]>;
  /** Works on one until it is level, paused or stopped. */
  run(run: StandingRun): Promise<void>;
  /** Listens for hints; answers what ends that. */
  listen(ask: () => void, isRunning: (id: number) => boolean): (() => void)[];
  onError(error: unknown): void;
}

/** What is under way at a stop may take so long to end by itself, in milliseconds. */
const grace = 5000;

/** This process's worker on evaluators that run by themselves: works on those that have something before them and that no other
 * process works on. */
export function tendStanding({ url, space, leaseSeconds, every, atMost, look, run, listen, onError }: TendStanding): StandingWorker {
  const runs = new Map<number, { ended: Promise<void>; aborting: AbortController }>();
  const locks = holdLocks({ url, space, seconds: leaseSeconds, onLost: abortAll });
  let stopped = false;
  const looks = onceMore(() => lookOnce().catch(onError), { isOver: () => stopped, rest: () => atMost });

  function abortAll(): void {
    for (const { aborting } of runs.values()) aborting.abort();
  }

  async function begin(id: number): Promise<void> {
    if (stopped || runs.has(id) || !(await locks.take(id))) return;
    const aborting = new AbortController();
    const { signal } = aborting;
    const ended = run({ id, isStopping: () => stopped || signal.aborted, signal, onError })
      .finally(() => locks.give(id))
      .finally(() => runs.delete(id))
      // What failed is tried again at the next look, not at once.
      .then(looks.ask, onError);
    runs.set(id, { ended, aborting });
  }

  async function lookOnce(): Promise<void> {
    for (const id of await look(looks.ask)) await begin(id);
  }

  const timer = setInterval(looks.ask, every);
  timer.unref();
  const listening = listen(looks.ask, (id) => runs.has(id));
  looks.ask();

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      for (const off of listening) off();
      await looks.settled();
      const late = setTimeout(abortAll, grace);
      await Promise.all([...runs.values()].map(({ ended }) => ended));
      clearTimeout(late);
      await locks.stop();
    },
  };
}
