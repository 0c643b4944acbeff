import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { createProvider, updateProvider } from './change-providers.ts';
import { ModelFailed, type ModelFailureKind } from './model-port.ts';
import { ModelProvider, ProviderKindEnum } from './providers.graph.ts';

const refusals = { types: [NotFound, Forbidden, InvalidInput, NameTaken] };

const providerPayload = (name: string) =>
  builder.objectRef<{ providerId: number }>(name).implement({
    fields: (t) => ({
      provider: t.prismaField({
        type: ModelProvider,
        description: 'The provider as it is now.',
        resolve: (query, { providerId }, _args, { db }) =>
          db.prisma.modelProvider.findUniqueOrThrow({ ...query, where: { id: providerId } }),
      }),
    }),
  });

const ModelPriceInput = builder.inputType('ModelPriceInput', {
  description: 'What a model costs at a provider.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'As prompts name it.' }),
    in: t.float({ required: true, description: 'US dollars for a million tokens that are sent.' }),
    out: t.float({ required: true, description: 'US dollars for a million tokens that are answered.' }),
  }),
});

const CreateModelProviderInput = builder.inputType('CreateModelProviderInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string({ required: true, description: 'How prompts will name it; 1 to 100 characters, unique in the project.' }),
    kind: t.field({ type: ProviderKindEnum, required: true }),
    baseUrl: t.string({ description: 'Needed where the kind is OPENAI_COMPATIBLE; otherwise the kind has its own.' }),
    apiKey: t.string({ description: 'Kept encrypted, never shown again. Left out where the provider asks for none.' }),
    timeoutSeconds: t.float({ description: 'For one attempt, 1 to 600; by default 60.' }),
    attempts: t.int({ description: 'How many attempts a call has, the first included, 1 to 10; by default 4.' }),
    concurrency: t.int({ description: 'Calls under way at once, from each process, 1 to 256; by default 8.' }),
    prices: t.field({ type: [ModelPriceInput], description: 'Where the catalogue of list prices does not know better.' }),
  }),
});

builder.mutationField('createModelProvider', (t) =>
  t.field({
    type: providerPayload('CreateModelProviderPayload'),
    description: 'Adds a service that runs models to a project. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: CreateModelProviderInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(context.viewer, projectId, 'ADMIN', 'Project');
      return { providerId: await createProvider(context, { ...input, projectId }) };
    },
  }),
);

/** A provider that the viewer may change. */
async function openProvider({ db, viewer }: Context, id: string | number): Promise<number> {
  const providerId = numberOf('ModelProvider', String(id));
  const provider = await db.prisma.modelProvider.findUnique({ where: { id: providerId }, select: { projectId: true } });
  requireRole(viewer, provider?.projectId, 'ADMIN', 'ModelProvider');
  return providerId;
}

const UpdateModelProviderInput = builder.inputType('UpdateModelProviderInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: 'What is left out stays. Prompts name providers by it.' }),
    baseUrl: t.string({ description: 'An empty text: the kind’s own.' }),
    apiKey: t.string({ description: 'An empty text takes the key away.' }),
    timeoutSeconds: t.float({ description: 'For one attempt, 1 to 600.' }),
    attempts: t.int({ description: '1 to 10.' }),
    concurrency: t.int({ description: '1 to 256.' }),
    prices: t.field({ type: [ModelPriceInput], description: 'All of them; those left out are gone.' }),
  }),
});

builder.mutationField('updateModelProvider', (t) =>
  t.field({
    type: providerPayload('UpdateModelProviderPayload'),
    description: 'Changes a provider, or its key. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: UpdateModelProviderInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const providerId = await openProvider(context, input.id);
      await updateProvider(context, { ...input, id: providerId });
      return { providerId };
    },
  }),
);

const DeleteModelProviderInput = builder.inputType('DeleteModelProviderInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

const DeleteModelProviderPayload = builder.objectRef<{ id: string | number }>('DeleteModelProviderPayload').implement({
  fields: (t) => ({ id: t.exposeID('id', { description: 'The provider that is no more.' }) }),
});

builder.mutationField('deleteModelProvider', (t) =>
  t.field({
    type: DeleteModelProviderPayload,
    description: 'Takes a provider and its key away. Prompts that name it can be read and not run. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: DeleteModelProviderInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await context.db.prisma.modelProvider.deleteMany({ where: { id: await openProvider(context, input.id) } });
      return { id: input.id };
    },
  }),
);

const kinds: Record<ModelFailureKind, { description: string }> = {
  TIMEOUT: { description: 'The attempt’s time was over.' },
  RATE_LIMITED: { description: 'Too many requests, after the last attempt too.' },
  KEY_REFUSED: { description: 'The key.' },
  REQUEST_REFUSED: { description: 'The request: its model, its settings.' },
  PROVIDER_FAILED: { description: 'An error on the provider’s side.' },
  UNREACHABLE: { description: 'No connection.' },
  ADDRESS_REFUSED: { description: 'An address that may not be called from here. DOCKET_ALLOW_HOSTS lists those that may.' },
  BAD_ANSWER: { description: 'An answer that does not follow the protocol.' },
  CANCELLED: { description: 'Given up by whoever asked.' },
};

export const ModelFailureKindEnum = builder.enumType('ModelFailureKind', { description: 'Why a model gave no answer.', values: kinds });

const ProviderTest = builder
  .objectRef<{ latencyMs: number | null; failure: { kind: ModelFailureKind; message: string } | null }>('ProviderTest')
  .implement({
    description: 'What came of one small question to a provider.',
    fields: (t) => ({
      latencyMs: t.exposeFloat('latencyMs', { nullable: true, description: 'How long the answer took; null when there was none.' }),
      failure: t.field({
        type: ModelFailureKindEnum,
        nullable: true,
        description: 'Null when it answered.',
        resolve: ({ failure }) => failure?.kind ?? null,
      }),
      message: t.string({
        description: 'One sentence, fit to be shown.',
        resolve: ({ failure, latencyMs }) => failure?.message ?? `It answered after ${Math.round(latencyMs!)} ms.`,
      }),
    }),
  });

const TestModelProviderInput = builder.inputType('TestModelProviderInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    model: t.string({ required: true, description: 'Which model to ask.' }),
  }),
});

builder.mutationField('testModelProvider', (t) =>
  t.field({
    type: ProviderTest,
    description: 'Asks a provider one small question, to see whether address, key and model are right. Costs a few tokens. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: TestModelProviderInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const provider = await context.db.prisma.modelProvider.findUniqueOrThrow({ where: { id: await openProvider(context, input.id) } });
      const request = {
        model: input.model,
        messages: [{ role: 'user' as const, content: 'Say yes.' }],
        settings: {},
        tools: [],
        responseSchema: null,
      };
      try {
        // Once: whoever is looking wants to know now.
        const { latencyMs } = await context.models.ask({ provider: { ...provider, attempts: 1 }, request, cache: false });
        return { latencyMs, failure: null };
      } catch (error) {
        if (!(error instanceof ModelFailed)) throw error;
        return { latencyMs: null, failure: error };
      }
    },
  }),
);
