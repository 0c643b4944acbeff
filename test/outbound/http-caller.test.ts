import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { makeHttpCaller } from '@docket/server/outbound/http-caller.ts';
import { answer, test, textOf } from './kit.ts';

/** The receiver's side is the library's own, so that both do not go wrong alike. */
const { Webhook } = createRequire(new URL('../../server/outbound/sign-call.ts', import.meta.url))('standardwebhooks') as {
  Webhook: new (secret: string) => { verify(text: string, headers: Record<string, string>): unknown };
};
const secret = `whsec_${Buffer.from('a secret of twenty-four!').toString('base64')}`;

const base = test.extend<{
  post: (port: number, call?: Partial<Parameters<ReturnType<typeof makeHttpCaller>['post']>[0]>) => Promise<unknown>;
}>({
  post: async ({ guarded }, use) => {
    const caller = makeHttpCaller({ fetch: guarded({ allow: ['localhost'] }) });
    await use((port, call) => caller.post({ url: `http://localhost:${port}/`, secret, id: 'msg_1', body: {}, timeoutMs: 5000, ...call }));
  },
});

base('signs what it sends, and takes the JSON that comes back', async ({ serve, post }) => {
  let seen: { headers: IncomingHttpHeaders; text: string } | undefined;
  const port = await serve(async (request, response) => {
    seen = { headers: request.headers, text: await textOf(request) };
    answer(response, { score: 1 }, 201);
  });
  const body = { said: 'Ünïcode 💥 \ud800', list: [1, null] };
  expect(await post(port, { body })).toEqual({ ok: true, status: 201, body: { score: 1 } });
  expect(seen!.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'msg_1' });
  const headers = seen!.headers as Record<string, string>;
  expect(new Webhook(secret).verify(seen!.text, headers)).toEqual(body);
  expect(() => new Webhook(secret).verify(seen!.text.replace('1', '2'), headers)).toThrow('No matching signature');
  expect(() => new Webhook(`whsec_${btoa('another')}`).verify(seen!.text, headers)).toThrow('No matching signature');
});

base('says in a sentence why there is no answer', async ({ serve, post }) => {
  const why = async (listener: Parameters<typeof serve>[0], call?: Parameters<typeof post>[1]) => {
    const outcome = (await post(await serve(listener), call)) as { ok: boolean; reason: string };
    expect(outcome.ok).toBe(false);
    return outcome.reason.replace(/localhost:\d+/, 'HOST');
  };
  expect(await why(() => {}, { timeoutMs: 50 })).toBe('HOST did not answer within 50 ms.');
  expect(await why((_, response) => void response.writeHead(200).write('{'), { timeoutMs: 100 })).toBe(
    'HOST did not answer within 100 ms.',
  );
  expect(await why((_, response) => void response.end('<p>Hello</p>'))).toBe('HOST did not answer with JSON, but with: <p>Hello</p>.');
  expect(await why((_, response) => void response.writeHead(204).end())).toBe('HOST did not answer with JSON but with nothing.');
  expect(await why((_, response) => void response.end('['.repeat(5000) + ']'.repeat(5000)))).toContain('did not answer with JSON');
  expect(await why((_, response) => void answer(response, { error: 'no such\nmodel' }, 422))).toBe(
    'HOST answered with status 422: {"error":"no such\\nmodel"}.',
  );
  expect(await why((_, response) => void response.writeHead(500).end())).toBe('HOST answered with status 500.');
  expect(await why((_, response) => void response.writeHead(302, { location: 'http://127.0.0.1/' }).end())).toContain('does not follow');
  expect(await why((request) => void request.socket.destroy())).toBe('HOST cut off the connection.');
  const cut = await why((_, response) => void response.writeHead(200).write('{"a":', () => response.destroy()));
  expect(cut).toBe('HOST cut off the connection.');
});

base('reads a megabyte and no more, packed or not', async ({ serve, post }) => {
  const tooLarge = { ok: false, reason: 'The answer is larger than 1 MB.' };
  const exact = JSON.stringify('x'.repeat(1024 * 1024 - 2));
  expect(await post(await serve((_, response) => void response.end(exact)))).toMatchObject({ ok: true });
  expect(await post(await serve((_, response) => void response.end(`${exact} `)))).toEqual(tooLarge);
  let gone: Promise<unknown> | undefined;
  const endless = await serve((request, response) => {
    gone = new Promise((resolve) => request.socket.once('close', resolve));
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65536)));
    };
    response.on('drain', write);
    write();
  });
  expect(await post(endless)).toEqual(tooLarge);
  await gone;
  const packed = gzipSync(Buffer.alloc(20_000_000, ' '));
  expect(await post(await serve((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)))).toEqual(
    tooLarge,
  );
});

base('makes no call that it may not or cannot make', async ({ serve, post }) => {
  let calls = 0;
  const port = await serve((_request, response) => answer(response, ++calls));
  const fails = async (call: Parameters<typeof post>[1]) => {
    const outcome = (await post(port, call)) as { ok: boolean; reason: string };
    expect(outcome.ok).toBe(false);
    return outcome.reason;
  };
  expect(await fails({ url: `http://127.0.0.1:${port}/` })).toContain('DOCKET_ALLOW_HOSTS');
  expect(await fails({ url: 'nonsense' })).toContain('is not an address');
  for (const bad of ['', 'whsec_', 'secret', 'whsec_ä', 'whsec_a']) expect(await fails({ secret: bad })).toContain('The secret');
  expect(await fails({ id: 'a\nb' })).toContain('failed');
  expect(await fails({ signal: AbortSignal.abort() })).toBe('The call was stopped.');
  expect(calls).toBe(0);

  const stopper = new AbortController();
  const slow = await serve(() => stopper.abort());
  expect(await post(slow, { signal: stopper.signal })).toEqual({ ok: false, reason: 'The call was stopped.' });
});

base('tells of what is not there', async ({ post }) => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  expect(await post(port)).toEqual({ ok: false, reason: `localhost:${port} takes no connections.` });
});
