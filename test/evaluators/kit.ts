import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { LLMock } from '@copilotkit/aimock';
import type { PromptContent } from '@docket/schema/prompts/prompt-content.ts';
import { modelsEnv, startModels } from '../kit/models.ts';
import { mutationsOf, payload } from '../kit/mutations.ts';
import { type Person, type Stack, startStack, test as base } from '../kit/stack.ts';

export const model = 'judge-1';

/** Something between 1 and 3. */
export const scale = [
  { score: 1, meaning: 'Wrong.' },
  { score: 2, meaning: 'Half right.' },
  { score: 3, meaning: 'Right.' },
];

export interface Verdict {
  grade: 'PASS' | 'FAIL' | 'UNKNOWN';
  score: number | null;
  reason: string;
  cost: number | null;
  raw: unknown;
}

interface Version {
  id: string;
  number: number;
  config: Record<string, unknown>;
  promptVersion: { id: string; number: number; prompt: { name: string; purpose: string } } | null;
}

export interface EvaluatorAnswer {
  evaluator: { id: string; name: string; kind: string; archivedAt: string | null; latest: Version };
  secret: string | null;
}

const versionFields = 'id number config promptVersion { id number prompt { name purpose } }';
export const evaluatorFields = `id name kind archivedAt latest { ${versionFields} }`;

/** `test` with a stack that can encrypt and may call this machine, and a provider of models beside it. */
export const test = base
  .extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
    const stack = await startStack({ env: modelsEnv });
    onCleanup(() => stack.stop());
    return stack;
  })
  .extend('models', { scope: 'file' }, ({}, { onCleanup }): Promise<LLMock> => startModels(onCleanup));

/** One person's hands on evaluators: the mutations as verbs, each with the answer as it came. */
export function evaluatorsOf(stack: Stack, who: Person) {
  const client = stack.as(who);
  const mutate = mutationsOf(client);
  const call = <T>(field: string, input: object, selection: string) =>
    mutate<T & { path?: string[] }>(field, input, `... on InvalidInput { path } ${selection}`);
  const evaluator = `secret evaluator { ${evaluatorFields} }`;
  return {
    client,
    create: (input: Record<string, unknown>) => call<EvaluatorAnswer>('createEvaluator', input, payload('createEvaluator', evaluator)),
    update: (input: Record<string, unknown>) => call<EvaluatorAnswer>('updateEvaluator', input, payload('updateEvaluator', evaluator)),
    createBuiltIn: (input: Record<string, unknown>) =>
      call<EvaluatorAnswer>('createBuiltInJudge', input, payload('createBuiltInJudge', evaluator)),
    attempt: (input: Record<string, unknown>) => call<Verdict>('tryEvaluator', input, '... on Verdict { grade score reason cost raw }'),
    /** A prompt with one version; answers the version's id. */
    async prompt(projectId: string, name: string, { purpose = 'JUDGE', ...content }: { purpose?: string } & Partial<PromptContent> = {}) {
      const whole = { ...rubricPrompt, ...content };
      const messages = whole.messages.map((message) => ({ ...message, role: message.role.toUpperCase() }));
      const { createPrompt } = await client.execute<{ createPrompt: { prompt: { id: string; draftRevision: number } } }>(
        `mutation ($input: CreatePromptInput!) { createPrompt(input: $input) { ... on CreatePromptPayload { prompt { id draftRevision } } } }`,
        { input: { projectId, name, purpose, content: { ...whole, messages } } },
      );
      const { id, draftRevision: revision } = createPrompt.prompt;
      const { savePromptVersion } = await client.execute<{ savePromptVersion: { version: { id: string } } }>(
        `mutation ($input: SavePromptVersionInput!) { savePromptVersion(input: $input) { ... on SavePromptVersionPayload { version { id } } } }`,
        { input: { id, revision } },
      );
      return savePromptVersion.version.id;
    },
    async provider(projectId: string, url: string, name = 'mock') {
      const input = { projectId, name, kind: 'OPENAI_COMPATIBLE', baseUrl: `${url}/v1`, apiKey: 'sk-of-the-project', attempts: 1 };
      const { createModelProvider } = await client.execute<{ createModelProvider: object }>(
        `mutation ($input: CreateModelProviderInput!) { createModelProvider(input: $input) {
          ... on Error { message } ... on CreateModelProviderPayload { provider { name } } } }`,
        { input: { ...input, prices: [{ model, in: 100_000, out: 200_000 }] } },
      );
      expect(createModelProvider).toEqual({ provider: { name } });
    },
  };
}

export const rubricPrompt = {
  provider: 'mock',
  model,
  messages: [
    { role: 'system' as const, content: 'Judge whether the answer is right.' },
    { role: 'user' as const, content: 'Asked:\n{{question}}\n\nAnswered:\n{{output}}' },
  ],
};

/** A project with an admin, a provider and a judge's prompt. */
export async function judgedProject(stack: Stack, models: LLMock) {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'ADMIN']]);
  const hands = evaluatorsOf(stack, ada);
  await hands.provider(project.id, models.url);
  const promptVersionId = await hands.prompt(project.id, 'judge-right');
  const config = { promptVersionId, scale, passAt: 3 };
  return { ada, project, hands, config };
}

export const usage = { prompt_tokens: 10, completion_tokens: 4 };

/** A reply of a judge. */
export const reply = (score: unknown, reasoning = 'It says what is right.') => JSON.stringify({ reasoning, score });

/** A service that is told what it answers; keeps what it was asked. */
export async function startService(answer: () => { status?: number; body: string; delayMs?: number }) {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    asked.push({ headers: request.headers, body });
    const { status = 200, body: said, delayMs = 0 } = answer();
    setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(said), delayMs);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/judge`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
