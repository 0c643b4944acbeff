import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../context.ts';
import { pauseBySelf } from './control-evaluation.ts';
import { evaluateRow } from './evaluate-row.ts';
import { giveBackRows, hasMoreLater, type LeasedRow, leaseRows, renewLeases } from './lease-rows.ts';
import { type PreparedWork, prepareWork } from './prepare-work.ts';
import { recordResults } from './record-results.ts';

export interface EvaluationRun {
  /** Takes no more rows; those under way are finished, or, when the signal comes, given back. */
  stop(): void;
  /** Gives up what is under way: the rows go back to those that wait. */
  cancel(): void;
  /** Resolves when nothing of it is under way any more. Does not reject. */
  ended: Promise<void>;
}

interface RunEvaluation {
  evaluationId: number;
  leaseSeconds: number;
  onError(error: unknown): void;
}

/** So many rows one after the other that failed, and something is wrong that is not about the rows. */
const tooManyInARow = 20;
/** How often it is looked again where the bounds of an evaluation allow no row now, in milliseconds. */
const lookAgain = 200;

/**
 * This process's part of one evaluation: rows are leased, worked on in `slots` at once, and recorded. Several processes may work
 * on one evaluation; a row is leased to one of them. Ends by itself when there is nothing left to take.
 */
export function runEvaluation(services: Services, options: RunEvaluation): EvaluationRun {
  const aborting = new AbortController();
  // Every call that is under way listens.
  setMaxListeners(0, aborting.signal);
  let stopping = false;
  const ended = run(services, options, { signal: aborting.signal, isStopping: () => stopping }).catch(options.onError);
  return {
    ended,
    stop: () => (stopping = true),
    cancel() {
      stopping = true;
      aborting.abort();
    },
  };
}

interface Running {
  signal: AbortSignal;
  isStopping(): boolean;
}

async function run(services: Services, { evaluationId, leaseSeconds, onError }: RunEvaluation, running: Running): Promise<void> {
  const { db, signals } = services;
  let work: PreparedWork;
  try {
    work = await prepareWork(services, evaluationId);
  } catch (error) {
    await pauseBySelf(services, evaluationId, error instanceof Error ? error.message : String(error));
    throw error;
  }
  const token = randomUUID();
  const { projectId, slots, batch, calls } = work;
  const told = () => signals.send('evaluation', { projectId, evaluationId });
  const recorder = recordResults({ db, evaluationId, token, onError, onRecorded: told });
  const renewing = setInterval(
    () => void renewLeases(db, { evaluationId, token, seconds: leaseSeconds }).catch(onError),
    (leaseSeconds * 1000) / 3,
  );
  const underWay = new Set<Promise<void>>();
  let failures = 0;
  let over = false;

  const workOn = async (row: LeasedRow): Promise<void> => {
    let failed: string | null = null;
    let recorded = Promise.resolve();
    const hopeless = await evaluateRow(
      work,
      row,
      (part) => {
        if (part.end === 'FAILED') failed = part.error ?? '';
        recorded = recorder.add(part);
      },
      running.signal,
    );
    // Its slot is taken until then: a worker that dies loses its slots at most, and none asks on while nothing can be written.
    await recorded;
    failures = failed === null ? 0 : failures + 1;
    const why =
      hopeless ?? (failures === Math.max(tooManyInARow, slots) ? `The last ${failures} rows failed. The last of them: ${failed}` : null);
    if (why === null || over) return;
    over = true;
    await pauseBySelf(services, evaluationId, why);
  };

  try {
    while (!running.isStopping() && !over) {
      const free = slots - underWay.size;
      const rows = free >= batch ? await leaseRows(db, { evaluationId, token, rows: free, seconds: leaseSeconds, calls }) : [];
      for (const row of rows) {
        const working: Promise<void> = workOn(row)
          .catch(onError)
          .finally(() => underWay.delete(working));
        underWay.add(working);
      }
      if (underWay.size === 0 && !(await hasMoreLater(db, evaluationId))) break;
      // Until a slot is free; where nothing could be had though one was, not at once again.
      if (underWay.size > 0) await Promise.race(underWay);
      if (free >= batch && rows.length === 0) await Promise.race([...underWay, sleep(lookAgain)]);
    }
    await Promise.all(underWay);
  } finally {
    clearInterval(renewing);
    // What could not be recorded, and what was leased when the database went away.
    await giveBackRows(db, token).catch(onError);
    told();
  }
}
