import { isNoise, type Difference } from './compare-words.ts';
import classes from './evaluations.module.css';

interface Props {
  difference: Difference;
  /** What the track holds to either side of zero. */
  span: number;
  /** The p that decides, where it is not the difference's own. */
  p?: number | null;
}

/** A difference as a dot with its interval as a line, on a track with zero in its middle. */
export function Forest({ difference, span, p }: Props) {
  const place = (share: number) => `${Math.min(100, Math.max(0, ((share / span + 1) / 2) * 100))}%`;
  const { low, high } = difference.interval ?? { low: difference.difference, high: difference.difference };
  const verdict = isNoise({ p: p ?? difference.p }) ? 'noise' : difference.difference > 0 ? 'better' : 'worse';
  return (
    <span className={classes.forest} data-verdict={verdict} aria-hidden>
      <i style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      <b style={{ left: place(difference.difference) }} />
    </span>
  );
}
