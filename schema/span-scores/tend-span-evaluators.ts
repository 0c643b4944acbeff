import type { Services } from '../context.ts';
import { type StandingWorker, tendStanding } from '../evaluators/standing/tend-standing.ts';
import { anyEnabled, findBehind } from './find-behind.ts';
import { runSpanEvaluator } from './run-span-evaluator.ts';
import { SettledSpans } from './settled-spans.ts';

interface TendSpanEvaluators {
  /** After so many seconds without a word, a process is taken for dead. */
  leaseSeconds: number;
  onError(error: unknown): void;
}

/** "scor" in ASCII: no other lock has this first half. */
const space = 0x73636f72;

/**
 * This process's worker on spans: looks each second, and whenever it is told that spans came, which evaluators have spans before
 * them, and works on those that no other process works on.
 */
export function tendSpanEvaluators(services: Services, { leaseSeconds, onError }: TendSpanEvaluators): StandingWorker {
  const { db, signals } = services;
  const settled = new SettledSpans(db);
  let upTo = 0;
  return tendStanding({
    url: db.url,
    space,
    leaseSeconds,
    every: 1000,
    atMost: 100,
    async look(ask) {
      if (!(await anyEnabled(db))) return [];
      const now = await settled.look();
      upTo = now.upTo;
      if (!now.level) ask();
      return findBehind(db, upTo);
    },
    run: (run) => runSpanEvaluator(services, { ...run, upTo: () => upTo }),
    listen: (ask, isRunning) => [
      signals.on('spans', ({ count }) => count > 0 && ask()),
      signals.on('spanEvaluator', ({ spanEvaluatorId }) => !isRunning(spanEvaluatorId) && ask()),
      signals.onGap(ask),
    ],
    onError,
  });
}
