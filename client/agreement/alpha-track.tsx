import type { CSSProperties } from 'react';
import type { Interval } from './agreement-documents.ts';
import classes from './agreement.module.css';

interface Props {
  value: number;
  interval: Interval | null;
  /** Where the track begins; it ends at 1. */
  from: number;
  /** A line across: what it is over all rows. */
  mark?: number | null;
}

/** Where Landis and Koch's words change. */
const bounds = [0.2, 0.4, 0.6, 0.8];

/** Agreement as a dot with its interval as a line, on a track up to 1 with zero and the usual bounds. */
export function AlphaTrack({ value, interval, from, mark }: Props) {
  const place = (at: number) => `${Math.min(100, Math.max(0, ((at - from) / (1 - from)) * 100))}%`;
  const { low, high } = interval ?? { low: value, high: value };
  return (
    <span className={classes.track} aria-hidden>
      {bounds.map((bound) => (
        <s key={bound} style={{ left: place(bound) }} />
      ))}
      {from < 0 && <s data-zero style={{ left: place(0) }} />}
      {mark !== null && mark !== undefined && <u style={{ left: place(mark) }} />}
      <i style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      <b style={{ '--at': place(value) } as CSSProperties} />
    </span>
  );
}
