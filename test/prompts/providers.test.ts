import { expect, test as plain } from 'vitest';
import { SecretLost } from '@docket/schema/models/secrets.ts';
import { makeSecrets } from '@docket/server/secrets.ts';
import { test } from '../evaluators/kit.ts';
import type { Stack } from '../kit/stack.ts';
import { content, seedPrompts } from './kit.ts';

const providerFields = 'id name kind baseUrl keyHint concurrency prices { model in out }';
const Create = `mutation ($input: CreateModelProviderInput!) { createModelProvider(input: $input) {
  __typename ... on Error { message } ... on CreateModelProviderPayload { provider { ${providerFields} } } } }`;
const Update = `mutation ($input: UpdateModelProviderInput!) { updateModelProvider(input: $input) {
  __typename ... on Error { message } ... on UpdateModelProviderPayload { provider { ${providerFields} } } } }`;
const Try = `mutation ($input: TestModelProviderInput!) { testModelProvider(input: $input) {
  __typename ... on Error { message } ... on ProviderTest { latencyMs failure message } } }`;
const Run = `subscription ($input: RunPromptInput!) { runPrompt(input: $input) {
  text failure message answer { text tokensIn tokensOut cost cached finish attempts } } }`;

interface Provider {
  id: string;
  name: string;
  keyHint: string | null;
}
interface Part {
  runPrompt: {
    text: string | null;
    failure: string | null;
    message: string | null;
    answer: { text: string; cost: number | null; tokensIn: number } | null;
  };
}

async function seed(stack: Stack, url: string) {
  const seeded = await seedPrompts(stack);
  const { client } = seeded.olga;
  const input = {
    projectId: seeded.project.id,
    name: 'mock',
    kind: 'OPENAI_COMPATIBLE',
    baseUrl: `${url}/v1`,
    apiKey: 'sk-very-secret-1234',
  };
  const create = async (more: object = {}) =>
    (
      await client.execute<{ createModelProvider: { __typename: string; message: string; provider: Provider } }>(Create, {
        input: { ...input, ...more },
      })
    ).createModelProvider;
  const update = async (more: object) =>
    (await client.execute<{ updateModelProvider: { __typename: string; provider: Provider } }>(Update, { input: more }))
      .updateModelProvider;
  const attempt = async (id: string, model = 'm-1') =>
    (
      await client.execute<{ testModelProvider: { failure: string | null; message: string; latencyMs: number | null } }>(Try, {
        input: { id, model },
      })
    ).testModelProvider;
  return { ...seeded, create, update, attempt };
}

test('a key is kept encrypted, sent to the provider, and never shown again', async ({ stack, models }) => {
  const { create, update, attempt } = await seed(stack, models.url);
  models.clearFixtures();
  models.onMessage(/./, { content: 'yes' });
  const { provider } = await create();
  expect(provider).toMatchObject({ name: 'mock', keyHint: '1234' });
  const stored = async () =>
    JSON.stringify(await stack.db.prisma.modelProvider.findUniqueOrThrow({ where: { id: Number(provider.id.split('_')[1]) } }));
  expect(await stored()).not.toContain('very-secret');
  expect(await attempt(provider.id)).toMatchObject({ failure: null, message: expect.stringMatching(/answered after/) as string });
  expect(models.getLastRequest()?.headers).toHaveProperty('authorization');
  // Left out, it stays; an empty one takes it away.
  expect((await update({ id: provider.id, concurrency: 3 })).provider).toMatchObject({ keyHint: '1234', concurrency: 3 });
  expect((await update({ id: provider.id, apiKey: 'sk-another-9876' })).provider.keyHint).toBe('9876');
  // Nor does it go along to another address.
  const moved = { id: provider.id, baseUrl: 'https://elsewhere.example/v1' };
  expect((await update(moved)).__typename).toBe('InvalidInput');
  expect((await update({ ...moved, apiKey: 'sk-another-9876' })).provider).toMatchObject({ keyHint: '9876', baseUrl: moved.baseUrl });
  expect((await update({ id: provider.id, apiKey: '' })).provider.keyHint).toBeNull();
  expect(await stored()).toContain('"keySealed":null');
});

test.for([
  ['no base URL where there must be one', { baseUrl: null }, /base URL/],
  ['a base URL that is none', { baseUrl: 'file:///etc/passwd' }, /begins with https/],
  ['a password in its URL', { baseUrl: 'https://me:secret@models.example.com' }, /own field/],
  ['a key that no header carries', { apiKey: 'sk-ä' }, /ASCII/],
  ['no attempts', { attempts: 0 }, /from 1 to 10/],
  ['a price below nought', { prices: [{ model: 'm', in: -1, out: 0 }] }, /nought or more/],
] as const)('a provider with %s is refused', async ([, wrong, said], { stack, models }) => {
  const { create, project } = await seed(stack, models.url);
  expect(await create(wrong)).toMatchObject({ __typename: 'InvalidInput', message: expect.stringMatching(said) as string });
  expect(await stack.db.prisma.modelProvider.count({ where: { projectId: project.number } })).toBe(0);
});

test('a provider that does not answer says why, and an address of a private network is not called', async ({ stack, models }) => {
  const { create, attempt } = await seed(stack, models.url);
  const away = await create({ name: 'away', baseUrl: 'http://127.0.0.1:9' });
  expect(await attempt(away.provider.id)).toMatchObject({ failure: 'UNREACHABLE', latencyMs: null });
  const inside = await create({ name: 'inside', baseUrl: 'http://169.254.169.254/v1' });
  expect(await attempt(inside.provider.id)).toMatchObject({
    failure: 'ADDRESS_REFUSED',
    message: expect.stringContaining('DOCKET_ALLOW_HOSTS') as string,
  });
  models.clearFixtures();
  models.onMessage(/./, { error: { message: 'no such model' }, status: 404 });
  const there = await create({ name: 'there' });
  const refused = await attempt(there.provider.id);
  expect(refused).toMatchObject({ failure: 'REQUEST_REFUSED', message: expect.stringContaining('no such model') as string });
  expect(refused.message).not.toContain('very-secret');
});

test('a run streams its answer, says what it cost, and is refused before it asks when a value is missing', async ({ stack, models }) => {
  const { create, ada, project } = await seed(stack, models.url);
  await create({ prices: [{ model: 'm-1', in: 100, out: 200 }] });
  models.clearFixtures();
  models.addFixture({
    match: { userMessage: /Where is my order/ },
    response: {
      content: 'It left the harbor this morning and comes tomorrow.',
      usage: { prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 },
    },
    chunkSize: 5,
  });
  const run = (values: object, given: object = content) =>
    ada.client.subscribe<Part>(Run, { input: { projectId: project.id, content: given, values } }, 'ws');
  let streamed = '';
  let pieces = 0;
  let answer: Part['runPrompt']['answer'] = null;
  for await (const { runPrompt } of run({ question: 'Where is my order?' })) {
    if (runPrompt.text !== null) {
      streamed += runPrompt.text;
      pieces += 1;
    }
    answer = runPrompt.answer ?? answer;
  }
  expect(pieces).toBeGreaterThan(3);
  expect(answer).toMatchObject({ text: streamed, finish: 'STOP', tokensIn: 20, tokensOut: 10, cached: false });
  expect(answer!.text).toBe('It left the harbor this morning and comes tomorrow.');
  expect(answer!.cost).toBeCloseTo((20 * 100 + 10 * 200) / 1e6);

  const before = models.getRequests().length;
  await expect(run({}).next()).rejects.toThrow(/No value for \{\{question\}\}/);
  await expect(run({ question: 'x' }, { ...content, provider: 'nobody' }).next()).rejects.toThrow(/no provider “nobody”\. It has “mock”/);
  expect(models.getRequests().length).toBe(before);
});

test('a run that fails says so at its end, and one that is left ends its call', async ({ stack, models }) => {
  const { create, ada, project } = await seed(stack, models.url);
  await create({ attempts: 1 });
  models.clearFixtures();
  models.addFixture({ match: { userMessage: /break/ }, response: { error: { message: 'out of order' }, status: 500 } });
  models.addFixture({ match: { userMessage: /long/ }, response: { content: 'word '.repeat(2000) }, latency: 20, chunkSize: 5 });
  const run = (question: string) =>
    ada.client.subscribe<Part>(Run, { input: { projectId: project.id, content, values: { question } } }, 'ws');
  const parts: Part[] = [];
  for await (const part of run('break')) parts.push(part);
  expect(parts.map(({ runPrompt }) => runPrompt)).toMatchObject([
    { failure: 'PROVIDER_FAILED', message: expect.stringContaining('out of order') as string },
  ]);
  const long = run('long');
  await long.next();
  const left = performance.now();
  await long.return();
  expect(performance.now() - left).toBeLessThan(2000);
});

test('admins keep providers, the others see them', async ({ stack, models }) => {
  const { create, ada, vic, project } = await seed(stack, models.url);
  const { provider } = await create();
  for (const who of [ada, vic]) {
    const seen = await who.client.execute<{ project: { modelProviders: { name: string; keyHint: string }[] } }>(
      'query ($slug: String!) { project(slug: $slug) { modelProviders { name keyHint } } }',
      { slug: project.slug },
    );
    expect(seen.project.modelProviders).toEqual([{ name: 'mock', keyHint: '1234' }]);
    const input = { projectId: project.id, name: 'mine', kind: 'OPENAI', apiKey: 'sk-x' };
    expect(
      (await who.client.execute<{ createModelProvider: { __typename: string } }>(Create, { input })).createModelProvider.__typename,
    ).toBe('Forbidden');
    expect(
      (
        await who.client.execute<{ updateModelProvider: { __typename: string } }>(Update, {
          input: { id: provider.id, baseUrl: 'https://evil.example' },
        })
      ).updateModelProvider.__typename,
    ).toBe('Forbidden');
  }
});

plain('a sealed text opens under any of the secrets, for its own record alone, and not when a bit of it was changed', () => {
  const [old, now] = ['an older secret that is long enough', 'a newer secret that is long enough'];
  const sealed = makeSecrets([old]).seal('sk-123 ü', 'ModelProvider 1');
  expect(makeSecrets([now, old]).open(sealed, 'ModelProvider 1')).toBe('sk-123 ü');
  expect(makeSecrets([old]).seal('sk-123 ü', 'ModelProvider 1')).not.toBe(sealed);
  const refused = (text: string, owner = 'ModelProvider 1', secrets = [old]) =>
    expect(() => makeSecrets(secrets).open(text, owner)).toThrow(SecretLost);
  refused(sealed, 'ModelProvider 2');
  refused(sealed, 'ModelProvider 1', [now]);
  refused(sealed, 'ModelProvider 1', []);
  refused('v1.');
  refused('');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    refused(`v1.${changed.toString('base64url')}`);
  }
  expect(() => makeSecrets([]).seal('x', 'y')).toThrow(/DOCKET_SECRET/);
});
