import { execFile } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { makeSandbox } from '@docket/server/sandbox/sandbox.ts';
import { runsTypeScript } from '../kit/typescript.ts';
import { megabyte, test } from './kit.ts';

const late = 'The code did not end within 200 ms.';
const short = { milliseconds: 200 };

test('ends what does not end by itself', async ({ run, why }) => {
  for (const code of [
    'while (true);',
    'for (;;) try { for (;;); } catch {} finally { continue }',
    'const again = () => void Promise.resolve().then(again); again(); await new Promise(() => {})',
    'await null; while (true);',
    `return /(a+)+$/.test('a'.repeat(40) + '!')`,
    'return { get a() { while (true); } }',
    'return { toJSON() { while (true); } }',
    'throw { get message() { while (true); } }',
    'throw new Proxy({}, { get() { while (true); } })',
    'return { then() { while (true); } }',
  ])
    expect(await why(code, null, short), code).toBe(late);
  expect(await run('return 1')).toEqual({ ok: true, value: 1 });
});

test('ends a loop inside a built-in, with its worker, and goes on', async ({ run, why }) => {
  const [stuck, ...others] = await Promise.all([
    why('return Array(2 ** 32 - 1).join()', null, short),
    ...Array.from({ length: 5 }, (_, n) => run('return subject', n)),
  ]);
  expect(stuck).toBe(late);
  expect(others).toEqual(Array.from({ length: 5 }, (_, value) => ({ ok: true, value })));
  expect(await run('return 1')).toEqual({ ok: true, value: 1 });
});

test('holds the memory that it was given, and tells when it runs out', async ({ run, why }) => {
  const out = /^(line 1: )?out of memory \(16 MB\)$/;
  const long = { milliseconds: 20_000 };
  for (const code of [
    'const all = []; for (;;) all.push({ all })',
    'globalThis.all = []; for (;;) all.push({ all })',
    'const all = []; for (let n = 0; ; n++) all.push(n)',
    'const all = []; for (;;) all.push("x".repeat(1e4) + all.length)',
    'let text = "x"; for (;;) text = [text, text].join("y")',
    'const map = new Map(); for (let n = 0; ; n++) map.set(n, n)',
    'return new ArrayBuffer(1e9).byteLength',
    'await null; globalThis.all = []; for (;;) all.push({ all })',
    'const grow = async () => { await 0; grow(); grow() }; await grow(); await new Promise(() => {})',
  ])
    expect(await why(code, null, long), code).toMatch(out);
  expect(await why('let text = "x"; for (;;) text += text', null, long)).toMatch(/^line 1: (out of memory|string too long)/);
  expect(await run('return new Uint8Array(12 * 1024 * 1024).length', null, long)).toEqual({ ok: true, value: 12 * megabyte });
  expect(await run('return new Uint8Array(40 * 1024 * 1024).length', null, { ...long, memoryBytes: 64 * megabyte })).toMatchObject({
    ok: true,
  });
});

test('meets no end of the stack but that of the code', async ({ run, why }) => {
  for (const code of [
    'const f = () => 1 + f(); return f()',
    'return [1, 2].sort(function by() { return [1, 2].sort(by) })',
    'return JSON.parse("[".repeat(1e5))',
    'return eval("[".repeat(1e5))',
    'class A { get a() { return this.a } } return new A().a',
  ])
    expect(await why(code), code).toBe('line 1: stack overflow');
  expect(await why('let a = []; for (let n = 0; n < 3000; n++) a = [a]; return a')).toMatch(/stack overflow|nests too deep/);
  expect(await why('return ' + '['.repeat(1e5))).toMatch(/stack overflow|nests too deep/);
  expect(await run('const f = (n) => (n ? 1 + f(n - 1) : 0); return f(1000)')).toEqual({ ok: true, value: 1000 });
});

test('the server goes on meanwhile', async ({ run, why }) => {
  await run('return 1');
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  expect(await Promise.all([why('while (true);', null, { milliseconds: 500 }), why('while (true);', null, { milliseconds: 500 })])).toEqual(
    Array(2).fill('The code did not end within 500 ms.'),
  );
  delay.disable();
  expect(delay.percentile(90) / 1e6).toBeLessThan(100);
  // Other programs on two busy cores may hold up anything once, but not as long as the code ran.
  expect(delay.max / 1e6).toBeLessThan(400);
});

test('a stop ends what runs and what waits, and leaves no thread', async () => {
  const workers = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort' || name === 'Worker').length;
  const before = workers();
  const sandbox = makeSandbox({ workers: 2 });
  const bounds = { milliseconds: 60_000, memoryBytes: megabyte };
  await sandbox.run('return 1', null, bounds);
  const running = Array.from({ length: 4 }, () => sandbox.run('while (true);', null, bounds));
  expect(workers()).toBeGreaterThan(before);
  await sandbox.stop();
  const stopped = { ok: false, reason: 'The sandbox was stopped.' };
  expect(await Promise.all(running)).toEqual(Array(4).fill(stopped));
  expect(await sandbox.run('return 1', null, bounds)).toEqual(stopped);
  await sandbox.stop();
  expect(workers()).toBe(before);
});

test('a sandbox that nobody uses keeps no process from its end', async () => {
  const sandbox = new URL('../../server/sandbox/sandbox.ts', import.meta.url).href;
  const script = `import { makeSandbox } from '${sandbox}';
    console.log(JSON.stringify(await makeSandbox().run('return process', 1, { milliseconds: 1000, memoryBytes: ${megabyte} })))`;
  const { stdout } = await promisify(execFile)(process.execPath, [...runsTypeScript, '--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  expect(JSON.parse(stdout)).toEqual({ ok: false, reason: "line 1: 'process' is not defined" });
});
