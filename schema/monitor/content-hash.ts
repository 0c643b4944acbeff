import { createHash } from 'node:crypto';
import type { JsonValue } from './json-value.ts';

/** JSON with sorted keys and no blanks: equal values have equal texts, whatever order their keys came in. The idea is
 * that of RFC 8785, with keys by code unit and numbers as JavaScript writes them. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`);
  return `{${entries.join(',')}}`;
}

/** SHA-256 of the canonical text, in hexadecimal. */
export const contentHash = (value: JsonValue): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
