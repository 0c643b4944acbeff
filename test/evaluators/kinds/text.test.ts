import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, millisecondsOf, refused } from './judge.ts';

const grade = (config: object, output: string, expected: string | null = null) => judge('TEXT', config, output, { expected }).grade;

test.each<[object, string, string, string]>([
  [{ mode: 'EQUALS', values: ['yes'] }, 'yes', 'PASS', 'The output equals “yes”.'],
  [{ mode: 'EQUALS', values: ['yes', 'no'] }, 'Yes', 'FAIL', 'The output does not equal any of “yes”, “no”: it is “Yes”.'],
  [{ mode: 'EQUALS', values: ['yes'], ignoreCase: true, whitespace: 'TRIM' }, ' YES\n', 'PASS', 'The output equals “yes”.'],
  [{ mode: 'CONTAINS_ANY', values: ['red', 'blue'] }, 'a blue sky', 'PASS', 'The output contains “blue”.'],
  [{ mode: 'CONTAINS_ALL', values: ['red', 'blue'] }, 'a blue sky', 'FAIL', 'The output does not contain “red”.'],
  [{ mode: 'CONTAINS_NONE', values: ['red', 'blue'] }, 'a blue sky', 'FAIL', 'The output contains “blue”.'],
  [{ mode: 'CONTAINS_ANY', values: ['a b'], whitespace: 'COLLAPSE' }, 'a \n\t b', 'PASS', 'The output contains “a b”.'],
  [{ mode: 'STARTS_WITH', values: ['Dear'] }, 'Dear Ada', 'PASS', 'The output starts with “Dear”.'],
  [{ mode: 'ENDS_WITH', values: ['.'] }, 'Dear Ada', 'FAIL', 'The output does not end with “.”.'],
  [{ mode: 'MATCHES', values: ['^[A-Z]{2}\\d+$'] }, 'AB12', 'PASS', 'The output matches “^[A-Z]{2}\\d+$”.'],
  [{ mode: 'MATCHES', values: ['^ab'], ignoreCase: true }, 'ABC', 'PASS', 'The output matches “^ab”.'],
])('%j of %j: %s', (config, output, grade, reason) => {
  expect(judge('TEXT', config, output)).toMatchObject({ grade, reason, score: grade === 'PASS' ? 1 : 0 });
});

test('what looks the same is the same: composed or not, ß and SS, each sigma', () => {
  expect(grade({ mode: 'EQUALS', values: ['caf\u00e9'] }, 'cafe\u0301')).toBe('PASS');
  expect(grade({ mode: 'EQUALS', values: ['STRASSE'], ignoreCase: true }, 'Straße')).toBe('PASS');
  expect(grade({ mode: 'CONTAINS_ANY', values: ['ΟΔΟΣ'], ignoreCase: true }, 'οδοσα')).toBe('PASS');
});

test('against the expected output, and unknown where there is none', () => {
  expect(grade({ mode: 'EQUALS', against: 'EXPECTED' }, 'a', 'a')).toBe('PASS');
  expect(grade({ mode: 'CONTAINS_ALL', against: 'EXPECTED' }, 'abc', 'b')).toBe('PASS');
  expect(grade({ mode: 'CONTAINS_ALL', against: 'EXPECTED' }, 'abc', 'x')).toBe('FAIL');
  expect(grade({ mode: 'EQUALS', against: 'EXPECTED' }, 'a')).toBe('UNKNOWN');
  expect(grade({ mode: 'EQUALS', against: 'EXPECTED' }, '', '')).toBe('PASS');
  expect(grade({ mode: 'STARTS_WITH', against: 'EXPECTED' }, 'a', '')).toBe('UNKNOWN');
});

describe('properties', () => {
  const settings = fc.record({ ignoreCase: fc.boolean(), whitespace: fc.constantFrom('KEEP', 'TRIM', 'COLLAPSE') });
  const some = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'é', 'x'), minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 4,
  });
  const output = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'é', ' ', '😀'), maxLength: 12 });

  test('every text equals itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        settings,
        (text, rest) => grade({ mode: 'EQUALS', against: 'EXPECTED', ...rest }, text, text) === 'PASS',
      ),
    );
  });

  test('none is not any, and all is any of each', () => {
    fc.assert(
      fc.property(output, some, settings, (text, values, rest) => {
        const any = (values: string[]) => grade({ mode: 'CONTAINS_ANY', values, ...rest }, text) === 'PASS';
        expect(grade({ mode: 'CONTAINS_NONE', values, ...rest }, text) === 'PASS').toBe(!any(values));
        expect(grade({ mode: 'CONTAINS_ALL', values, ...rest }, text) === 'PASS').toBe(values.every((one) => any([one])));
      }),
    );
  });

  test('patterns match what JavaScript’s do', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\u0041', '(?<n>b)', '^', '$', '\\b', '😀');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}${other}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{1,2}', '*?')).map(([one, many]) => `(?:${one})${many}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' ', '😀'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (pattern, text) => {
        // The same name twice is an error in both.
        fc.pre(pattern.split('(?<n>').length < 3);
        expect(grade({ mode: 'MATCHES', values: [pattern] }, text)).toBe(new RegExp(pattern, 'u').test(text) ? 'PASS' : 'FAIL');
      }),
      { numRuns: 500 },
    );
  });
});

test('a pattern that would take for ever takes no time', () => {
  const output = `${'a'.repeat(50_000)}!`;
  expect(millisecondsOf(() => expect(grade({ mode: 'MATCHES', values: ['(a+)+$'] }, output)).toBe('FAIL'))).toBeLessThan(200);
  expect(judge('TEXT', { mode: 'MATCHES', values: ['(?:ab?){200}c'] }, 'ab'.repeat(200_000))).toMatchObject({
    grade: 'UNKNOWN',
    reason: 'The output is too long for this pattern.',
  });
});

test.each<[string, RegExp]>([
  ['a(?=b)', /lookaheads/],
  ['a(?!b)', /lookaheads/],
  ['(?<=a)b', /lookbehinds/],
  ['(?<!a)b', /lookbehinds/],
  ['(a)\\1', /backreferences/],
  ['(?<x>a)\\k<x>', /backreferences/],
  ['(?>a)', /atomic groups/],
  ['a++', /possessive/],
  ['(', /^values\.0: The pattern cannot be used: missing closing \)/],
  ['(?:x{1000}){9}', /repeat count/],
  ['x{900}|y{900}', /too large/],
])('the pattern %s is refused', (pattern, message) => {
  expect(refused('TEXT', { mode: 'MATCHES', values: [pattern] })).toMatch(message);
});

test('a pattern that is too long, or cannot be stored, is refused', () => {
  expect(refused('TEXT', { mode: 'MATCHES', values: ['x'.repeat(1001)] })).toMatch(/more than 1000 characters/);
  expect(refused('TEXT', { mode: 'MATCHES', values: ['a\ud800'] })).toMatch(/half a character/);
});

test.each<[object | number, string]>([
  [{ mode: 'EQUALS' }, 'values: Needs either values, or against: EXPECTED.'],
  [{ mode: 'EQUALS', values: ['a'], against: 'EXPECTED' }, 'values: Needs either values, or against: EXPECTED.'],
  [{ mode: 'MATCHES', against: 'EXPECTED' }, 'against: An expected output is not a pattern: give values.'],
  [{ mode: 'CONTAINS_ANY', values: ['a', ' '], whitespace: 'TRIM' }, 'values.1: This value is empty.'],
  [{ mode: 'MATCHES', values: [' ', ''], whitespace: 'TRIM' }, 'values.1: This value is empty.'],
  [{ mode: 'EQUALS', values: [1] }, 'values.0: values.0: is not text.'],
  [{ mode: 'EQUALS', values: ['a'], ignorecase: true }, ': ignorecase: no such setting.'],
  [7, ': is not an object.'],
])('the config %j is refused', (config, message) => {
  expect(refused('TEXT', config)).toBe(message);
});
