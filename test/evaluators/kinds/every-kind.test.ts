import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '@docket/schema/builder.ts';
import { parseConfig } from '@docket/schema/evaluators/kinds/parse-config.ts';
import { pureKind, pureKinds } from '@docket/schema/evaluators/kinds/pure-kinds.ts';
import type { PureKindName } from '@docket/schema/evaluators/kinds/kind.ts';
import type { Subject } from '@docket/schema/evaluators/verdict.ts';
import { nested, refused } from './judge.ts';

const modes = ['EQUALS', 'CONTAINS_ANY', 'CONTAINS_ALL', 'CONTAINS_NONE', 'STARTS_WITH', 'ENDS_WITH'];
const schema = { type: ['object', 'array'], properties: { a: { pattern: 'b+' } }, items: { $ref: '#' }, uniqueItems: true, const: {} };
const configs: [PureKindName, object][] = [
  ...modes.flatMap((mode): [PureKindName, object][] => [
    ['TEXT', { mode, values: ['a', '\u00e9'], ignoreCase: true }],
    ['TEXT', { mode, against: 'EXPECTED', whitespace: 'COLLAPSE' }],
  ]),
  ['TEXT', { mode: 'MATCHES', values: ['a.?b', '\\s$'] }],
  ['JSON', { mode: 'VALID', allowFence: true }],
  ['JSON', { mode: 'EQUALS', ignore: ['a'] }],
  ['JSON', { mode: 'SCHEMA', schema }],
  ['SIMILARITY', { measure: 'TOKEN_F1', passAt: 0.5 }],
  ['SIMILARITY', { measure: 'EDIT', passAt: 0.5 }],
  ...['CHARACTERS', 'WORDS', 'SENTENCES', 'TOKENS'].map((unit): [PureKindName, object] => ['LENGTH', { unit, least: 1, most: 3 }]),
  ['LATENCY', { mostMs: 5 }],
  ['COST', { most: 0.5 }],
];
const kinds = configs.map(([name, raw]) => ({ kind: pureKind(name), config: parseConfig(pureKind(name), raw) }));

const odd = fc.constantFrom('\ud800', '\udc00', '\0', '😀', 'a', '"', '{', '}', '`', '\n', ' ', '\u0301', '本', '.');
const string = fc.oneof(fc.string({ unit: odd, maxLength: 200 }), fc.string({ unit: odd, minLength: 60, maxLength: 400 }));
const value: fc.Arbitrary<Json> = fc.oneof(
  string,
  fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>,
  fc.json(),
  fc.dictionary(fc.constantFrom('a', '__proto__', 'constructor', 'valueOf', 'toString', 'length'), string),
  fc.constantFrom(nested(5000), JSON.stringify(nested(1200)), null),
);
const amount = fc.option(fc.oneof(fc.double(), fc.nat()));
const subject: fc.Arbitrary<Subject> = fc.record({
  inputs: fc.constant({}),
  output: value,
  expected: value,
  latencyMs: amount,
  cost: amount,
  tokensOut: amount,
});

test('every kind answers whatever it is given, with a reason that can be stored and a score within 0 and 1', () => {
  fc.assert(
    fc.property(subject, (one) => {
      for (const { kind, config } of kinds) {
        const { grade, score, reason, cost, raw } = kind.judge(config, one);
        expect(reason.length).toBeGreaterThan(0);
        expect(reason.length).toBeLessThanOrEqual(400);
        expect(reason).not.toMatch(/[\0\p{Surrogate}]/u);
        expect({ cost, raw }).toEqual({ cost: null, raw: null });
        if (grade === 'UNKNOWN') expect(score).toBeNull();
        else expect(score !== null && score >= 0 && score <= 1).toBe(true);
        expect(kind.judge(config, one)).toEqual({ grade, score, reason, cost, raw });
      }
    }),
    { numRuns: 150 },
  );
});

test('a kind is found under its own name, and refuses what it does not know', () => {
  for (const [name, kind] of Object.entries(pureKinds)) expect(kind.name).toBe(name);
  for (const [name, raw] of configs) expect(refused(name, { ...raw, 'extra\0': 1 })).toBe(': extra\ufffd: no such setting.');
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (raw) =>
      Object.keys(pureKinds).every((name) => refused(name as PureKindName, raw) !== ''),
    ),
  );
});
