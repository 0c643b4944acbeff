import { expect, test } from 'vitest';
import type { ProviderKind } from '@docket/schema/models/model-port.ts';
import { connectionTo, kinds, requestOf, startProvider, watchedPort } from './kit.ts';

const settings = { temperature: 0.25, topP: 0.5, maxTokens: 64, stop: ['END'], seed: 7, frequencyPenalty: 0.1, presencePenalty: 0.2 };

const openai = {
  temperature: 0.25,
  top_p: 0.5,
  max_tokens: 64,
  stop: ['END'],
  seed: 7,
  frequency_penalty: 0.1,
  presence_penalty: 0.2,
};
const spelled: Record<ProviderKind, object> = {
  OPENAI: openai,
  OPENAI_COMPATIBLE: openai,
  // It takes either a temperature or top_p, and knows nothing of the rest.
  ANTHROPIC: { temperature: 0.25, max_tokens: 64, stop_sequences: ['END'] },
  // Its models from 2.5 on refuse penalties.
  GOOGLE: {
    generationConfig: {
      temperature: 0.25,
      topP: 0.5,
      maxOutputTokens: 64,
      stopSequences: ['END'],
      seed: 7,
    },
  },
};

test.each(kinds)('%s gets the settings as it spells them, and none that were not set', async (kind) => {
  const provider = await startProvider();
  provider.onMessage(/order/, { content: 'Yes.' });
  const { call, sent } = watchedPort();
  await call(connectionTo(provider.url, kind), requestOf(kind, { settings }));
  await call(connectionTo(provider.url, kind), requestOf(kind, { settings: { stop: [] } }));
  expect(sent[0]).toMatchObject(spelled[kind]);
  expect(JSON.stringify(sent[1])).not.toMatch(/temperature|top_?p|seed|penalty|stop|response_format|tools/i);
});

const scattered = [
  { role: 'system', content: 'One.' },
  { role: 'system', content: 'Two.' },
  { role: 'user', content: 'My order?' },
  { role: 'assistant', content: 'Which?' },
  { role: 'system', content: 'Three.' },
  { role: 'user', content: 'The order 7.' },
] as const;

test.each(kinds)('%s gets every system message, wherever it stands', async (kind) => {
  const provider = await startProvider();
  provider.onMessage(/order/, { content: 'Yes.' });
  const { call, sent } = watchedPort();
  await call(connectionTo(provider.url, kind), requestOf(kind, { messages: [...scattered] }));
  const texts = ['One.', 'Two.', 'Three.'];
  if (kind === 'ANTHROPIC') {
    expect(sent[0]!.system?.map((part) => part.text)).toEqual(texts);
    expect(sent[0]!.messages?.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
  } else if (kind === 'GOOGLE') {
    expect(sent[0]!.systemInstruction?.parts).toEqual(texts.map((text) => ({ text })));
    expect(sent[0]!.contents?.map((content) => content.role)).toEqual(['user', 'model', 'user']);
  } else {
    expect(sent[0]!.messages).toEqual(scattered);
  }
});

test('a provider without a key gets none, and keys of other calls or of the environment stay where they are', async () => {
  const provider = await startProvider();
  provider.onMessage(/order/, { content: 'Yes.' });
  const { call, keys } = watchedPort();
  const request = requestOf('OPENAI_COMPATIBLE');
  await call(connectionTo(provider.url, 'OPENAI_COMPATIBLE', { apiKey: 'one' }), request);
  await call(connectionTo(provider.url, 'OPENAI_COMPATIBLE', { apiKey: 'two' }), request);
  process.env.OPENAI_API_KEY = 'of-the-environment';
  try {
    await call(connectionTo(provider.url, 'OPENAI_COMPATIBLE', { apiKey: null }), request);
  } finally {
    delete process.env.OPENAI_API_KEY;
  }
  expect(keys).toEqual(['Bearer one', 'Bearer two', null]);
});

test('the same model at two addresses is two models', async () => {
  const { call } = watchedPort();
  for (const content of ['Here.', 'There.']) {
    const provider = await startProvider();
    provider.onMessage(/order/, { content });
    const answer = await call(connectionTo(provider.url, 'OPENAI_COMPATIBLE'), requestOf('OPENAI_COMPATIBLE'));
    expect(answer.text).toBe(content);
  }
});
