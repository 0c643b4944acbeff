import type { Ajv2020, AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../../builder.ts';
import { InvalidInput } from '../../refusals.ts';
import { clip } from './clip.ts';
import { shownPath } from './json-equal.ts';
import { makeAjv, makeMetaAjv } from './make-ajv.ts';
import { PATTERN_WORK } from './safe-pattern.ts';

/** `null`: it could not be told. `where` is empty for the value itself. */
export type SchemaFinding = { ok: true } | { ok: false; where: string; says: string } | { ok: null; reason: string };
export type SchemaCheck = (value: Json) => SchemaFinding;

class TooMuchWork extends Error {}

/** Compiles a JSON Schema of draft 2020-12. It may refer to its own parts and to nothing else; patterns take linear time, and
 * words it does not know are refused, since a misspelt one would let everything pass. Throws InvalidInput. */
export function compileSchema(schema: AnySchemaObject, where: string[]): SchemaCheck {
  if (!/^(undefined|https:\/\/json-schema\.org\/draft\/2020-12\/schema#?)$/.test(String(schema.$schema)))
    throw new InvalidInput('The schema’s $schema is not draft 2020-12, https://json-schema.org/draft/2020-12/schema.', [
      ...where,
      '$schema',
    ]);
  // Ajv's own word, which would make a promise of every answer.
  if ('$async' in schema) throw new InvalidInput('The schema has the unknown keyword $async.', [...where, '$async']);
  let left = 0;
  const work = (amount: number) => {
    left -= amount;
    if (left < 0) throw new TooMuchWork();
  };
  const validate = compiled(schema, work, where);
  return (value) => {
    left = PATTERN_WORK;
    try {
      return validate(value) ? { ok: true } : { ok: false, ...finding(validate.errors ?? []) };
    } catch (error) {
      if (error instanceof TooMuchWork) return { ok: null, reason: 'The schema takes too long for this output.' };
      return { ok: null, reason: `The schema cannot be applied to this output: ${messageOf(error)}.` };
    }
  };
}

function compiled(schema: AnySchemaObject, work: (amount: number) => void, where: string[]) {
  try {
    const problem = problemOf(schema);
    if (problem) throw new InvalidInput(`The schema is not valid: ${problem}.`, where);
    return makeAjv(work, where).compile(schema);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(`The schema cannot be used: ${clip(messageOf(error), 300)}.`, where);
  }
}

let meta: Ajv2020 | undefined;

/** What the draft's own schema says against a schema. Compiled once, which takes longer than most schemas do. */
function problemOf(schema: AnySchemaObject): string | null {
  meta ??= makeMetaAjv();
  const { $schema: _dialect, ...rest } = schema;
  return meta.validateSchema(rest) ? null : clip(meta.errorsText(meta.errors, { dataVar: 'schema' }), 300);
}

/** The error of the outermost rule that failed stands last; what `anyOf` tried before stands ahead of it. */
function finding(errors: ErrorObject[]): { where: string; says: string } {
  const last = errors.at(-1);
  const told = last?.keyword === 'if' ? (errors.at(-2) ?? last) : last;
  const path = (told?.instancePath ?? '').split('/').slice(1);
  const steps = path.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
  const extra: unknown = told?.params.additionalProperty ?? told?.params.unevaluatedProperty;
  const name = typeof extra === 'string' ? `: ${clip(extra, 64)}` : '';
  return { where: shownPath(steps), says: `${told?.message ?? 'does not fit'}${name}` };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
