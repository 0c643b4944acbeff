import { isStorable } from '../datasets/names.ts';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Levels of one JSON value; deeper ones are refused before they meet the recursion of a parser. */
const DEPTH = 64;

/** A plain object, as JSON.parse or the GraphQL JSON scalar makes them. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Why a value cannot be stored as JSON and come back the same; null when it can. `bytes` bounds its size. */
export function jsonProblem(value: unknown, bytes: number): string | null {
  const problem = unstorable(value, DEPTH);
  if (problem) return problem;
  const size = Buffer.byteLength(JSON.stringify(value));
  return size > bytes ? `${size} bytes are more than the ${bytes} that it may have` : null;
}

function unstorable(value: unknown, levels: number): string | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return isStorable(value) ? null : 'has a NUL or half a character in it';
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${value} is not a finite number`;
  if (levels === 0) return `is nested more than ${DEPTH} levels deep`;
  if (Array.isArray(value)) return firstProblem(value, levels);
  if (!isJsonObject(value)) return `a ${typeof value} is not JSON`;
  const keys = Object.keys(value);
  return keys.every(isStorable) ? firstProblem(Object.values(value), levels) : 'has a name in it with a NUL or half a character';
}

function firstProblem(values: readonly unknown[], levels: number): string | null {
  for (const value of values) {
    const problem = unstorable(value, levels - 1);
    if (problem) return problem;
  }
  return null;
}

/** What a key names in an object: the entry with exactly this key, else the value at the dotted path. Array entries by
 * index. Undefined when there is neither; what objects inherit does not count. The same rule as in `attribute-filter.ts`. */
export function lookUp(object: JsonObject, key: string): JsonValue | undefined {
  if (Object.hasOwn(object, key)) return object[key];
  let at: JsonValue | undefined = object;
  for (const step of key.split('.')) {
    if (Array.isArray(at)) at = /^-?\d{1,9}$/.test(step) ? at.at(Number(step)) : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}
