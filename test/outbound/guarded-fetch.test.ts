import { once } from 'node:events';
import { expect } from 'vitest';
import { AddressRefused } from '@docket/server/outbound/address-refused.ts';
import type { Lookup } from '@docket/server/outbound/guarded-connect.ts';
import { answer, test, textOf } from './kit.ts';

/** A directory of names that are looked up in order. */
const directory =
  (...answers: string[][]): Lookup =>
  (_name, _options, callback) =>
    callback(
      null,
      answers.shift()!.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

test('calls nothing inside the network, however it is written', async ({ serve, guarded }) => {
  let calls = 0;
  const port = await serve((_request, response) => answer(response, ++calls));
  const fetch = guarded({ allow: [] });
  const hosts = `127.0.0.1 localhost LOCALHOST [::1] [::ffff:127.0.0.1] [::127.0.0.1] [64:ff9b::127.0.0.1] 0.0.0.0 [::] 0
    169.254.169.254 2130706433 0177.0.0.1 0x7f000001 0x7f.1 127.1 127.0.0.1. 10.0.0.5 %31%32%37.0.0.1 １２７.0.0.1`;
  for (const host of hosts.split(/\s+/)) {
    const error: unknown = await fetch(`http://${host}:${port}/`).catch((caught: unknown) => caught);
    expect(error, host).toBeInstanceOf(AddressRefused);
    expect((error as Error).message).toContain('DOCKET_ALLOW_HOSTS');
  }
  expect(calls).toBe(0);
});

test('calls what is allowed, by host or by host and port', async ({ serve, guarded }) => {
  const port = await serve((_request, response) => answer(response, 'here'));
  const other = await serve((_request, response) => answer(response, 'there'));
  const reaches = async (allow: string, url: string) => {
    try {
      return (await guarded({ allow: [allow] })(url)).status;
    } catch (error) {
      return (error as Error).name;
    }
  };
  for (const [allow, url] of [
    ['localhost', `http://localhost:${port}`],
    [' LocalHost. ', `http://localhost:${port}`],
    [`localhost:${port}`, `http://LOCALHOST:${port}`],
    ['127.0.0.1', `http://2130706433:${port}`],
    [`127.0.0.1:${port}`, `http://127.0.0.1:${port}`],
    ['::1', `http://[::1]:${port}`],
    [`[0:0::1]:${port}`, `http://[::1]:${port}`],
    ['*', `http://127.0.0.1:${port}`],
  ] as const)
    expect(await reaches(allow, url), allow).toBe(200);
  for (const [allow, url] of [
    [`localhost:${port}`, `http://localhost:${other}`],
    ['localhost', `http://127.0.0.1:${port}`],
    ['127.0.0.1', `http://localhost:${port}`],
    ['host', `http://localhost:${port}`],
    ['', `http://localhost:${port}`],
  ] as const)
    expect(await reaches(allow, url), allow).toBe('AddressRefused');
});

test('goes by the addresses that it connects to', async ({ serve, guarded }) => {
  const port = await serve((_request, response) => answer(response, 'here'));
  const call = (...answers: string[][]) => guarded({ allow: [], lookup: directory(...answers) })(`http://service.example:${port}`);
  await expect(call(['127.0.0.1'])).rejects.toBeInstanceOf(AddressRefused);
  await expect(call(['93.184.216.34', '127.0.0.1'])).rejects.toThrow('service.example is not on the public internet');
  await expect(call(['2606:4700::1111', 'fd00::1'])).rejects.toBeInstanceOf(AddressRefused);
  await expect(call([])).rejects.toBeInstanceOf(AddressRefused);
  // A name that means something else with the next look: there is no look but the one that the connection is made by.
  const fetch = guarded({ allow: [], lookup: directory(['127.0.0.1'], ['127.0.0.1']) });
  await expect(fetch(`http://service.example:${port}`)).rejects.toBeInstanceOf(AddressRefused);
  const allowed = guarded({ allow: ['service.example'], lookup: directory(['127.0.0.1']) });
  expect((await allowed(`http://service.example:${port}`)).status).toBe(200);
});

test('speaks http only, takes no passwords and follows nobody', async ({ serve, guarded }) => {
  const paths: string[] = [];
  const port = await serve((request, response) => {
    paths.push(request.url!);
    if (request.url === '/same') response.writeHead(304).end();
    else response.writeHead(307, { location: '/inside' }).end('moved');
  });
  const fetch = guarded({ allow: ['*'] });
  for (const url of ['file:///etc/passwd', 'data:,x', 'ftp://localhost', 'about:blank', 'nonsense', '', 'blob:x'])
    await expect(fetch(url), url).rejects.toBeInstanceOf(AddressRefused);
  await expect(fetch(`http://ada:secret@localhost:${port}/`)).rejects.toThrow(/^The address of localhost:\d+ holds a user or a password/);
  for (const redirect of ['follow', 'manual', 'error'] as const)
    await expect(fetch(`http://localhost:${port}/moved`, { redirect })).rejects.toThrow('does not follow');
  expect((await fetch(`http://localhost:${port}/same`)).status).toBe(304);
  expect(paths).toEqual(['/moved', '/moved', '/moved', '/same']);
});

test('streams what comes, and stops when told to', async ({ serve, guarded }) => {
  let gone: Promise<unknown> | undefined;
  const port = await serve((request, response) => {
    gone = once(request.socket, 'close');
    response.writeHead(200);
    response.write('first');
  });
  const stopper = new AbortController();
  const response = await guarded({ allow: ['localhost'] })(new URL(`http://localhost:${port}`), { signal: stopper.signal });
  const reader = response.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
  stopper.abort();
  await expect(reader.read()).rejects.toThrow(/abort/i);
  await gone;
});

test('takes a Request too', async ({ serve, guarded }) => {
  const port = await serve(async (request, response) => answer(response, [request.method, request.headers['x-of'], await textOf(request)]));
  const request = new Request(`http://localhost:${port}`, { method: 'POST', body: 'told', headers: { 'x-of': 'Ada' } });
  expect(await (await guarded({ allow: ['localhost'] })(request)).json()).toEqual(['POST', 'Ada', 'told']);
});
