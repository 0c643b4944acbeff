import type { ModelProvider as ProviderRecord } from '@docket/prisma/generated/client/client.ts';
import { Project } from '../access/project.graph.ts';
import { builder } from '../builder.ts';
import type { ModelPrice } from './prices.ts';
import { pricesOf } from './provider-record.ts';

export const ProviderKindEnum = builder.enumType('ProviderKind', {
  description: 'Whose protocol a provider of models speaks.',
  values: {
    OPENAI: { description: 'OpenAI.' },
    ANTHROPIC: { description: 'Anthropic.' },
    GOOGLE: { description: 'Google, the Gemini API.' },
    OPENAI_COMPATIBLE: { description: 'Chat completions as OpenAI has them, under a base URL: Ollama, vLLM, a gateway.' },
  } as const,
});

const ModelPriceRef = builder.objectRef<ModelPrice & { model: string }>('ModelPrice').implement({
  description: 'What a model costs at a provider. Goes before the catalogue of list prices.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'As prompts name it.' }),
    in: t.exposeFloat('in', { description: 'US dollars for a million tokens that are sent.' }),
    out: t.exposeFloat('out', { description: 'US dollars for a million tokens that are answered.' }),
  }),
});

/** A service that runs models, as a project uses it. */
export const ModelProvider = builder.prismaNode('ModelProvider', {
  id: { field: 'id' },
  description: 'A service that runs models, with the project’s key for it. The key itself is encrypted, and never shown again.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'How prompts name it. Unique in its project.' }),
    kind: t.expose('kind', { type: ProviderKindEnum, description: 'Whose protocol it speaks.' }),
    baseUrl: t.exposeString('baseUrl', { nullable: true, description: 'Null for the kind’s own address.' }),
    keyHint: t.exposeString('keyHint', { nullable: true, description: 'The key’s last four characters; null without a key.' }),
    timeoutSeconds: t.exposeFloat('timeoutSeconds', { description: 'For one attempt.' }),
    attempts: t.exposeInt('attempts', { description: 'How many attempts a call has, the first included.' }),
    concurrency: t.exposeInt('concurrency', { description: 'Calls under way at once, from each process.' }),
    prices: t.field({
      type: [ModelPriceRef],
      description: 'Its own prices, by model.',
      resolve: (provider: ProviderRecord) =>
        Object.entries(pricesOf(provider))
          .map(([model, price]) => ({ model, ...price }))
          .sort((a, b) => (a.model < b.model ? -1 : 1)),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was changed last.' }),
  }),
});

builder.prismaObjectField(Project, 'modelProviders', (t) =>
  t.relation('providers', { description: 'By name.', query: { orderBy: { name: 'asc' } } }),
);
