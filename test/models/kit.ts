import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { LLMock } from '@copilotkit/aimock';
import {
  ModelFailed,
  type ModelConnection,
  type ModelRequest,
  type ModelStreamPart,
  type ProviderKind,
} from '@docket/schema/models/model-port.ts';
import { makeModelPort } from '@docket/server/models/model-port.ts';
import { startModels } from '../kit/models.ts';

export const kinds: ProviderKind[] = ['OPENAI', 'ANTHROPIC', 'GOOGLE', 'OPENAI_COMPATIBLE'];

/** A key as no text has it by chance. */
export const key = 'sk-verySecret-0123456789';

/** Names that no library gives a meaning of its own, but Anthropic's with and without answers by schema. */
export const modelNames: Record<ProviderKind, string> = {
  OPENAI: 'gpt-4o-mini',
  ANTHROPIC: 'claude-sonnet-4-5',
  GOOGLE: 'gemini-2.5-flash',
  OPENAI_COMPATIBLE: 'llama3.2',
};

export function requestOf(kind: ProviderKind, more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: modelNames[kind],
    messages: [{ role: 'user', content: 'Where is my order?' }],
    settings: {},
    tools: [],
    responseSchema: null,
    ...more,
  };
}

export function connectionTo(url: string, kind: ProviderKind = 'OPENAI', more: Partial<ModelConnection> = {}): ModelConnection {
  return { kind, baseUrl: `${url}/${kind === 'GOOGLE' ? 'v1beta' : 'v1'}`, apiKey: key, timeoutMs: 10_000, attempts: 4, ...more };
}

/** What the tests look into of a body as it was sent. */
interface SentBody {
  system?: { text: string }[];
  messages?: { role: string }[];
  systemInstruction?: { parts: { text: string }[] };
  contents?: { role: string }[];
  response_format?: { json_schema: object };
}

/** A port that remembers the bodies and keys it sent and the waits it was asked for, and waits for none of them. */
export function watchedPort() {
  const sent: SentBody[] = [];
  const keys: (string | null)[] = [];
  const waits: number[] = [];
  const port = makeModelPort({
    fetch: (input, init) => {
      sent.push(JSON.parse(String(init?.body)) as SentBody);
      keys.push(new Headers(init?.headers).get('Authorization'));
      return fetch(input, init);
    },
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
  });
  return { ...port, sent, keys, waits };
}

/** A provider, until the test ends. */
export const startProvider = (): Promise<LLMock> => startModels(onTestFinished);

/** A provider that does what it is told, once a request in turn and the last for all further ones; answers its address. */
export async function startScript(...steps: ((response: ServerResponse, request: IncomingMessage) => void)[]): Promise<string> {
  let turn = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => steps[Math.min(turn++, steps.length - 1)]!(response, request));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A step that refuses. */
export const refuse =
  (status: number, headers: Record<string, string> = {}, message = `no ${status}`) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message, type: 'some_error', code: null } }));
  };

const completion = {
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Here.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
};

/** A step that answers as OpenAI does. */
export const answer = (response: ServerResponse) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(completion));
};

/** An address that nobody listens at. */
export async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** One piece of a stream as OpenAI sends it. */
export const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ ...completion, object: 'chat.completion.chunk', usage: undefined, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** The failure of a call; anything else fails the test. */
export async function failed(call: Promise<unknown>): Promise<ModelFailed> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ModelFailed)) throw new Error(`Not a ModelFailed: ${String(outcome)}`, { cause: outcome });
  return outcome;
}

export async function collect(stream: AsyncIterable<ModelStreamPart>): Promise<ModelStreamPart[]> {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
