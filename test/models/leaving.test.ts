import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { makeModelPort } from '@docket/server/models/model-port.ts';
import { answer, chunk, collect, connectionTo, failed, requestOf, startScript, watchedPort } from './kit.ts';

const request = requestOf('OPENAI');

/** A provider that begins to tell and goes on until it is left; `left` is when its connection closed. */
async function startTalker(word = chunk({ content: 'word ' })) {
  let tell!: () => void;
  const left = new Promise<void>((resolve) => (tell = resolve));
  const url = await startScript((response: ServerResponse, { socket }: IncomingMessage) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(chunk({ content: 'word ' }));
    const talking = setInterval(() => response.write(word), 20);
    socket.once('close', () => {
      clearInterval(talking);
      tell();
    });
  });
  return { url, left };
}

/** A provider that tells one word and then nothing. */
async function startStutterer() {
  let tell!: () => void;
  const left = new Promise<void>((resolve) => (tell = resolve));
  const url = await startScript((response: ServerResponse, { socket }: IncomingMessage) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(chunk({ content: 'word' }));
    socket.once('close', tell);
  });
  return { url, left };
}

test('who leaves a stream early closes its connection', async () => {
  const { url, left } = await startTalker();
  const { stream } = watchedPort();
  let heard = 0;
  for await (const part of stream(connectionTo(url), request)) {
    expect(part).toEqual({ kind: 'text', text: 'word ' });
    if (++heard === 3) break;
  }
  await left;
});

test('who leaves a stream while waiting for its next word closes its connection, and the wait ends', async () => {
  const { url, left } = await startStutterer();
  const { stream } = watchedPort();
  const parts = stream(connectionTo(url), request)[Symbol.asyncIterator]();
  expect(await parts.next()).toEqual({ done: false, value: { kind: 'text', text: 'word' } });
  const waiting = parts.next();
  expect(await parts.return!()).toEqual({ done: true, value: undefined });
  expect(await waiting).toEqual({ done: true, value: undefined });
  await left;
});

test('a stream that is left before it is begun sends nothing', async () => {
  const { stream, sent } = watchedPort();
  const parts = stream(connectionTo('http://127.0.0.1:9'), request)[Symbol.asyncIterator]();
  await parts.return!();
  expect(await parts.next()).toEqual({ done: true, value: undefined });
  expect(sent).toEqual([]);
});

test('a stream that breaks its protocol is ended, and its connection closed', async () => {
  const { url, left } = await startTalker('data: {"wor\n\n');
  const { stream } = watchedPort();
  expect(await failed(collect(stream(connectionTo(url), request)))).toMatchObject({ kind: 'BAD_ANSWER', attempts: 1 });
  await left;
});

test('a caller who gives up ends a stream, whether a word is awaited or not', async () => {
  const { url, left } = await startStutterer();
  const { stream } = watchedPort();
  const giveUp = new AbortController();
  setTimeout(() => giveUp.abort(), 100);
  expect(await failed(collect(stream(connectionTo(url), request, giveUp.signal)))).toMatchObject({ kind: 'CANCELLED', attempts: 1 });
  await left;
});

test('the time of an attempt covers the whole stream', async () => {
  const { url, left } = await startTalker();
  const { stream } = watchedPort();
  const failure = await failed(collect(stream(connectionTo(url, 'OPENAI', { timeoutMs: 200 }), request)));
  expect(failure).toMatchObject({ kind: 'TIMEOUT', attempts: 1 });
  await left;
});

test('a caller who gives up ends a call: before it, while it waits for the answer, and within its body', async () => {
  const { call, sent } = watchedPort();
  expect(await failed(call(connectionTo('http://127.0.0.1:9'), request, AbortSignal.abort()))).toMatchObject({
    kind: 'CANCELLED',
    attempts: 0,
  });
  expect(sent).toEqual([]);
  for (const begin of [() => undefined, (response: ServerResponse) => void response.writeHead(200).write('{"id":')]) {
    const url = await startScript(begin);
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), 100);
    const begun = Date.now();
    expect(await failed(call(connectionTo(url), request, giveUp.signal))).toMatchObject({ kind: 'CANCELLED', attempts: 1 });
    expect(Date.now() - begun).toBeLessThan(2000);
  }
});

test('a fetch that does not listen to its signal holds nobody up', async () => {
  const { call } = makeModelPort({ fetch: () => new Promise(() => undefined) });
  expect(await failed(call(connectionTo('http://127.0.0.1:9', 'OPENAI', { timeoutMs: 50, attempts: 1 }), request))).toMatchObject({
    kind: 'TIMEOUT',
  });
});

test('a signal that lives longer than its calls keeps nothing of them', async () => {
  const url = await startScript(answer);
  const { call } = watchedPort();
  const { signal } = new AbortController();
  let listening = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listening++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (listening--, remove(...args));
  await call(connectionTo(url), request, signal);
  expect(listening).toBe(0);
});
