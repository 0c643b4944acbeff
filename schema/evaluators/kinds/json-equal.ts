import type { Json } from '../../builder.ts';
import { clip } from './clip.ts';

export interface Difference {
  path: (string | number)[];
  says: string;
}

/** Where two JSON values differ first, in the order of what is expected; null when they are equal. The order of keys makes no
 * difference, and numbers are equal by value (as JavaScript holds them: beyond 2^53 neighbours are one). */
export function firstDifference(is: Json, expected: Json): Difference | null {
  if (is === expected) return null;
  if (typeof is !== 'object' || typeof expected !== 'object' || is === null || expected === null) return other(is, expected);
  if (Array.isArray(is) !== Array.isArray(expected)) return other(is, expected);
  if (Array.isArray(is) && Array.isArray(expected)) {
    for (let index = 0; index < Math.min(is.length, expected.length); index++) {
      const found = firstDifference(is[index]!, expected[index]!);
      if (found) return within(found, index);
    }
    return is.length === expected.length ? null : { path: [], says: `has ${is.length} entries, not ${expected.length}` };
  }
  return objectDifference(is as JsonObject, expected as JsonObject);
}

type JsonObject = { [key: string]: Json };

function objectDifference(is: JsonObject, expected: JsonObject): Difference | null {
  for (const key of Object.keys(expected)) {
    if (!Object.hasOwn(is, key)) return { path: [key], says: 'is missing' };
    const found = firstDifference(is[key]!, expected[key]!);
    if (found) return within(found, key);
  }
  const extra = Object.keys(is).find((key) => !Object.hasOwn(expected, key));
  return extra === undefined ? null : { path: [extra], says: 'is not expected' };
}

const within = ({ path, says }: Difference, step: string | number): Difference => ({ path: [step, ...path], says });

const other = (is: Json, expected: Json): Difference => ({ path: [], says: `is ${shownValue(is)}, not ${shownValue(expected)}` });

function shownValue(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : clip(JSON.stringify(value), 80);
}

/** A path as people write it: `items[0].price`. */
export function shownPath(path: readonly (string | number)[]): string {
  const shown = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${clip(step, 64)}`)).join('');
  return shown.startsWith('.') ? shown.slice(1) : shown;
}

/** The same text for values that are equal, another for others. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`)
    .join()}}`;
}
