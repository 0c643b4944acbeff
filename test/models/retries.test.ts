import { describe, expect, test } from 'vitest';
import { makeModelPort } from '@docket/server/models/model-port.ts';
import {
  answer,
  chunk,
  collect,
  connectionTo,
  failed,
  key,
  kinds,
  refuse,
  requestOf,
  startProvider,
  startScript,
  watchedPort,
} from './kit.ts';

const request = requestOf('OPENAI');

test.each(kinds)('%s: a limit of requests is waited for as long as it asks', async (kind) => {
  const provider = await startProvider();
  let asked = 0;
  provider.onMessage(/order/, () =>
    asked++ === 0 ? { error: { message: 'Slow down', type: 'rate_limit_error' }, status: 429, retryAfter: 3 } : { content: 'Yes.' },
  );
  const { call, waits } = watchedPort();
  expect(await call(connectionTo(provider.url, kind), requestOf(kind))).toMatchObject({ text: 'Yes.', attempts: 2 });
  expect(waits).toEqual([3000]);
});

test('a wait may be asked for in milliseconds, as a date, or in the body as Google does', async () => {
  const url = await startScript(
    refuse(429, { 'Retry-After-Ms': '250', 'Retry-After': '9' }),
    refuse(503, { 'Retry-After': new Date(Date.now() + 20_000).toUTCString() }),
    (response) => {
      response.writeHead(429, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'Quota', details: [{ '@type': 'RetryInfo', retryDelay: '7.5s' }] } }));
    },
    answer,
  );
  const { call, waits } = watchedPort();
  expect(await call(connectionTo(url), request)).toMatchObject({ attempts: 4 });
  expect(waits).toEqual([250, expect.any(Number), 7500]);
  expect(waits[1]).toBeGreaterThan(15_000);
  expect(waits[1]).toBeLessThanOrEqual(20_000);
});

test('a wait that is no number and no date, or over, leaves it to the usual one', async () => {
  const past = new Date(Date.now() - 5000).toUTCString();
  const url = await startScript(
    refuse(429, { 'Retry-After': 'soon' }),
    refuse(429, { 'Retry-After': past }),
    refuse(429, { 'Retry-After': '0' }),
    answer,
  );
  const { call, waits } = watchedPort();
  await call(connectionTo(url), request);
  expect(waits).toEqual([250, 500, 1000]);
});

test('a wait of more than a minute is not waited for, but told', async () => {
  const url = await startScript(refuse(429, { 'Retry-After': '900' }, 'Daily limit'));
  const { call, waits } = watchedPort();
  const failure = await failed(call(connectionTo(url), request));
  expect(failure).toMatchObject({ kind: 'RATE_LIMITED', attempts: 1 });
  expect(failure.message).toBe('The provider asks to wait 15 minutes (429, “Daily limit”): try again after that.');
  expect(waits).toEqual([]);
  const hours = await startScript(refuse(409, { 'Retry-After': '86400' }));
  expect((await failed(call(connectionTo(hours), request))).message).toContain('asks to wait 24 hours');
});

test('an account that is used up is not asked again', async () => {
  const url = await startScript((response) => {
    response.writeHead(429, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'You exceeded your quota', type: 'insufficient_quota', code: 'insufficient_quota' } }));
  });
  const { call } = watchedPort();
  expect(await failed(call(connectionTo(url), request))).toMatchObject({ kind: 'RATE_LIMITED', attempts: 1 });
});

test.each([500, 502, 529, 408, 409])('%i is tried again, with longer and longer waits', async (status) => {
  const url = await startScript(refuse(status), refuse(status), refuse(status), answer);
  const { call, waits } = watchedPort();
  expect(await call(connectionTo(url), request)).toMatchObject({ text: 'Here.', attempts: 4 });
  expect(waits).toEqual([250, 500, 1000]);
});

test('no wait is longer than 20 seconds, and the last failure is told when all attempts are used', async () => {
  const url = await startScript(refuse(500));
  const { call, waits } = watchedPort();
  const failure = await failed(call(connectionTo(url, 'OPENAI', { attempts: 9 }), request));
  expect(failure).toMatchObject({ kind: 'PROVIDER_FAILED', attempts: 9, message: 'The provider failed (500, “no 500”): try later.' });
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('with one attempt nothing is tried again', async () => {
  const url = await startScript(refuse(429, { 'Retry-After': '1' }), answer);
  const { call } = watchedPort();
  expect(await failed(call(connectionTo(url, 'OPENAI', { attempts: 1 }), request))).toMatchObject({ kind: 'RATE_LIMITED', attempts: 1 });
});

test('an attempt that takes too long is tried again, whichever part of it it is', async () => {
  const url = await startScript(
    () => undefined,
    (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":'),
    answer,
  );
  const { call } = watchedPort();
  expect(await call(connectionTo(url, 'OPENAI', { timeoutMs: 150 }), request)).toMatchObject({ text: 'Here.', attempts: 3 });
  const slow = await startScript((response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":'));
  const failure = await failed(call(connectionTo(slow, 'OPENAI', { timeoutMs: 100, attempts: 2 }), request));
  expect(failure).toMatchObject({ kind: 'TIMEOUT', attempts: 2, message: expect.stringContaining('within 0.1 s') });
});

test('a connection that breaks off is tried again', async () => {
  const url = await startScript(
    (response) => response.destroy(),
    (response) => response.writeHead(200, { 'Content-Length': '1000' }).write('{"id":', () => response.destroy()),
    answer,
  );
  const { call } = watchedPort();
  expect(await call(connectionTo(url), request)).toMatchObject({ attempts: 3 });
});

describe('a stream', () => {
  test('is tried again before its first text', async () => {
    const url = await startScript(
      refuse(503),
      (response) =>
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(chunk({ role: 'assistant' }), () => response.destroy()),
      (response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end(`${chunk({ content: 'Yes.' })}${chunk({}, 'stop')}data: [DONE]\n\n`);
      },
    );
    const { stream } = watchedPort();
    expect(await collect(stream(connectionTo(url), request))).toEqual([
      { kind: 'text', text: 'Yes.' },
      {
        kind: 'answer',
        answer: {
          text: 'Yes.',
          toolCalls: [],
          finish: 'stop',
          tokensIn: null,
          tokensOut: null,
          latencyMs: expect.any(Number),
          attempts: 3,
        },
      },
    ]);
  });

  test('is not tried again after it', async () => {
    const url = await startScript((response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/event-stream' })
        .write(chunk({ content: 'Ye' }), () => setTimeout(() => response.destroy(), 50)),
    );
    const { stream, sent } = watchedPort();
    const texts: string[] = [];
    const told = async () => {
      for await (const part of stream(connectionTo(url), request)) if (part.kind === 'text') texts.push(part.text);
    };
    expect(await failed(told())).toMatchObject({ kind: 'UNREACHABLE', attempts: 1 });
    expect(texts).toEqual(['Ye']);
    expect(sent).toHaveLength(1);
  });

  test('that tells of an overload before its first text is tried again', async () => {
    const overload = (response: Parameters<typeof answer>[0]) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end(
        `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}\n\n`,
      );
    };
    const url = await startScript(overload);
    const { stream } = watchedPort();
    const failure = await failed(collect(stream(connectionTo(url, 'ANTHROPIC', { attempts: 2 }), requestOf('ANTHROPIC'))));
    expect(failure).toMatchObject({ kind: 'PROVIDER_FAILED', attempts: 2, message: 'The provider failed (529, “Overloaded”): try later.' });
  });
});

test('the real waits are as long as asked for, and end when the caller gives up', async () => {
  const url = await startScript(refuse(429, { 'Retry-After-Ms': '120' }), refuse(429, { 'Retry-After': '50' }));
  const { call } = makeModelPort({ fetch });
  const giveUp = new AbortController();
  const begun = Date.now();
  setTimeout(() => giveUp.abort(), 400);
  const failure = await failed(call(connectionTo(url), request, giveUp.signal));
  expect(failure).toMatchObject({ kind: 'CANCELLED', attempts: 2 });
  expect(Date.now() - begun).toBeGreaterThanOrEqual(390);
  expect(Date.now() - begun).toBeLessThan(5000);
  expect(failure.stack).not.toContain(key);
});
