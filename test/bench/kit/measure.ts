import { performance } from 'node:perf_hooks';

/** What a closed loop did: how many a second, and how long each took, in milliseconds. */
export interface Pace {
  perSecond: number;
  p50: number;
  p99: number;
  count: number;
}

/** The value below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** So many workers, each doing one thing after the other, for so long. The first fifth is a warm-up and not counted. */
export async function closedLoop(workers: number, seconds: number, once: (worker: number) => Promise<unknown>): Promise<Pace> {
  const began = performance.now();
  const counted = began + seconds * 200;
  const until = began + seconds * 1000;
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let now = performance.now(); now < until; now = performance.now()) {
        await once(worker);
        if (now >= counted) took.push(performance.now() - now);
      }
    }),
  );
  return { perSecond: took.length / (seconds * 0.8), p50: quantile(took, 0.5), p99: quantile(took, 0.99), count: took.length };
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
