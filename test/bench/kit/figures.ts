import { type Target, isReached, written } from '../targets.ts';

/** One line of a table of figures. */
export interface Line {
  figure: string;
  median: number;
  spread: string;
  target: string;
  reached: string;
}

/** The figures as lines: those that have a target first, and a median and its spread in one. */
export function linesOf(figures: Record<string, number>, targets: readonly Target[]): Line[] {
  const isSpread = (key: string) => /_(min|max)$/.test(key) && key.replace(/_(min|max)$/, '') in figures;
  const aimed = targets.map(({ key }) => key);
  const rest = Object.keys(figures).filter((key) => !isSpread(key) && !aimed.includes(key));
  return [...aimed, ...rest].map((key) => {
    const target = targets.find((one) => one.key === key);
    const [least, greatest] = [figures[`${key}_min`], figures[`${key}_max`]];
    return {
      figure: key,
      median: figures[key] ?? NaN,
      spread: least === undefined || greatest === undefined ? '' : `${least} to ${greatest}`,
      target: target ? written(target) : '',
      reached: target ? (isReached(target, figures[key]) ? 'yes' : 'no') : '',
    };
  });
}
