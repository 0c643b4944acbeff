import fc from 'fast-check';
import { expect } from 'vitest';
import type { Json } from '@docket/schema/builder.ts';
import { megabyte, test } from './kit.ts';

test('takes the body of a function or a script with `evaluate`', async ({ run }) => {
  for (const code of [
    'return subject.n + 1',
    '"use strict"; return subject.n + 1 // and no more',
    'function evaluate(subject) { return subject.n + 1 }',
    'const one = 1;\nconst evaluate = async ({ n }) => n + one;',
    'evaluate = (subject) => subject.n + 1',
    'function evaluate() { return "not asked" }\nreturn subject.n + 1',
    'return Promise.resolve(subject.n).then((n) => n + 1)',
    'const n = await new Promise((resolve) => resolve(subject.n));\nreturn n + 1',
    'return { then(resolve) { resolve(subject.n + 1) } }',
    'void (async () => { for (;;) await null })(); return subject.n + 1',
  ])
    expect(await run(code, { n: 1 }), code).toEqual({ ok: true, value: 2 });
});

test('hands JSON in and out as it is', async ({ run }) => {
  // -0 is 0 in JSON.
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
  await fc.assert(
    fc.asyncProperty(json, async (value) => {
      expect(await run('return subject', value)).toEqual({ ok: true, value });
    }),
    { numRuns: 50 },
  );
  const value = { text: 'a\0b \ud800 💥 \u2028', big: 2 ** 53, small: 5e-324 };
  expect(await run('return subject', value)).toEqual({ ok: true, value });
});

test('says which value has no place in JSON', async ({ why }) => {
  const nothing = 'The code gave nothing back: `return` a value, or define `evaluate(subject)`.';
  for (const code of ['', 'return', '1 + 1', '(subject) => 1', 'return undefined', 'return { toJSON() {} }'])
    expect(await why(code), code).toBe(nothing);
  expect(await why('return () => 1')).toBe('The code gave back a function, which JSON cannot hold.');
  expect(await why('return Symbol("a")')).toBe('The code gave back a symbol, which JSON cannot hold.');
  expect(await why('return 10n')).toBe('The code gave back a BigInt, which JSON cannot hold.');
  expect(await why('return { score: 0 / 0 }')).toBe('The code gave back “score”: NaN, which JSON cannot hold.');
  expect(await why('return [-1 / 0]')).toBe('The code gave back “0”: -Infinity, which JSON cannot hold.');
  expect(await why('const a = {}; a.a = a; return a')).toBe('The result cannot be written as JSON: circular reference');
  expect(await why('return {\nget a() { throw new Error("no") } }')).toBe('The result cannot be written as JSON: line 2: no');
  expect(await why('return new Promise(() => {})')).toBe('The code waits for a promise that nothing is left to settle.');
});

test('bounds what goes in and what comes out', async ({ run, why }) => {
  expect(await run('return "x".repeat(256 * 1024 - 2)')).toMatchObject({ ok: true });
  const tooLarge = 'The code gave back more than 256 KB of JSON.';
  expect(await why('return "x".repeat(256 * 1024 - 1)')).toBe(tooLarge);
  expect(await why('return "é".repeat(128 * 1024)')).toBe(tooLarge);
  expect(await why('return Array(1e6).fill(0)')).toBe(tooLarge);
  const nest = 'let a = []; for (let n = 1; n < subject; n++) a = [a]; return a';
  expect(await run(nest, 200)).toMatchObject({ ok: true });
  expect(await why(nest, 201)).toBe('The code gave back a value that nests too deep.');

  const length = 'return subject.length';
  expect(await run(length, 'x'.repeat(megabyte), { milliseconds: 10_000 })).toEqual({ ok: true, value: megabyte });
  expect(await why(length, 'x'.repeat(2 * megabyte), { memoryBytes: megabyte })).toBe(
    'The input is larger than the memory that the code may use.',
  );
  expect(await why(length, 'x'.repeat(9 * megabyte), { memoryBytes: 64 * megabyte })).toBe('The input is larger than 8 MB.');
  const wide = { milliseconds: 20_000, memoryBytes: 256 * megabyte };
  expect(await run(length, '語'.repeat(8 * megabyte - 2), wide)).toEqual({ ok: true, value: 8 * megabyte - 2 });
  expect(await why(length, Array<number>(4e6).fill(1), { milliseconds: 20_000 })).toBe('The input does not fit into 16 MB of memory.');
  let deep: Json = [];
  for (let n = 0; n < 1e5; n++) deep = [deep];
  expect(await why('return 1', deep)).toBe('The input cannot be written as JSON.');
  expect(await why(`return 1 //${'x'.repeat(256 * 1024)}`)).toBe('The code is longer than 256 KB.');
});

test('names the line of the code', async ({ why }) => {
  expect(await why('\n\nreturn x')).toBe("line 3: 'x' is not defined");
  expect(await why('const a = 1\nfunction evaluate() {\r\n  return null.a }')).toBe("line 3: cannot read property 'a' of null");
  expect(await why('const f = () => {\n  throw new Error("no good\\nat all") }\n\nreturn f()')).toBe('line 2: no good');
  expect(await why('await null\nlet\nreturn 1 +')).toMatch(/^line 3: unexpected token/);
  expect(await why('return `')).toBe('line 1: unexpected end of string');
  expect(await why('/*')).toBe('line 1: unexpected end of comment');
  expect(await why('throw new Error("")')).toBe('line 1: an error without a message');
  expect(await why('throw "a word"')).toBe('a word was thrown');
  expect(await why('throw { a: 1 }')).toBe('{"a":1} was thrown');
  expect(await why('throw null')).toBe('null was thrown');
  expect(await why('throw undefined')).toBe('undefined was thrown');
  expect(await why('throw new Error("x".repeat(1e6))')).toBe(`line 1: ${'x'.repeat(300)}`);
  expect(await why('throw Object.assign(new Error("a"), { stack: { toString: () => "code.js:9" } })')).toBe('a');
});
