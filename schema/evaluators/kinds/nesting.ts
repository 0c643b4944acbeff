import type { Json } from '../../builder.ts';
import { textOf } from '../verdict.ts';

/** Levels of a value that are looked at. RFC 8259 leaves the bound to the reader; recursion holds several times as many. */
export const LEVELS = 1000;

/** Whether a value is nested deeper than `LEVELS`. Without recursion, since that is what it guards. */
export function isTooDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LEVELS) return true;
    const next: Json[] = [];
    for (const one of level)
      if (typeof one === 'object' && one !== null) for (const child of Array.isArray(one) ? one : Object.values(one)) next.push(child);
    level = next;
  }
  return false;
}

/** Text of a value, as `textOf`; null when it is nested too deep to be written. */
export const readText = (value: Json): string | null => (isTooDeep(value) ? null : textOf(value));
