import type { CSSProperties } from 'react';
import { percent } from '../evaluators/agreement-words.ts';
import type { Tally } from './evaluation-documents.ts';
import classes from './evaluations.module.css';

type Props = Pick<Tally, 'passRate' | 'passRateInterval'>;

/** 0.84, 0.76 to 0.90 → "84 %, 76 to 90 %". */
export function rateWords({ passRate, passRateInterval }: Props): string {
  if (passRate === null) return 'no verdict yet';
  if (!passRateInterval) return percent(passRate);
  return `${percent(passRate)}, ${Math.round(passRateInterval.low * 100)} to ${Math.round(passRateInterval.high * 100)} %`;
}

/** A pass rate on a track from 0 to 1: the interval as a bar, the rate as a mark in it. */
export function PassRateTrack({ passRate, passRateInterval }: Props) {
  if (passRate === null) return <span className={classes.track} aria-hidden />;
  const { low, high } = passRateInterval ?? { low: passRate, high: passRate };
  return (
    <span className={classes.track} aria-hidden style={{ '--low': low, '--high': high, '--rate': passRate } as CSSProperties} data-rate />
  );
}
