import { fixed, kappaStrength } from '../evaluators/agreement-words.ts';
import type { Interval, RaterPair } from './agreement-documents.ts';

/** "(0.52 to 0.86)". */
export const inBrackets = ({ low, high }: Interval): string => `(${fixed(low)} to ${fixed(high)})`;

/** How strong agreement is in Landis and Koch's words; with an interval that reaches into others, from where to where. */
export function strengthWords(value: number, interval: Interval | null): string {
  const word = kappaStrength(value);
  if (!interval) return word;
  const [low, high] = [kappaStrength(interval.low), kappaStrength(interval.high)];
  return low === high ? word : `${word} (${low} to ${high})`;
}

/** Where a scale for these intervals begins: at 0, and below it where one of them reaches there. It ends at 1. */
export function scaleFrom(values: readonly { value: number | null; interval: Interval | null }[]): number {
  const least = Math.min(0, ...values.flatMap(({ value, interval }) => [value ?? 0, interval?.low ?? 0]));
  return [0, -0.25, -0.5].find((from) => from <= least) ?? -1;
}

/** The key of two reviewers in a link, whoever is named first. */
export const pairKey = (one: string, other: string): string => [one, other].sort().join('~');

/** Pairs by their key. */
export const pairsByKey = <Pair extends Pick<RaterPair, 'first' | 'second'>>(pairs: readonly Pair[]): Map<string, Pair> =>
  new Map(pairs.map((pair) => [pairKey(pair.first.id, pair.second.id), pair]));
