export interface Reading {
  /** Milliseconds. */
  at: number;
  /** Rows that are done or have failed. */
  settled: number;
}

/** The readings that say how fast it goes now: those of the last `window` milliseconds, and the last one before them. A count
 * that went back (rows were taken up again) begins anew. */
export function withReading(readings: readonly Reading[], reading: Reading, window = 10_000): Reading[] {
  const last = readings.at(-1);
  if (last && reading.settled < last.settled) return [reading];
  const kept = readings.filter((_, index) => (readings[index + 1]?.at ?? reading.at) > reading.at - window);
  return [...kept, reading];
}

/** Rows a second over these readings; null before two of them are apart. */
export function perSecond(readings: readonly Reading[]): number | null {
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last || last.at - first.at < 500) return null;
  return ((last.settled - first.settled) * 1000) / (last.at - first.at);
}

/** "4.2 rows a second", "12 rows a minute". */
export function paceWords(rate: number): string {
  if (rate >= 10) return `${Math.round(rate)} rows a second`;
  return rate >= 1 ? `${rate.toFixed(1)} rows a second` : `${Math.max(1, Math.round(rate * 60))} rows a minute`;
}
