import dayjs from 'dayjs';
import { useNow } from './clock.ts';

/** How long ago, in few letters: now, 40 s, 12 min, 3 h, 5 d, then the date. */
export function ago(at: string, now: number): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  if (seconds < 10) return 'now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 7 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`;
  return dayjs(at).format(dayjs(at).year() === dayjs(now).year() ? 'D MMM' : 'D MMM YYYY');
}

/** A moment, told from now; the exact time on hover. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow(10_000);
  return (
    <time dateTime={at} title={dayjs(at).format('ddd D MMM YYYY, HH:mm:ss')}>
      {ago(at, now)}
    </time>
  );
}
