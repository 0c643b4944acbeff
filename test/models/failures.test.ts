import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { makeModelPort } from '@docket/server/models/model-port.ts';
import {
  answer,
  closedAddress,
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
const once = { attempts: 1 };

test.each(kinds)('%s: a wrong key, a wrong request and a wrong model are told with what the provider says', async (kind) => {
  const provider = await startProvider();
  const { call } = watchedPort();
  const refused = async (status: number, message: string) => {
    provider.clearFixtures();
    provider.onMessage(/order/, { error: { message, type: 'some_error' }, status });
    return failed(call(connectionTo(provider.url, kind), requestOf(kind)));
  };
  expect(await refused(401, 'Bad key')).toMatchObject({
    kind: 'KEY_REFUSED',
    attempts: 1,
    message: expect.stringContaining('(401, “Bad key”)'),
  });
  expect(await refused(403, 'Not you')).toMatchObject({ kind: 'KEY_REFUSED', message: expect.stringContaining('(403, “Not you”)') });
  const wrong = await refused(400, 'Unknown setting “x”');
  expect(wrong).toMatchObject({
    kind: 'REQUEST_REFUSED',
    message: 'The provider refuses the request (400, “Unknown setting “x””): change what it names.',
  });
  expect(await refused(404, 'No such model')).toMatchObject({ kind: 'REQUEST_REFUSED', message: expect.stringContaining('model’s name') });
});

test('Google says of a wrong key that the request is wrong', async () => {
  const url = await startScript((response) => {
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify([
        { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] } },
      ]),
    );
  });
  const { call } = watchedPort();
  expect(await failed(call(connectionTo(url, 'GOOGLE'), requestOf('GOOGLE')))).toMatchObject({
    kind: 'KEY_REFUSED',
    message: expect.stringContaining('API key not valid.'),
  });
});

test('what a provider says is cut short, on one line, and never in the middle of a letter', async () => {
  const url = await startScript(refuse(400, {}, `line\n${'🚚'.repeat(500)}`));
  const { call } = watchedPort();
  const { message } = await failed(call(connectionTo(url), request));
  expect([...message].length).toBeLessThan(400);
  expect(message).toContain('“line 🚚');
  expect(message).toContain('🚚…”');
  expect(message.isWellFormed()).toBe(true);
});

test('a host that is not there and a port that nobody listens at are told', async () => {
  const { call, waits } = watchedPort();
  const nowhere = await failed(call(connectionTo('http://no-such-host.invalid', 'OPENAI', { attempts: 2 }), request));
  expect(nowhere).toMatchObject({
    kind: 'UNREACHABLE',
    attempts: 2,
    message: expect.stringMatching(/^No connection to no-such-host.invalid \(E/),
  });
  expect(waits).toHaveLength(1);
  const closed = await failed(call(connectionTo(await closedAddress(), 'ANTHROPIC', once), requestOf('ANTHROPIC')));
  expect(closed).toMatchObject({
    kind: 'UNREACHABLE',
    message: expect.stringMatching(/^No connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/),
  });
});

test('an address that is not allowed is told as the guard says it, and not tried again', async () => {
  const error = Object.assign(new Error('10.0.0.7 is a private address: ask who runs Docket to allow it.'), { name: 'AddressRefused' });
  for (const thrown of [error, new TypeError('fetch failed', { cause: error })]) {
    const { call } = makeModelPort({ fetch: () => Promise.reject(thrown) });
    expect(await failed(call(connectionTo('http://10.0.0.7'), request))).toMatchObject({
      kind: 'ADDRESS_REFUSED',
      attempts: 1,
      message: error.message,
    });
  }
});

test.each(kinds)('%s: an answer that is no answer is told', async (kind) => {
  const bodies = ['{"id": "x", "choi', '<html><title>Welcome</title></html>', '{}', '[]', 'null', ''];
  const { call, stream } = watchedPort();
  for (const body of bodies) {
    const url = await startScript((response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(body));
    const failures = [
      failed(call(connectionTo(url, kind), requestOf(kind))),
      failed(collect(stream(connectionTo(url, kind), requestOf(kind)))),
    ];
    for (const failure of await Promise.all(failures)) {
      expect(failure, body).toMatchObject({ kind: 'BAD_ANSWER', attempts: 1 });
      expect(failure.message).toMatch(/^What 127\.0\.0\.1:\d+ answers is not .* protocol/);
    }
  }
});

test('a redirect is not followed: the key would go along', async () => {
  let asked = 0;
  const other = await startScript((response) => {
    asked += 1;
    answer(response);
  });
  const url = await startScript((response) => response.writeHead(307, { Location: `${other}/v1/messages` }).end());
  const { call } = watchedPort();
  expect(await failed(call(connectionTo(url, 'ANTHROPIC'), requestOf('ANTHROPIC')))).toMatchObject({ kind: 'BAD_ANSWER' });
  expect(asked).toBe(0);
});

test('what is missing or cannot be is told before anything is sent', async () => {
  const { call, stream, sent } = watchedPort();
  const wrong = async (more: Parameters<typeof connectionTo>[2], kind: Parameters<typeof connectionTo>[1] = 'OPENAI') =>
    failed(call(connectionTo('http://127.0.0.1:9', kind, more), request));
  expect(await wrong({ apiKey: null })).toMatchObject({ kind: 'KEY_REFUSED', attempts: 0 });
  expect(await wrong({ apiKey: `${key}\n` })).toMatchObject({ kind: 'KEY_REFUSED' });
  expect(await wrong({ apiKey: 'schlüssel' })).toMatchObject({ kind: 'KEY_REFUSED' });
  expect(await wrong({ baseUrl: null }, 'OPENAI_COMPATIBLE')).toMatchObject({ kind: 'UNREACHABLE' });
  expect(await wrong({ baseUrl: 'ftp://host/v1' })).toMatchObject({ kind: 'UNREACHABLE' });
  const withPassword = await wrong({ baseUrl: 'http://ada:secret@host/v1' });
  expect(withPassword).toMatchObject({ kind: 'UNREACHABLE' });
  expect(withPassword.message).not.toContain('secret');
  expect(await failed(collect(stream(connectionTo('nonsense'), request)))).toMatchObject({ kind: 'UNREACHABLE', attempts: 0 });
  expect(sent).toEqual([]);
});

test.each(kinds)('%s: the key is in nothing that is thrown', async (kind) => {
  const { call, stream } = watchedPort();
  const repeating = (status: number) => (response: Parameters<typeof answer>[0]) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'X-Key': key });
    response.end(JSON.stringify({ error: { message: `Key ${key} is wrong. ${'x'.repeat(270)}${key}`, type: key } }));
  };
  const urls = [
    ...(await Promise.all([400, 401, 404, 429, 500].map((status) => startScript(repeating(status))))),
    await startScript((response) => response.writeHead(200).end(`no JSON: ${key}`)),
    await startScript((response) =>
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(`data: {"error":{"message":"${key}","type":"x"}}\n\n`),
    ),
    await startScript((response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(`data: {"${key}\n\n`)),
    await closedAddress(),
  ];
  for (const url of urls) {
    const connection = connectionTo(url, kind, once);
    for (const outcome of [call(connection, requestOf(kind)), collect(stream(connection, requestOf(kind)))]) {
      const failure = await failed(outcome);
      const all = [failure.message, failure.stack, inspect(failure, { depth: 10, showHidden: true }), JSON.stringify(failure)].join('\n');
      expect(all).not.toContain(key);
      expect(all).not.toContain(key.slice(0, 20));
      expect(failure.cause).toBeUndefined();
    }
  }
});
