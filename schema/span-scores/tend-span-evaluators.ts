import type { Services } from '../context.ts';
import { onceMore } from '../once-more.ts';
import { anyEnabled, findBehind } from './find-behind.ts';
import { holdLocks } from './hold-locks.ts';
import { runSpanEvaluator } from './run-span-evaluator.ts';
import { SettledSpans } from './settled-spans.ts';

export interface SpanWorker {
  /** Begins no more batches, gives those under way a moment, then gives them up. */
  stop(): Promise<void>;
}

interface TendSpanEvaluators {
  /** After so many seconds without a word, a process is taken for dead. */
  leaseSeconds: number;
  onError(error: unknown): void;
}

/** Without a hint it is looked so often, and with however many hints not oftener than that; milliseconds. */
const every = 1000;
const atMost = 100;
/** What is under way at a stop may take so long to end by itself, in milliseconds. */
const grace = 5000;
/** "scor" in ASCII: no other lock has this first half. */
const space = 0x73636f72;

/**
 * This process's worker on spans: looks each second, and whenever it is told that spans came, which evaluators have spans before
 * them, and works on those that no other process works on.
 */
export function tendSpanEvaluators(services: Services, { leaseSeconds, onError }: TendSpanEvaluators): SpanWorker {
  const { db, signals } = services;
  const settled = new SettledSpans(db);
  const runs = new Map<number, { ended: Promise<void>; aborting: AbortController }>();
  const locks = holdLocks({ url: db.url, space, seconds: leaseSeconds, onLost: abortAll });
  let upTo = 0;
  let stopped = false;
  const looks = onceMore(() => look().catch(onError), { isOver: () => stopped, rest: () => atMost });

  function abortAll(): void {
    for (const { aborting } of runs.values()) aborting.abort();
  }

  async function begin(id: number): Promise<void> {
    if (stopped || runs.has(id) || !(await locks.take(id))) return;
    const aborting = new AbortController();
    const { signal } = aborting;
    const isStopping = () => stopped || signal.aborted;
    const ended = runSpanEvaluator(services, { id, upTo: () => upTo, isStopping, signal, onError })
      .finally(() => locks.give(id))
      .finally(() => runs.delete(id))
      // What failed is tried again at the next look, not at once.
      .then(looks.ask, onError);
    runs.set(id, { ended, aborting });
  }

  async function look(): Promise<void> {
    if (!(await anyEnabled(db))) return;
    const now = await settled.look();
    upTo = now.upTo;
    if (!now.level) looks.ask();
    for (const id of await findBehind(db, upTo)) await begin(id);
  }

  const timer = setInterval(looks.ask, every);
  timer.unref();
  const listening = [
    signals.on('spans', ({ count }) => count > 0 && looks.ask()),
    signals.on('spanEvaluator', ({ spanEvaluatorId }) => !runs.has(spanEvaluatorId) && looks.ask()),
    signals.onGap(looks.ask),
  ];
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
