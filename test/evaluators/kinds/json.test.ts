import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '@docket/schema/builder.ts';
import { judge, millisecondsOf, nested, refused } from './judge.ts';

const schema = (schema: object, output: Json) => judge('JSON', { mode: 'SCHEMA', schema }, output);
const equals = (output: Json, expected: Json, rest: object = {}) => judge('JSON', { mode: 'EQUALS', ...rest }, output, { expected });
const valid = (output: Json, allowFence = false) => judge('JSON', { mode: 'VALID', allowFence }, output).grade;

test('a text that holds JSON is valid, in a fence where that is allowed', () => {
  expect(valid(' {"a": [1]} ')).toBe('PASS');
  expect(valid({ a: 1 })).toBe('PASS');
  expect(valid('{"a": 1,}')).toBe('FAIL');
  expect(valid('')).toBe('FAIL');
  expect(valid(null)).toBe('FAIL');
  const fenced = '\n```json\n{"a": 1}\n```\n';
  expect([valid(fenced), valid(fenced, true), valid('```\n1\n```', true), valid('{"a": 1}', true)]).toEqual([
    'FAIL',
    'PASS',
    'PASS',
    'PASS',
  ]);
  expect([valid(`Here it is: ${fenced}`, true), valid('```json\n```', true), valid('```', true)]).toEqual(['FAIL', 'FAIL', 'FAIL']);
});

test.each<[string, object, string, string]>([
  [
    'a type deep inside',
    { properties: { items: { items: { properties: { price: { type: 'number' } } } } } },
    '{"items":[{"price":1},{"price":"2"}]}',
    'items[1].price must be number.',
  ],
  ['what is missing', { required: ['name'] }, '{}', "The output must have required property 'name'."],
  [
    'not what every object inherits',
    { type: 'object', required: ['constructor'] },
    '{}',
    "The output must have required property 'constructor'.",
  ],
  [
    'what is too much',
    { properties: { a: {} }, additionalProperties: false },
    '{"a":1,"b":2}',
    'The output must NOT have additional properties: b.',
  ],
  [
    '__proto__ is too much',
    { additionalProperties: false },
    '{"__proto__":1}',
    'The output must NOT have additional properties: __proto__.',
  ],
  [
    'across references',
    { $ref: '#/$defs/a', $defs: { a: { properties: { x: true } } }, unevaluatedProperties: false },
    '{"x":1,"y":2}',
    'The output must NOT have unevaluated properties: y.',
  ],
  ['a format', { properties: { 'a/b': { format: 'date' } } }, '{"a/b":"2026-02-30"}', 'a/b must match format "date".'],
  ['if and then', { if: { type: 'number' }, then: { minimum: 5 } }, '3', 'The output must be >= 5.'],
  ['an object with valueOf', { const: {} }, '{"valueOf":1}', 'The output must be equal to constant.'],
  ['none of these', { enum: [1, 'a', [1]] }, '[2]', 'The output must be equal to one of the allowed values.'],
  ['one twice', { uniqueItems: true }, '[{"a":1,"b":2},{"b":2,"a":1.0}]', 'The output must not have the same item twice.'],
])('a schema names %s', (_what, one, output, reason) => {
  expect(schema(one, output)).toMatchObject({ grade: 'FAIL', score: 0, reason });
});

test('a schema lets pass what fits', () => {
  const tree = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#' } }, kind: { enum: [{ toString: 1 }] } } };
  expect(schema(tree, '{"children":[{"children":[]},{"kind":{"toString":1}}]}')).toMatchObject({ grade: 'PASS', score: 1 });
  expect(schema({ pattern: '^\\p{Lu}\\u0041$' }, '"ÄA"').grade).toBe('PASS');
});

test('nothing in a schema takes for ever', () => {
  const long = 'a'.repeat(50_000);
  schema({}, '1');
  expect(millisecondsOf(() => expect(schema({ pattern: '^(a+)+$' }, JSON.stringify(`${long}!`)).grade).toBe('FAIL'))).toBeLessThan(200);
  expect(millisecondsOf(() => schema({ patternProperties: { '(a+)+$': true } }, { [`${long}!`]: 1 }))).toBeLessThan(200);
  const half = Array.from({ length: 10_000 }, (_, index) => ({ index }));
  expect(millisecondsOf(() => expect(schema({ uniqueItems: true }, half).grade).toBe('PASS'))).toBeLessThan(500);
  expect(schema({ $ref: '#' }, '1').grade).toBe('UNKNOWN');
  const doubled = Array.from({ length: 60 }, (_, level) => [`d${level}`, { allOf: Array(2).fill({ $ref: `#/$defs/d${level + 1}` }) }]);
  const $defs = { ...Object.fromEntries(doubled), d60: { type: 'number' } };
  expect(schema({ $ref: '#/$defs/d0', $defs }, '1')).toMatchObject({
    grade: 'UNKNOWN',
    reason: 'The schema takes too long for this output.',
  });
});

test.each<[unknown, RegExp]>([
  [{ type: 'strin' }, /^schema: The schema is not valid: schema\/type must be equal/],
  [{ $ref: 'https://example.org/other.json' }, /can't resolve reference https:\/\/example\.org/],
  [{ requried: ['a'] }, /unknown keyword: "requried"/],
  [{ format: 'url' }, /unknown format "url"/],
  [{ pattern: 'a(?=b)' }, /lookaheads/],
  [{ $schema: 'http://json-schema.org/draft-07/schema#' }, /^schema\.\$schema: .*2020-12/],
  [{ $async: true }, /\$async/],
  [[], /is not a JSON Schema/],
  [{ enum: ['x'.repeat(40_000)] }, /more than the 32768/],
  [{ default: nested(100) }, /more than 64 levels/],
])('the schema %j is refused', (one, message) => {
  expect(refused('JSON', { mode: 'SCHEMA', schema: one })).toMatch(message);
});

test('a setting of another mode is refused', () => {
  expect(refused('JSON', { mode: 'VALID', schema: {} })).toBe(': schema: no such setting.');
  expect(refused('JSON', { mode: 'valid' })).toBe('mode: mode: is not one of VALID, SCHEMA, EQUALS.');
});

test('equality names the first difference, and looks at values, not at how they are written', () => {
  expect(equals('{"b":1e2,"a":[0]}', { a: [-0], b: 100 }).grade).toBe('PASS');
  expect(equals('{"a":[1,{"b":2}]}', '{"a":[1,{"b":3}]}').reason).toBe('a[1].b is 2, not 3.');
  expect(equals('{"a":1}', { a: 1, b: null }).reason).toBe('b is missing.');
  expect(equals('{"a":1,"b":null}', { a: 1 }).reason).toBe('b is not expected.');
  expect(equals('[1]', [1, 2]).reason).toBe('The output has 1 entries, not 2.');
  expect(equals('{"a":1,"at":5}', { a: 1, at: 6 }, { ignore: ['at'] }).grade).toBe('PASS');
  expect(equals('{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}').reason).toBe('__proto__.a is 1, not 2.');
  expect(equals('{"__proto__":{"a":1},"x":1}', '{"__proto__":{"a":2}}', { ignore: ['x'] }).reason).toBe('__proto__.a is 1, not 2.');
  expect(equals('{}', '{"constructor":1}').grade).toBe('FAIL');
  expect(equals('1', null).grade).toBe('UNKNOWN');
  expect(equals('1', 'one')).toMatchObject({ grade: 'UNKNOWN', score: null });
  expect(equals('one', '1').grade).toBe('FAIL');
});

const turned = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
};

test('equality is of each value with itself in any order of keys, and goes both ways', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
  fc.assert(fc.property(json, (value) => value === null || equals(JSON.stringify(turned(value)), JSON.stringify(value)).grade === 'PASS'));
  const few = fc.jsonValue({ maxDepth: 1, stringUnit: fc.constantFrom('a') }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(few, few, (one, other) => {
      const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
      expect(equals(left, right).grade).toBe(equals(right, left).grade);
      expect(schema({ const: one }, left).grade).toBe('PASS');
    }),
  );
});

test('10,000 levels are unknown in every mode', () => {
  const text = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  for (const output of [text, nested(10_000)]) {
    expect(valid(output)).toBe('UNKNOWN');
    expect(schema({ items: { $ref: '#' } }, output).grade).toBe('UNKNOWN');
    expect(equals(output, output).grade).toBe('UNKNOWN');
    expect(equals('1', output).grade).toBe('UNKNOWN');
  }
  expect(valid(nested(900))).toBe('PASS');
  expect(schema({ items: { $ref: '#' } }, nested(900)).grade).toBe('PASS');
});
