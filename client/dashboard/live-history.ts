/** The queue at one moment; `at` in milliseconds. */
export interface Point {
  at: number;
  empty: number;
  filled: number;
}

/** The stretch of time that is drawn, and the width of one step in it, in milliseconds. */
export interface Span {
  milliseconds: number;
  step: number;
}

/**
 * A history with what just happened added: within one step only the newest counts, so that a busy hour stays as light as
 * a quiet one; what is older than the stretch goes, but for the last point before it, which says where the line begins.
 */
export function extend(points: readonly Point[], next: Point, { milliseconds, step }: Span): Point[] {
  const last = points.at(-1);
  if (last && next.at < last.at) return [...points];
  const sameStep = last !== undefined && points.length > 1 && Math.floor(last.at / step) === Math.floor(next.at / step);
  const all = [...(sameStep ? points.slice(0, -1) : points), next];
  const begins = all.findLastIndex((point) => point.at <= next.at - milliseconds);
  return begins > 0 ? all.slice(begins) : all;
}

/** What is drawn: the history up to now, since a queue that nothing happens to still has its size. */
export function upToNow(points: readonly Point[], now: number): Point[] {
  const last = points.at(-1);
  return last && last.at < now ? [...points, { ...last, at: now }] : [...points];
}

/** How many were filled between neighbouring points; reopening counts for nothing. */
export const filledBetween = (points: readonly Point[]): { at: number; done: number }[] =>
  points.slice(1).map((point, index) => ({ at: point.at, done: Math.max(0, point.filled - (points[index]?.filled ?? point.filled)) }));
