import { performance } from 'node:perf_hooks';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { keptBuiltIns } from './kept-builtins.mjs';

/** Of the JSON that comes out. */
const mostBytes = 256 * 1024;
/** For one that nests some 1,500 calls deep. The worker's own stack is large enough that this is what is met first. */
const stackBytes = 512 * 1024;
const file = 'code.js';

const { WebAssembly } = globalThis;
const wasmFile = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
const wasmModule = await WebAssembly.compile(await readFile(wasmFile));
/** What the module asks for; of that, its own stack and data, before any code runs. */
const startBytes = 16 * 1024 * 1024;
const ownBytes = 6 * 1024 * 1024;
const pageBytes = 64 * 1024;

/**
 * What an instance of QuickJS may hold: `memoryBytes`, and no more whatever it does. QuickJS has a limit of its own, which
 * in WebAssembly stops no more than a single large piece: it cannot see how much it has taken there.
 */
function boundedMemory(memoryBytes) {
  const memory = new WebAssembly.Memory({
    initial: startBytes / pageBytes,
    maximum: Math.ceil(Math.max(startBytes, ownBytes + memoryBytes) / pageBytes),
  });
  let ranOut = false;
  memory.grow = (pages) => {
    try {
      return WebAssembly.Memory.prototype.grow.call(memory, pages);
    } catch (error) {
      ranOut = true;
      throw error;
    }
  };
  return { memory, ranOut: () => ranOut };
}

/**
 * Runs a function body or a script that defines `evaluate`. Both are the body of one async function, which ends by calling
 * `evaluate` where there is one: a `return` comes before that, so nothing has to be guessed from the text, and `await`
 * works in either.
 *
 * Every run has a WebAssembly instance of its own (1 ms, 5 with the garbage that it leaves): not even one that breaks QuickJS reaches the memory of the
 * next, and nothing in it has to be freed.
 *
 * @param {{ code: string, input: string, milliseconds: number, memoryBytes: number }} run `input` is JSON.
 * @returns {Promise<{ json: string } | { reason: string }>} Rejects only where there is no memory for an instance: then it is
 *   best that the worker ends, with all that it holds.
 */
export async function runCode({ code, input, milliseconds, memoryBytes }) {
  const late = { reason: `The code did not end within ${milliseconds} ms.` };
  const end = performance.now() + milliseconds;
  const isLate = () => performance.now() > end;
  const { memory: wasmMemory, ranOut } = boundedMemory(memoryBytes);
  const outOfMemory = `out of memory (${megabytes(memoryBytes)})`;
  try {
    const quickJs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory }));
    const runtime = quickJs.newRuntime();
    const context = runtime.newContext();
    const kept = context.unwrapResult(context.evalCode(keptBuiltIns(mostBytes)));
    const [write, partOf] = [0, 1].map((index) => context.getProp(kept, index));
    runtime.setMaxStackSize(stackBytes);
    runtime.setInterruptHandler(isLate);

    const read = (error, part) => {
      const found = context.callFunction(partOf, context.undefined, error, context.newString(part));
      return found.error ? '' : context.getString(found.value);
    };
    const failed = (error) => {
      // Where there is no room for an error either, QuickJS throws null.
      const message = context.eq(error, context.null) && ranOut() ? 'out of memory' : read(error, 'message');
      const reason = oneSentence(code, message === 'out of memory' ? outOfMemory : message, read(error, 'stack'));
      // Asked last: a getter of the error may have taken the rest of the time.
      return isLate() ? late : { reason };
    };

    const parse = context.getProp(context.getProp(context.global, 'JSON'), 'parse');
    const subject = context.callFunction(parse, context.undefined, context.newString(input));
    if (subject.error) return isLate() ? late : { reason: `The input does not fit into ${megabytes(memoryBytes)} of memory.` };
    const body = context.evalCode(
      `(async function (subject) {${code}\n;return typeof evaluate === 'function' ? evaluate(subject) : undefined;\n})`,
      file,
    );
    if (body.error) return failed(body.error);
    const called = context.callFunction(body.value, context.undefined, subject.value);
    if (called.error) return failed(called.error);
    const { state, jobError } = settle(runtime, context, called.value, isLate);
    if (isLate()) return late;
    if (state.type === 'rejected') return failed(state.error);
    if (state.type === 'pending')
      return jobError ? failed(jobError) : { reason: 'The code waits for a promise that nothing is left to settle.' };

    const written = context.callFunction(write, context.undefined, state.value);
    if (written.error) {
      const answer = failed(written.error);
      return answer === late ? late : { reason: `The result cannot be written as JSON: ${answer.reason}` };
    }
    const text = context.getString(written.value);
    if (text[0] === '!') return { reason: text.slice(1) };
    if (Buffer.byteLength(text) > mostBytes + 1) return { reason: `The code gave back more than ${mostBytes / 1024} KB of JSON.` };
    return { json: text.slice(1) };
  } catch (error) {
    if (ranOut()) return { reason: outOfMemory };
    // Of the worker's stack: parsers and writers of JSON go deeper in it than QuickJS counts.
    if (error instanceof RangeError && error.message.startsWith('Maximum call stack')) return { reason: 'The code nests too deep.' };
    return { reason: 'The code broke the sandbox that it ran in.' };
  }
}

/** Runs what waits for promises until the one that counts is settled, nothing waits any more, or it is late: a few at a time,
 * since built-ins that call each other never ask how late it is. */
function settle(runtime, context, promise, isLate) {
  let state = context.getPromiseState(promise);
  let jobError;
  while (state.type === 'pending' && runtime.hasPendingJob() && !isLate()) {
    const done = runtime.executePendingJobs(100);
    if (done.error) jobError = done.error;
    state = context.getPromiseState(promise);
  }
  return { state, jobError };
}

function oneSentence(code, message, stack) {
  const found = new RegExp(`${file}:(\\d+)`).exec(stack);
  // What is missing at the end is missed in the line that we added.
  const line = found && Math.min(Number(found[1]), code.split(/\r\n|[\n\r\u2028\u2029]/).length);
  const what = message.split('\n')[0].slice(0, 300) || 'an error without a message';
  return line ? `line ${line}: ${what}` : what;
}

const megabytes = (bytes) => `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
