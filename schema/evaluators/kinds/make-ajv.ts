import { _, Ajv2020 } from 'ajv/dist/2020.js';
import addFormats, { type FormatName } from 'ajv-formats';
import type { Json } from '../../builder.ts';
import { canonical } from './json-equal.ts';
import { compilePattern } from './safe-pattern.ts';

/** The standard's own, but for the international ones. `url` stays out: it took 45 s for 250,000 characters. */
const formats: FormatName[] = [
  ...(['date', 'time', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference'] as const),
  ...(['uri-template', 'uuid', 'json-pointer', 'relative-json-pointer', 'regex'] as const),
];

const options = { logger: false, strictTypes: false, strictTuples: false } as const;

/** An Ajv that holds the drafts' own schemas, to check others with. */
export function makeMetaAjv(): Ajv2020 {
  const ajv = new Ajv2020(options);
  addFormats(ajv, formats);
  return ajv;
}

/** What one `$ref` costs. References can double at each level, so that a few lines would take for ever. */
const REF_WORK = 50;

/** An Ajv for one schema that nobody has read. Whatever can take long calls `work` with the amount, in the unit of
 * `PATTERN_WORK`; it may throw. */
export function makeAjv(work: (amount: number) => void, where: string[]): Ajv2020 {
  const regExp = Object.assign(
    (pattern: string) => {
      const { test, size } = compilePattern(pattern, { where });
      const tested = (text: string) => {
        work(text.length * size);
        return test(text);
      };
      return { test: tested, toString: () => pattern };
    },
    { code: 'safePattern' },
  );
  // Without `ownProperties` every object has a `constructor`. With inlined references a short schema becomes megabytes of code.
  const ajv = new Ajv2020({ ...options, meta: false, validateSchema: false, ownProperties: true, inlineRefs: false, code: { regExp } });
  addFormats(ajv, formats);
  for (const keyword of ['$ref', '$dynamicRef']) chargeFor(ajv, keyword, () => work(REF_WORK));
  replaceEquality(ajv, work);
  return ajv;
}

function chargeFor(ajv: Ajv2020, keyword: string, charge: () => void): void {
  const own = ajv.getKeyword(keyword);
  if (typeof own !== 'object' || !('code' in own) || !own.code) throw new Error(`Ajv has no ${keyword}.`);
  const { code } = own;
  ajv.removeKeyword(keyword).addKeyword({
    ...own,
    code(context, type) {
      context.gen.code(_`${context.gen.scopeValue('func', { ref: charge })}()`);
      code(context, type);
    },
  });
}

/** Ajv's own equality calls `valueOf` and `toString` of the data, and compares lists in quadratic time. */
function replaceEquality(ajv: Ajv2020, work: (amount: number) => void): void {
  for (const keyword of ['const', 'enum', 'uniqueItems']) ajv.removeKeyword(keyword);
  const written = (value: Json) => {
    const text = canonical(value);
    work(text.length);
    return text;
  };
  const oneOf = (allowed: Json[]) => {
    const texts = new Set(allowed.map(canonical));
    const nested = allowed.some(isNested);
    return (data: Json) => (nested || !isNested(data)) && texts.has(written(data));
  };
  ajv.addKeyword({
    keyword: 'const',
    errors: false,
    error: { message: 'must be equal to constant' },
    compile: (constant: Json) => oneOf([constant]),
  });
  ajv.addKeyword({
    keyword: 'enum',
    schemaType: 'array',
    errors: false,
    error: { message: 'must be equal to one of the allowed values' },
    compile: oneOf,
  });
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    error: { message: 'must not have the same item twice' },
    validate: (unique: boolean, data: Json[]) => !unique || new Set(data.map(written)).size === data.length,
  });
}

const isNested = (value: Json): boolean => typeof value === 'object' && value !== null;
