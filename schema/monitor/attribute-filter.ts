import { InvalidFilter } from '../refusals.ts';
import { checkText, likeText, numberIn, type Bind, type Maybe } from './filter-sql.ts';
import { jsonProblem, type JsonValue } from './json-value.ts';

/** A condition on one attribute; those that are given hold at once. */
export interface AttributeFilter {
  /** The name of an attribute, dots and all, or else a dotted path into one. */
  key: string;
  equals?: Maybe<JsonValue>;
  contains?: Maybe<string>;
  exists?: Maybe<boolean>;
  greater?: Maybe<number>;
  less?: Maybe<number>;
}

const EQUALS_BYTES = 10_000;

/** SQL conditions over `s.attributes`. */
export function attributeConditions({ key, equals, contains, exists, greater, less }: AttributeFilter, bind: Bind): string[] {
  const path = ['filter', 'attributes', 'key'];
  checkText(key, path);
  if (key === '') throw new InvalidFilter('An attribute filter needs a key.', path);
  const value = valueOf(key, bind);
  const conditions: string[] = [];
  if (equals !== null && equals !== undefined) {
    const problem = jsonProblem(equals, EQUALS_BYTES);
    if (problem) throw new InvalidFilter(`The value to compare with ${problem}.`, ['filter', 'attributes', 'equals']);
    conditions.push(...containing(key, equals, bind), `${value} = ${bind(JSON.stringify(equals))}::jsonb`);
  }
  if (contains !== null && contains !== undefined) {
    checkText(contains, ['filter', 'attributes', 'contains']);
    if (contains === '') throw new InvalidFilter('“contains” needs at least one character.', ['filter', 'attributes', 'contains']);
    conditions.push(`${value} @? ${bind(`$.**${likeText(contains)}`)}::jsonpath`);
  }
  if (exists !== null && exists !== undefined) conditions.push(`${value} IS ${exists ? 'NOT ' : ''}NULL`);
  if (greater !== null && greater !== undefined) conditions.push(`${numberIn(value)} > ${bind(greater)}::double precision`);
  if (less !== null && less !== undefined) conditions.push(`${numberIn(value)} < ${bind(less)}::double precision`);
  if (conditions.length === 0)
    throw new InvalidFilter(`The attribute “${key}” has no condition: give equals, contains, exists, greater or less.`, path);
  return conditions;
}

/** What the key names: `lookUp` in `json-value.ts` in SQL. */
function valueOf(key: string, bind: Bind): string {
  const literal = `s.attributes -> ${bind(key)}::text`;
  return key.includes('.') ? `COALESCE(${literal}, s.attributes #> ${bind(key.split('.'))}::text[])` : `(${literal})`;
}

/** Containment follows from equality, and has the GIN index. It cannot say "the third entry of a list". */
function containing(key: string, value: JsonValue, bind: Bind): string[] {
  const steps = key.split('.');
  if (steps.length > 1 && steps.some((step) => /^-?\d+$/.test(step))) return [];
  const nested = steps.reduceRight<JsonValue>((inner, step) => Object.fromEntries([[step, inner]]), value);
  const shapes = steps.length > 1 ? [Object.fromEntries([[key, value]]), nested] : [nested];
  return [`(${shapes.map((shape) => `s.attributes @> ${bind(JSON.stringify(shape))}::jsonb`).join(' OR ')})`];
}
