import type { OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';
import type { ModelConnection, ProviderKind } from '@docket/schema/models/model-port.ts';
import { LRUCache } from 'lru-cache';

/** What the libraries of all providers answer: a language model of the AI SDK's specification v3. It is used as it is, below
 * `generateText`: that would try again, warn on the console and convert by itself. */
export type LanguageModel = ReturnType<OpenAICompatibleProvider['chatModel']>;
export type CallOptions = Parameters<LanguageModel['doGenerate']>[0];
export type LanguageModels = (connection: ModelConnection, model: string) => Promise<LanguageModel>;

// Always given: without them the libraries read addresses and keys from the environment, and a key that was meant for this
// process would go out with anybody's call.
const ownAddress: Record<Exclude<ProviderKind, 'OPENAI_COMPATIBLE'>, string> = {
  OPENAI: 'https://api.openai.com/v1',
  ANTHROPIC: 'https://api.anthropic.com/v1',
  GOOGLE: 'https://generativelanguage.googleapis.com/v1beta',
};

/** The fetch given to this port could not send, or got no answer. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

// Loaded at the first call of a kind: together they take 0.2 s, which is the start of the server otherwise. Each once: an
// import of what is loaded is looked up anew, which took half of a call's time.
const libraries = {
  OPENAI: once(() => import('@ai-sdk/openai')),
  ANTHROPIC: once(() => import('@ai-sdk/anthropic')),
  GOOGLE: once(() => import('@ai-sdk/google')),
  OPENAI_COMPATIBLE: once(() => import('@ai-sdk/openai-compatible')),
};

/** Makes the models of a fetch. */
export function makeLanguageModels(fetch: typeof globalThis.fetch): LanguageModels {
  const send: typeof fetch = async (input, init) => {
    try {
      // A redirect would take Anthropic's and Google's keys along to wherever it leads.
      return await fetch(input, { ...init, redirect: 'manual' });
    } catch (cause) {
      throw new NotSent('Not sent', { cause });
    }
  };
  // These take 385 µs to build (a schema each), the others 3 to 8 µs. Kept without a key: it goes with each call.
  const compatible = new LRUCache<string, LanguageModel>({ max: 100 });

  return async ({ kind, baseUrl, apiKey }, model) => {
    if (kind === 'OPENAI_COMPATIBLE') {
      const name = JSON.stringify([baseUrl, model]);
      let made = compatible.get(name);
      if (!made) {
        const { createOpenAICompatible } = await libraries[kind]();
        const settings = { name: 'compatible', baseURL: baseUrl!, fetch: send, supportsStructuredOutputs: true, includeUsage: true };
        made = createOpenAICompatible(settings).chatModel(model);
        compatible.set(name, made);
      }
      return made;
    }
    const settings = { baseURL: baseUrl ?? ownAddress[kind], apiKey: apiKey ?? '', fetch: send };
    if (kind === 'OPENAI') return (await libraries[kind]()).createOpenAI(settings).chat(model);
    if (kind === 'ANTHROPIC') return (await libraries[kind]()).createAnthropic(settings)(model);
    return (await libraries[kind]()).createGoogleGenerativeAI(settings)(model);
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
