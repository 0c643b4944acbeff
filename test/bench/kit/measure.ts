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

/** So many workers, each doing one thing after the other, for so long. The first fifth, or `warmUp` of it, is not counted. */
export async function closedLoop(
  workers: number,
  seconds: number,
  once: (worker: number) => Promise<unknown>,
  { warmUp = 0.2 }: { warmUp?: number } = {},
): Promise<Pace> {
  const began = performance.now();
  const counted = began + seconds * 1000 * warmUp;
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
  return { perSecond: took.length / (seconds * (1 - warmUp)), p50: quantile(took, 0.5), p99: quantile(took, 0.99), count: took.length };
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** The median of several rounds, as `name`, with its spread. */
export const spread = (name: string, samples: readonly number[], digits = 0): Record<string, number> => ({
  [name]: rounded(median(samples), digits),
  [`${name}_min`]: rounded(Math.min(...samples), digits),
  [`${name}_max`]: rounded(Math.max(...samples), digits),
});
