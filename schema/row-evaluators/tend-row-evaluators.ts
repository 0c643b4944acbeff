import type { Services } from '../context.ts';
import { type StandingWorker, tendStanding } from '../evaluators/standing/tend-standing.ts';
import { findBehind } from './find-behind.ts';
import { runRowEvaluator } from './run-row-evaluator.ts';

interface TendRowEvaluators {
  /** After so many seconds without a word, a process is taken for dead. */
  leaseSeconds: number;
  onError(error: unknown): void;
}

/** "rows" in ASCII: no other lock has this first half. */
const space = 0x726f7773;

/** This process's worker on rows: looks every two seconds, and whenever it is told that something happened to a dataset that has
 * evaluators, which of these have events before them, and works on those that no other process works on. */
export function tendRowEvaluators(services: Services, { leaseSeconds, onError }: TendRowEvaluators): StandingWorker {
  const { db, signals } = services;
  let watched = new Set<number>();
  return tendStanding({
    url: db.url,
    space,
    leaseSeconds,
    every: 2000,
    // A dataset that is worked in has events all the time.
    atMost: 200,
    async look() {
      const { datasetIds, behind } = await findBehind(db);
      watched = new Set(datasetIds);
      return behind;
    },
    run: (run) => runRowEvaluator(services, run),
    listen: (ask, isRunning) => [
      signals.on('dataset', ({ datasetId }) => watched.has(datasetId) && ask()),
      signals.on('rowEvaluator', ({ rowEvaluatorId }) => !isRunning(rowEvaluatorId) && ask()),
      signals.onGap(ask),
    ],
    onError,
  });
}
