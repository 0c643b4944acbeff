import { createServer, request as ask } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { handleDeployed } from '@docket/server/deployed/deployed.ts';
import { knownDeployments } from '@docket/server/deployed/etag.ts';
import { makeSessions } from '@docket/server/sessions.ts';
import { test as base } from '../kit/stack.ts';
import { type Yard, seedYard } from './kit.ts';

/** The endpoint by itself, over the stack's services. */
const test = base.extend('port', { scope: 'file' }, async ({ stack }, { onCleanup }): Promise<number> => {
  const { services } = stack.servers[0]!;
  const sessions = makeSessions(services, { cookie: 'docket_session' });
  const handle = handleDeployed(services, (request) => sessions.viewerOf(sessions.credentialOf(request)));
  const server = createServer((request, response) => {
    void handle(request, response).then((mine) => mine || response.writeHead(418).end());
  }).listen(0);
  await once(server, 'listening');
  onCleanup(() => new Promise<void>((done) => void server.close(() => done())));
  return (server.address() as AddressInfo).port;
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** By Node's own client: the path goes out as it is written. */
const get = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    ask({ port, path, headers, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    })
      .on('error', reject)
      .end();
  });

async function tokenOf(yard: Yard): Promise<Record<string, string>> {
  const { createApiToken } = await yard.as.owner.client.execute<{ createApiToken: { secret: string } }>(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { ... on CreateApiTokenPayload { secret } } }',
    { input: { projectId: yard.projectId, name: 'app', role: 'VIEWER' } },
  );
  return { authorization: `Bearer ${createApiToken.secret}` };
}

test('an application reads what runs, and is told when it is still the same', async ({ stack, port }) => {
  const yard = await seedYard(stack);
  const { as, environmentId, promptId, versionIds, slug } = yard;
  const token = await tokenOf(yard);
  const path = `/api/deployed/${slug}/production/support`;
  expect(await get(port, path, token)).toMatchObject({ status: 404 });
  const one = await as.admin.deploy({ environmentId, versionId: versionIds[0] });

  const first = await get(port, path, token);
  expect(first).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, max-age=0, must-revalidate' },
  });
  expect(JSON.parse(first.text)).toEqual({
    name: 'support',
    version: 1,
    content: { messages: [{ role: 'user', content: 'Version 1: {{question}}' }] },
    deployedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    deploymentId: one.deployment.id,
  });
  const etag = String(first.headers.etag);
  for (const tags of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
    const same = await get(port, path, { ...token, 'if-none-match': tags });
    expect(same, tags).toMatchObject({ status: 304, text: '', headers: { etag } });
  }
  const head = await get(port, path, token, 'HEAD');
  expect(head).toMatchObject({ status: 200, text: '', headers: { etag, 'content-length': String(Buffer.byteLength(first.text)) } });

  const two = await as.admin.deploy({ environmentId, versionId: versionIds[1], expected: one.deployment.id });
  const second = await get(port, path, { ...token, 'if-none-match': etag });
  expect([second.status, (JSON.parse(second.text) as { version: number }).version]).toEqual([200, 2]);
  await as.admin.rollBack({ environmentId, promptId, expected: two.deployment.id });
  const back = await get(port, path, { ...token, 'if-none-match': `${etag}, ${String(second.headers.etag)}` });
  expect([back.status, (JSON.parse(back.text) as { version: number }).version]).toEqual([200, 1]);
  expect(new Set([etag, second.headers.etag, back.headers.etag]).size).toBe(3);
});

test('names stand escaped in the path', async ({ stack, port }) => {
  const { as, projectId, slug, versionIds, somebody } = await seedYard(stack);
  const session = { cookie: `docket_session=${(await somebody('VIEWER')).secret}` };
  for (const name of ['eu/west', 'a b?#%', 'Zürich ☕', '%2e%2e', "'; --", '👩🏽‍🚀']) {
    const { environment } = await as.admin.createEnvironment({ projectId, name });
    await as.admin.deploy({ environmentId: environment.id, versionId: versionIds[0] });
    const answer = await get(port, `/api/deployed/${slug}/${encodeURIComponent(name)}/support?x=1`, session);
    expect(answer.status, name).toBe(200);
  }
  for (const path of [
    `${slug}/production/support/`,
    `${slug}/production`,
    `${slug}/production/`,
    `${slug}/%/support`,
    `${slug}/%00/support`,
    `${slug}/%ff/support`,
    `${slug}/../support`,
    '',
  ]) {
    const answer = await get(port, `/api/deployed/${path}`, session);
    expect([answer.status, JSON.parse(answer.text)], path).toMatchObject([404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  }
});

test('nobody reads what is not theirs, and it is only read', async ({ stack, port }) => {
  const yard = await seedYard(stack);
  const { as, environmentId, versionIds, slug } = yard;
  await as.admin.deploy({ environmentId, versionId: versionIds[0] });
  const path = `/api/deployed/${slug}/production/support`;
  const stranger = await tokenOf(await seedYard(stack));
  expect((await get(port, path)).status).toBe(401);
  expect((await get(port, path, { authorization: 'Bearer dkt_wrong' })).status).toBe(401);
  expect((await get(port, path, stranger)).status).toBe(404);
  expect((await get(port, path, { ...stranger, 'if-none-match': '*' })).status).toBe(404);
  expect(await get(port, path, await tokenOf(yard), 'DELETE')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect((await get(port, '/api/deployedx')).status).toBe(418);
});

test('tags that are none of ours are passed over', () => {
  expect(knownDeployments(undefined)).toEqual([]);
  expect(knownDeployments('"12", W/"13" ,"x14", 15, "99999999999", "9999999999", "16"')).toEqual([12, 13, 16]);
  expect(knownDeployments(' * ')).toBe('any');
});
