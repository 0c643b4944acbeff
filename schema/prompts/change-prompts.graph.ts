import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { createPrompt, saveDraft, updatePrompt } from './change-prompts.ts';
import { importPrompt } from './import-prompt.ts';
import { openPrompt } from './open-prompt.ts';
import { checkedContent, emptyContent } from './prompt-content.ts';
import { PromptContentInput, contentOf } from './prompt-content.graph.ts';
import { Prompt, PromptPurposeEnum, PromptVersion } from './prompt.graph.ts';
import { DraftChangedMeanwhile, NothingChanged } from './refusals.ts';
import { saveVersion } from './save-version.ts';

builder.objectType(DraftChangedMeanwhile, {
  name: 'DraftChangedMeanwhile',
  description: 'Somebody saved the draft since you read it. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    prompt: t.prismaField({
      type: Prompt,
      description: 'The prompt, with the draft as it is now.',
      resolve: (query, { promptId }, _args, { db }) => db.prisma.prompt.findUniqueOrThrow({ ...query, where: { id: promptId } }),
    }),
  }),
});

builder.objectType(NothingChanged, {
  name: 'NothingChanged',
  description: 'The draft is the same as a version that is there already.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    version: t.prismaField({
      type: PromptVersion,
      description: 'That version.',
      resolve: (query, { promptId, number }, _args, { db }) =>
        db.prisma.promptVersion.findUniqueOrThrow({ ...query, where: { promptId_number: { promptId, number } } }),
    }),
  }),
});

/** A payload with the prompt as it is after the mutation. */
const promptPayload = (name: string) =>
  builder.objectRef<{ promptId: number }>(name).implement({
    fields: (t) => ({
      prompt: t.prismaField({
        type: Prompt,
        description: 'The prompt as it is now.',
        resolve: (query, { promptId }, _args, { db }) => db.prisma.prompt.findUniqueOrThrow({ ...query, where: { id: promptId } }),
      }),
    }),
  });

/** A payload with a version, and its prompt. */
const versionPayload = (name: string) =>
  builder.objectRef<{ versionId: number; existed: boolean }>(name).implement({
    fields: (t) => ({
      version: t.prismaField({
        type: PromptVersion,
        description: 'The version.',
        resolve: (query, { versionId }, _args, { db }) => db.prisma.promptVersion.findUniqueOrThrow({ ...query, where: { id: versionId } }),
      }),
      existed: t.exposeBoolean('existed', { description: 'Whether it was there already: the same content is the same version.' }),
    }),
  });

const CreatePromptInput = builder.inputType('CreatePromptInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string({ required: true, description: 'Letters, digits, dots, dashes and underscores, at most 100; unique in the project.' }),
    description: t.string({ description: 'At most 4,000 characters.' }),
    purpose: t.field({ type: PromptPurposeEnum, description: 'By default ANSWER.' }),
    content: t.field({ type: PromptContentInput, description: 'What the draft begins with; left out, it is empty.' }),
  }),
});

builder.mutationField('createPrompt', (t) =>
  t.field({
    type: promptPayload('CreatePromptPayload'),
    description: 'Makes a prompt: a draft, and no version yet. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: CreatePromptInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      const { viewer } = context;
      requireRole(viewer, projectId, 'REVIEWER', 'Project');
      const content = input.content ? checkedContent(contentOf(input.content)) : emptyContent;
      return { promptId: await createPrompt(context, { ...input, projectId, actorId: viewer.id, content }) };
    },
  }),
);

const UpdatePromptInput = builder.inputType('UpdatePromptInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: 'What is left out stays. Spans, files and integrations name prompts by it.' }),
    description: t.string({ description: 'At most 4,000 characters.' }),
    archived: t.boolean({ description: 'Out of sight; everything that names it stays.' }),
  }),
});

builder.mutationField('updatePrompt', (t) =>
  t.field({
    type: promptPayload('UpdatePromptPayload'),
    description: 'Renames, describes or archives a prompt. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: UpdatePromptInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const prompt = await openPrompt(context.db, context.viewer, numberOf('Prompt', input.id), 'REVIEWER');
      await updatePrompt(context, { ...input, ...prompt });
      return prompt;
    },
  }),
);

const SavePromptDraftInput = builder.inputType('SavePromptDraftInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'The prompt.' }),
    revision: t.int({ required: true, description: 'The revision that you changed.' }),
    content: t.field({ type: PromptContentInput, required: true }),
    base: t.int({ description: 'The number of the version that the draft now begins from; left out, it stays.' }),
  }),
});

builder.mutationField('savePromptDraft', (t) =>
  t.field({
    type: promptPayload('SavePromptDraftPayload'),
    description: 'Saves the draft. Refused when somebody else saved it meanwhile, so that nobody’s typing is lost. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, DraftChangedMeanwhile] },
    args: { input: t.arg({ type: SavePromptDraftInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const prompt = await openPrompt(context.db, context.viewer, numberOf('Prompt', input.id), 'REVIEWER');
      const { revision, base } = input;
      await saveDraft(context, { ...prompt, revision, base, content: checkedContent(contentOf(input.content)) });
      return prompt;
    },
  }),
);

const SavePromptVersionInput = builder.inputType('SavePromptVersionInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'The prompt.' }),
    revision: t.int({ required: true, description: 'The revision of the draft that you saw: it becomes the version.' }),
    notes: t.string({ description: 'What was changed and why; at most 4,000 characters.' }),
  }),
});

builder.mutationField('savePromptVersion', (t) =>
  t.field({
    type: versionPayload('SavePromptVersionPayload'),
    description: 'Makes the draft a version, for good. Refused when it cannot be run, or is the same as a version there is. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, DraftChangedMeanwhile, NothingChanged] },
    args: { input: t.arg({ type: SavePromptVersionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const prompt = await openPrompt(context.db, context.viewer, numberOf('Prompt', input.id), 'REVIEWER');
      const { id: versionId, existed } = await saveVersion(context, { ...input, ...prompt });
      return { versionId, existed };
    },
  }),
);

const ImportPromptInput = builder.inputType('ImportPromptInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    file: t.string({ required: true, description: 'The text of a prompt file, as `PromptVersion.file` gives it.' }),
  }),
});

builder.mutationField('importPrompt', (t) =>
  t.field({
    type: versionPayload('ImportPromptPayload'),
    description:
      'Takes in a prompt file: the prompt of its name, made if there is none, gets its content as a version. The same file again changes nothing. A draft that somebody works on stays. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: ImportPromptInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      const { viewer } = context;
      requireRole(viewer, projectId, 'REVIEWER', 'Project');
      const { version } = await importPrompt(context, { projectId, actorId: viewer.id, file: input.file });
      return { versionId: version.id, existed: version.existed };
    },
  }),
);
