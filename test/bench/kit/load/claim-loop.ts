import { performance } from 'node:perf_hooks';
import { type ClaimRowsAnswer, claimRows, rowNumber } from '../documents.ts';
import { type Pace, quantile } from '../measure.ts';
import { type OpenCallers, openCallers } from './callers.ts';

export interface ClaimLoop extends OpenCallers {
  datasetId: string;
  /** The reviewer n waits at the slice n modulo their number. */
  filters: object[];
  /** Before what is counted; what is claimed in it is answered too. */
  warmUpSeconds: number;
  /** One of the two ends it. */
  seconds?: number;
  claims?: number;
}

export interface ClaimLoopDone extends Pace {
  /** All that were dealt, in the order of their answers, for whoever looks for doubles. */
  rows: Float64Array;
  /** How many a second in each fifth of the claims that were counted. */
  fifths: number[];
}

/** Reviewers who each claim one row after the other. */
export async function claimLoop({
  datasetId,
  filters,
  warmUpSeconds,
  seconds,
  claims = Infinity,
  ...open
}: ClaimLoop): Promise<ClaimLoopDone> {
  const callers = await openCallers(open);
  const rows: number[] = [];
  const took: number[] = [];
  const ends: number[] = [];
  const counted = performance.now() + warmUpSeconds * 1000;
  const until = counted + (seconds ?? Infinity) * 1000;
  await Promise.all(
    callers.map(async ({ call }, n) => {
      const input = { datasetId, count: 1, seconds: 3600, filter: filters[n % filters.length] };
      for (let began = performance.now(); began < until && took.length < claims; began = performance.now()) {
        const { claimRows: answer } = await call<ClaimRowsAnswer>(claimRows, { input });
        if (!answer.claims?.length) throw new Error(answer.message ?? 'Nothing was left to claim.');
        rows.push(rowNumber(answer.claims[0]!.row.id));
        if (began < counted) continue;
        const end = performance.now();
        took.push(end - began);
        ends.push(end);
      }
    }),
  );
  for (const { close } of callers) close();
  const elapsed = (ends.at(-1)! - counted) / 1000;
  return {
    perSecond: took.length / elapsed,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    count: took.length,
    rows: Float64Array.from(rows),
    fifths: paceOfFifths([counted, ...ends]),
  };
}

/** How many a second in each fifth of what ended at these times, in milliseconds; the first is the beginning. */
export function paceOfFifths(ends: readonly number[]): number[] {
  const size = Math.floor((ends.length - 1) / 5);
  return Array.from({ length: 5 }, (_, n) => (size * 1000) / (ends[(n + 1) * size]! - ends[n * size]!));
}
