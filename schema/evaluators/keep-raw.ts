import { type JsonValue, jsonProblem } from '../monitor/json-value.ts';
import { clip } from './kinds/clip.ts';
import { isTooDeep } from './kinds/nesting.ts';

/** Bytes of what is kept of a reply, and characters of one that is kept as text. */
const most = 16_384;

/** A reply as it can be stored beside its verdict: as it is, or its beginning as text where it is too large or is nothing that
 * Postgres can hold. Null where it cannot even be written. */
export function keepRaw(value: JsonValue): JsonValue {
  if (typeof value === 'string') return clip(value, most);
  if (isTooDeep(value)) return null;
  return jsonProblem(value, most) === null ? value : clip(JSON.stringify(value), most);
}
