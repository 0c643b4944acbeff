import { expect } from 'vitest';
import { makeSandbox } from '@docket/server/sandbox/sandbox.ts';
import { megabyte, test } from './kit.ts';

test('there is the language and nothing else', async ({ run, why }) => {
  for (const name of [
    'require',
    'fetch',
    'process',
    'setTimeout',
    'console',
    'module',
    'Buffer',
    'WebAssembly',
    'Worker',
    'std',
    'os',
    'print',
  ])
    expect(await why(`return ${name}`), name).toBe(`line 1: '${name}' is not defined`);
  expect(await why('return constructor.constructor("return process")()')).toBe("line 1: 'process' is not defined");
  expect(await why('return subject.constructor.constructor("return process")()', {})).toBe("line 1: 'process' is not defined");
  expect(await why('const { readFile } = await import("node:fs"); return 1')).toContain("could not load module 'node:fs'");
  expect(await why('import fs from "node:fs"')).toMatch(/^line 1: /);
  const names = await run('return Object.getOwnPropertyNames(globalThis).filter((name) => /^[a-z]/.test(name)).sort()');
  expect(names).toEqual({
    ok: true,
    value: `decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt
      undefined unescape`.split(/\s+/),
  });
});

test('what the code makes of the built-ins changes nothing but its own result', async ({ run, why }) => {
  expect(await run('Object.prototype.polluted = 1; Array.prototype.push = 1; return { a: 1 }')).toEqual({ ok: true, value: { a: 1 } });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(await run('JSON.stringify = () => "[]"; JSON.parse = null; globalThis.JSON = 0; return { a: 1 }')).toEqual({
    ok: true,
    value: { a: 1 },
  });
  expect(await run('Object.prototype.toJSON = () => 7; return { a: 1 }')).toEqual({ ok: true, value: 7 });
  expect(await run('String.prototype.toJSON = Array.prototype.toJSON = () => 7; return [1]')).toEqual({ ok: true, value: 7 });
  expect(await why('Function.prototype.call = Function.prototype.apply = String.prototype.slice = () => "!"; throw new Error("a")')).toBe(
    'line 1: a',
  );
  expect(await why('Object.prototype.toJSON = () => { throw new Error("b") }; return {}')).toContain('b');
  const outcome = await run('return JSON.parse(\'{"__proto__": {"admin": true}}\')');
  if (!outcome.ok) throw new Error(outcome.reason);
  expect((outcome.value as Record<string, unknown>).admin).toBeUndefined();
  expect(JSON.stringify(outcome.value)).toBe('{"__proto__":{"admin":true}}');
  for (const trap of ['get', 'getOwnPropertyDescriptor', 'ownKeys'])
    expect(await why(`throw new Proxy({}, { ${trap}() { throw 1 } })`), trap).toMatch(/was thrown$/);
  // Closes our function and opens its own: it only fools itself.
  expect(await run('}); (function () { return 5')).toEqual({ ok: true, value: 5 });
});

test('one run sees nothing of another', async ({ sandbox }) => {
  const bounds = { milliseconds: 10_000, memoryBytes: 16 * megabyte };
  const code = `const before = globalThis.seen ?? Object.prototype.seen ?? null; globalThis.seen = Object.prototype.seen = subject; return [subject, before]`;
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => sandbox.run(code, n, bounds)));
  expect(outcomes).toEqual(Array.from({ length: 100 }, (_, n) => ({ ok: true, value: [n, null] })));
});

test('takes so many and is busy then', async () => {
  const sandbox = makeSandbox({ workers: 1 });
  const all = Array.from({ length: 1003 }, (_, n) => sandbox.run('return subject', n, { milliseconds: 1000, memoryBytes: megabyte }));
  const refused = await Promise.all(all.slice(1000));
  expect(refused).toEqual(Array(3).fill({ ok: false, reason: 'busy' }));
  await sandbox.stop();
  const outcomes = await Promise.all(all);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'The sandbox was stopped.').length).toBeGreaterThan(900);
});

test('takes so much and is busy then', async () => {
  const sandbox = makeSandbox({ workers: 1 });
  const input = 'x'.repeat(7 * megabyte);
  const all = Array.from({ length: 10 }, () => sandbox.run('return 1', input, { milliseconds: 1000, memoryBytes: 16 * megabyte }));
  expect(await all[9]).toEqual({ ok: false, reason: 'busy' });
  await sandbox.stop();
  expect(await all[8]).toEqual({ ok: false, reason: 'The sandbox was stopped.' });
});
