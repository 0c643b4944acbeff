import { expect, test } from 'vitest';
import { collect, connectionTo, kinds, requestOf, startProvider, watchedPort } from './kit.ts';

const usage = {
  prompt_tokens: 11,
  completion_tokens: 3,
  input_tokens: 11,
  output_tokens: 3,
  promptTokenCount: 11,
  candidatesTokenCount: 3,
};

test.each(kinds)('%s answers with text and what it took', async (kind) => {
  const provider = await startProvider();
  provider.onMessage(/order/, { content: 'It is on its way.', usage });
  const { call } = watchedPort();
  const answer = await call(connectionTo(provider.url, kind), requestOf(kind));
  expect(answer).toEqual({
    text: 'It is on its way.',
    toolCalls: [],
    finish: 'stop',
    tokensIn: 11,
    tokensOut: 3,
    latencyMs: expect.any(Number),
    attempts: 1,
  });
});

test.each(kinds)('%s tells a text while it comes, and at the end the whole', async (kind) => {
  const provider = await startProvider();
  const text = 'A somewhat longer answer, naïve 🚚, so that it comes in pieces.';
  provider.on({ userMessage: /order/ }, { content: text, usage }, { chunkSize: 10 });
  const { stream } = watchedPort();
  const parts = await collect(stream(connectionTo(provider.url, kind), requestOf(kind)));
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.join('')).toBe(text);
  expect(parts.at(-1)).toEqual({
    kind: 'answer',
    answer: { text, toolCalls: [], finish: 'stop', tokensIn: 11, tokensOut: 3, latencyMs: expect.any(Number), attempts: 1 },
  });
});

const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };

test.each(kinds)('%s may call the tools it is told of', async (kind) => {
  const provider = await startProvider();
  provider.onMessage(/order/, { toolCalls: [{ name: 'find_order', arguments: '{"id":7}' }] });
  const { call, stream, sent } = watchedPort();
  const request = requestOf(kind, { tools: [{ name: 'find_order', description: 'Finds an order.', parameters }] });
  const answer = await call(connectionTo(provider.url, kind), request);
  expect(answer).toMatchObject({ text: '', toolCalls: [{ name: 'find_order', arguments: { id: 7 } }], finish: 'tool-calls' });
  const parts = await collect(stream(connectionTo(provider.url, kind), request));
  expect(parts).toMatchObject([{ kind: 'answer', answer: { text: '', toolCalls: answer.toolCalls, finish: 'tool-calls' } }]);
  const declared = {
    OPENAI: { tools: [{ type: 'function', function: { name: 'find_order', description: 'Finds an order.', parameters } }] },
    OPENAI_COMPATIBLE: { tools: [{ type: 'function', function: { name: 'find_order', description: 'Finds an order.', parameters } }] },
    ANTHROPIC: { tools: [{ name: 'find_order', description: 'Finds an order.', input_schema: parameters }] },
    GOOGLE: { tools: [{ functionDeclarations: [{ name: 'find_order', description: 'Finds an order.' }] }] },
  }[kind];
  expect(sent[0]).toMatchObject(declared);
});

test('arguments that are no JSON are kept as text', async () => {
  const provider = await startProvider();
  provider.onMessage(/order/, { toolCalls: [{ name: 'find_order', arguments: '{"id":' }] });
  const { call } = watchedPort();
  const answer = await call(connectionTo(provider.url), requestOf('OPENAI', { tools: [{ name: 'find_order', parameters }] }));
  expect(answer.toolCalls).toEqual([{ name: 'find_order', arguments: '{"id":' }]);
});

const closed = { ...parameters, additionalProperties: false };

test.each(kinds)('%s answers by a schema', async (kind) => {
  const provider = await startProvider();
  provider.on({ userMessage: /order/ }, { content: '{"id":7}' });
  const { call, sent } = watchedPort();
  const answer = await call(connectionTo(provider.url, kind), requestOf(kind, { responseSchema: closed }));
  expect(answer).toMatchObject({ text: '{"id":7}', finish: 'stop' });
  const strict = { response_format: { type: 'json_schema', json_schema: { schema: closed, strict: true } } };
  const asked = {
    OPENAI: strict,
    OPENAI_COMPATIBLE: strict,
    ANTHROPIC: { output_config: { format: { type: 'json_schema', schema: closed } } },
    GOOGLE: { generationConfig: { responseMimeType: 'application/json', responseSchema: { type: 'object', required: ['id'] } } },
  }[kind];
  expect(sent[0]).toMatchObject(asked);
});

test.each(['OPENAI', 'OPENAI_COMPATIBLE'] as const)('%s is asked for a schema strictly only where strictness allows it', async (kind) => {
  const provider = await startProvider();
  provider.onMessage(/order/, { content: '{}' });
  const { call, sent } = watchedPort();
  await call(connectionTo(provider.url, kind), requestOf(kind, { responseSchema: parameters }));
  expect(sent[0]!.response_format?.json_schema).toMatchObject({ strict: false, schema: parameters });
});

test('an older model of Anthropic answers by a schema through a tool, and the answer is text all the same', async () => {
  const provider = await startProvider();
  provider.onMessage(/order/, { toolCalls: [{ name: 'json', arguments: '{"id":7}' }] });
  const { call, stream } = watchedPort();
  const request = { ...requestOf('ANTHROPIC', { responseSchema: closed }), model: 'claude-3-haiku-20240307' };
  const answer = await call(connectionTo(provider.url, 'ANTHROPIC'), request);
  expect(answer).toMatchObject({ text: '{"id":7}', toolCalls: [], finish: 'stop' });
  const parts = await collect(stream(connectionTo(provider.url, 'ANTHROPIC'), request));
  expect(parts.at(-1)).toMatchObject({ kind: 'answer', answer: { text: '{"id":7}', toolCalls: [], finish: 'stop' } });
});
