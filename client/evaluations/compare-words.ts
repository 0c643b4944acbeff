import { fixed } from '../evaluators/agreement-words.ts';

export interface Difference {
  before: number;
  after: number;
  difference: number;
  interval: { low: number; high: number } | null;
  p: number;
  n: number;
}

/** The usual bound: below it a difference is called one. */
export const NOISE = 0.05;

/** "+3", "−4", "0": percentage points without a sign of their own. */
export function points(share: number, signed = true): string {
  const value = share * 100;
  const text = Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
  const plain = text.replace('-', '');
  if (Number(plain) === 0) return '0';
  return `${value < 0 ? '−' : signed ? '+' : ''}${plain}`;
}

/** "p = 0.03", "p < 0.001". */
export const pWords = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p < 0.1 ? p.toFixed(3).replace(/0$/, '') : p.toFixed(2)}`);

export const isNoise = ({ p }: Pick<Difference, 'p'>): boolean => p >= NOISE;

/** What a difference of pass rates comes to: "Better by 12 points (4 to 20), p = 0.003", or that it may be chance. */
export function verdictWords(passRate: Difference | null): {
  verdict: 'better' | 'worse' | 'noise' | 'none';
  headline: string;
  detail: string;
} {
  if (!passRate || passRate.n === 0) {
    return { verdict: 'none', headline: 'Nothing to compare yet', detail: 'On no row did both evaluations come to a pass or a fail.' };
  }
  const { difference, interval, p } = passRate;
  if (isNoise(passRate)) {
    const range = interval ? `, ${points(interval.low)} to ${points(interval.high)}` : '';
    return {
      verdict: 'noise',
      headline: 'No difference that is more than noise',
      detail: `${points(difference)} points${range}; ${pWords(p)}. Chance alone would often differ as much on ${passRate.n} rows.`,
    };
  }
  const up = difference > 0;
  const [low, high] = interval ? (up ? [interval.low, interval.high] : [-interval.high, -interval.low]) : [0, 0];
  const range = interval ? ` (${points(low, false)} to ${points(high, false)})` : '';
  return {
    verdict: up ? 'better' : 'worse',
    headline: `${up ? 'Better' : 'Worse'} by ${points(Math.abs(difference), false)} points${range}`,
    detail: `${pWords(p)} on ${passRate.n} rows.`,
  };
}

/** A difference of mean scores in one line. */
export function scoreWords({ before, after, difference, interval, p }: Difference): string {
  const signed = (value: number) => `${value > 0 ? '+' : ''}${fixed(value)}`;
  const range = interval ? ` (${signed(interval.low)} to ${signed(interval.high)})` : '';
  return `Mean score ${fixed(before)} → ${fixed(after)}: ${signed(difference)}${range}, ${pWords(p)}`;
}

/** A scale for intervals around zero that is the same to both sides: the least round share that holds them all. */
export function plotSpan(groups: readonly (Difference | null)[]): number {
  const most = Math.max(
    0.05,
    ...groups.flatMap((one) =>
      one ? [Math.abs(one.difference), ...(one.interval ? [Math.abs(one.interval.low), Math.abs(one.interval.high)] : [])] : [],
    ),
  );
  return [0.1, 0.25, 0.5, 1].find((span) => most <= span) ?? 1;
}
