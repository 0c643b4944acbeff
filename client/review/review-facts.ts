import type { ReviewState } from './review-types.ts';

/** Why the current row cannot be filled at this moment, in the reviewer's words; null when it can. */
export function fillBlockedBy(state: ReviewState): string | null {
  if (!state.current) return 'No row is open.';
  if (state.loss) return 'Your claim is gone: claim the row again first.';
  if (state.meanwhile) return 'The row changed meanwhile: choose which text stands first.';
  if (!state.online) return 'A fill needs the server, and you are offline. What you type is kept.';
  if (state.busy) return 'One moment…';
  return null;
}

export const median = (numbers: number[]): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** What this sitting came to: rows done, and the median seconds that one took. */
export const sitting = (state: ReviewState) => ({
  done: state.done.length,
  skipped: state.skipped,
  medianSeconds: median(state.done.map((one) => one.seconds)),
});

/** 75 → "1:15". Never below zero. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** 75 → "1 min 15 s". */
export function spell(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole % 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole / 60} min`;
}

/** A time of today as the clock on the wall shows it; with the day when it was another. */
export function clockText(at: number | string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString([], today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
}
