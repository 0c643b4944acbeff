import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { test } from '../kit/stack.ts';

const query = JSON.stringify({ query: '{ viewer { user { name } } }' });
const json = { 'content-type': 'application/json' };

test('takes JSON and nothing that a page of another site may send unasked', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const status = async (headers: Record<string, string>, body: BodyInit = query) =>
    (await stack.as(ada).request('/graphql', { method: 'POST', headers, body })).status;
  expect(await status({ 'content-type': 'application/json; charset=utf-8' })).toBe(200);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/graphql',
    'text/plain; application/json',
    'application/jsonp',
    '',
  ]) {
    expect(await status({ 'content-type': type }), type).toBe(415);
  }
  const form = new FormData();
  form.set('operations', query);
  expect(await status({}, form)).toBe(415);
  expect(await status({}, new URLSearchParams({ query: 'mutation { signOut { ok } }' }))).toBe(415);
  // The session is still there.
  expect(await status(json)).toBe(200);
});

test('speaks GraphQL by POST only', async ({ stack }) => {
  const ada = await stack.person('Ada');
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
    const response = await stack.as(ada).request('/graphql?query={viewer{user{name}}}', { method, headers: { accept: 'text/html,*/*' } });
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST']);
  }
});

test('answers bad bodies with 400 and a sentence', async ({ stack }) => {
  const post = (body: string) => stack.as(null).request('/graphql', { method: 'POST', headers: json, body });
  for (const body of [
    '{',
    '',
    'null',
    '7',
    '"x"',
    '[]',
    '[{"query":"{viewer{user{id}}}"}]',
    '{}',
    '{"query":7}',
    '{"query":"{viewer{user{id}}}","variables":[]}',
    '{"query":"{viewer{user{id}}}","operationName":{}}',
  ]) {
    const response = await post(body);
    expect([body, response.status]).toEqual([body, 400]);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect(errors[0]!.message, body).not.toMatch(/went wrong|Unexpected error/);
  }
});

const origins: [headers: Record<string, string>, allowed: boolean][] = [
  [{}, true],
  [{ origin: 'OWN' }, true],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'garbage' }, false],
  [{ origin: 'http://127.0.0.1:1' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'same-origin', origin: 'OWN' }, true],
];

test.for(origins)('an operation with %o is let through: %s', async ([given, allowed], { stack }) => {
  const headers = { ...json, ...given, ...(given.origin === 'OWN' ? { origin: stack.url } : {}) };
  const response = await fetch(`${stack.url}/graphql`, { method: 'POST', headers, body: query });
  expect(response.status).toBe(allowed ? 200 : 403);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
});

/** What becomes of a socket: `true` or the code when it opens or closes, or what it fails with. */
const outcome = (socket: WebSocket, event: 'open' | 'close' = 'open') =>
  new Promise<unknown>((resolve) => {
    socket.once(event, (code?: number) => resolve(code ?? true));
    socket.once('error', ({ message }) => resolve(message));
  });

test.for(origins)('a socket with %o is let through: %s', async ([given, allowed], { stack }) => {
  const ada = await stack.person('Ada');
  const headers = { ...given, ...(given.origin === 'OWN' ? { origin: stack.url } : {}), cookie: `docket_session=${ada.secret}` };
  const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  expect(await outcome(socket)).toBe(allowed ? true : 'Unexpected server response: 403');
  socket.terminate();
});

test('a socket needs somebody who is signed in, and its own protocol and path', async ({ stack }) => {
  const address = stack.url.replace('http', 'ws');
  const closed = async (socket: WebSocket, first?: string): Promise<unknown> => {
    socket.once('open', () => first && socket.send(first));
    return outcome(socket, 'close');
  };
  const init = JSON.stringify({ type: 'connection_init', payload: { token: 'dkt_wrong' } });
  expect(await closed(new WebSocket(`${address}/graphql`, 'graphql-transport-ws'), init)).toBe(4401);
  const early = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ viewer { user { id } } }' } });
  expect(await closed(new WebSocket(`${address}/graphql`, 'graphql-transport-ws'), early)).toBe(4401);
  expect(await closed(new WebSocket(`${address}/graphql`, 'graphql-transport-ws'), 'nonsense')).toBe(4400);
  expect(await closed(new WebSocket(`${address}/elsewhere`, 'graphql-transport-ws'))).toBe('Unexpected server response: 404');
  expect(await closed(new WebSocket(`${address}/graphql`, 'graphql-ws'))).not.toBe(1000);
});

test('a token in the connection parameters opens a socket', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'OWNER']]);
  const made = await stack
    .as(ada)
    .execute<{ createApiToken: { secret: string } }>(
      `mutation { createApiToken(input: { projectId: "${project.id}", name: "x", role: VIEWER }) { ... on CreateApiTokenPayload { secret } } }`,
    );
  const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token: made.createApiToken.secret } }));
  const [ack] = (await once(socket, 'message')) as [Buffer];
  expect(String(ack)).toBe('{"type":"connection_ack"}');
  socket.terminate();
});

test('headers keep the page to itself', async ({ stack }) => {
  for (const path of ['/', '/graphql', '/health', '/api/nothing']) {
    const { headers } = await fetch(stack.url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  }
});

test('tells whether it lives and whether it takes work', async ({ stack }) => {
  expect((await fetch(`${stack.url}/health`)).status).toBe(200);
  expect(await (await fetch(`${stack.url}/ready`)).json()).toEqual({ ok: true });
});
