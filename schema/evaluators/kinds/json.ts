import { z } from 'zod';
import type { Json } from '../../builder.ts';
import { isStorable } from '../../datasets/names.ts';
import { isJsonObject, jsonProblem, type JsonObject } from '../../monitor/json-value.ts';
import type { Subject, Verdict } from '../verdict.ts';
import { graded, noExpected, unsure } from './grade.ts';
import { firstDifference, shownPath } from './json-equal.ts';
import { compileSchema, type SchemaCheck } from './json-schema.ts';
import type { Kind } from './kind.ts';
import { readJson } from './read-json.ts';

/** Bytes of a schema as JSON. */
const SCHEMA = 32_768;

const schema = z.custom<JsonObject>(isJsonObject, 'is not a JSON Schema: an object').superRefine((value, context) => {
  const problem = isJsonObject(value) ? jsonProblem(value, SCHEMA) : null;
  if (problem) context.addIssue({ code: 'custom', message: problem });
});
const key = z.string().max(256, 'is longer than 256 characters').refine(isStorable, 'has a NUL or half a character in it');
/** The answer may be one Markdown code block that holds the JSON. */
const allowFence = z.boolean().default(false);

const config = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('VALID'), allowFence }),
  /** JSON Schema, draft 2020-12; see `json-schema.ts`. */
  z.strictObject({ mode: z.literal('SCHEMA'), allowFence, schema }),
  /** Equal to the expected output, but for these keys of the outermost object. */
  z.strictObject({ mode: z.literal('EQUALS'), allowFence, ignore: z.array(key).max(100).default([]) }),
]);
export type JsonConfig = z.output<typeof config>;
type SchemaConfig = Extract<JsonConfig, { mode: 'SCHEMA' }>;

/** Whether the answer is JSON, fits a JSON Schema, or equals the expected output as JSON. A text is read as JSON, anything
 * else is JSON already; no answer at all fails. Score 1 or 0; the reason names the first place that is wrong. */
export const json: Kind<JsonConfig> = {
  name: 'JSON',
  config,
  check: (config) => void (config.mode === 'SCHEMA' && schemaOf(config)),
  judge(config, { output, expected }) {
    const read = readJson(output, { what: 'output', allowFence: config.allowFence });
    if (!read.ok) return read.ok === null ? unsure(read.reason) : graded(false, read.reason);
    if (config.mode === 'SCHEMA') return judgeSchema(config, read.value);
    return config.mode === 'EQUALS' ? judgeEquals(config, read.value, expected) : graded(true, 'The output is valid JSON.');
  },
};

function judgeSchema(config: SchemaConfig, value: Json): Verdict {
  const found = schemaOf(config)(value);
  if (found.ok === null) return unsure(found.reason);
  return found.ok ? graded(true, 'The output fits the schema.') : graded(false, `${found.where || 'The output'} ${found.says}.`);
}

function judgeEquals({ ignore, allowFence }: Extract<JsonConfig, { mode: 'EQUALS' }>, value: Json, expected: Subject['expected']): Verdict {
  if (expected === null) return noExpected();
  const right = readJson(expected, { what: 'expected output', allowFence });
  if (!right.ok) return unsure(right.reason);
  const found = firstDifference(without(value, ignore), without(right.value, ignore));
  if (!found) return graded(true, 'The output equals the expected output.');
  return graded(false, `${shownPath(found.path) || 'The output'} ${found.says}.`);
}

function without(value: Json, ignore: readonly string[]): Json {
  if (ignore.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // `fromEntries` defines, where an assignment to `__proto__` would set the prototype.
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ignore.includes(key)));
}

const compiled = new WeakMap<SchemaConfig, SchemaCheck>();

function schemaOf(config: SchemaConfig): SchemaCheck {
  let check = compiled.get(config);
  if (!check) compiled.set(config, (check = compileSchema(config.schema, ['schema'])));
  return check;
}
