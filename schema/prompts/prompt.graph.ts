import { Project } from '../access/project.graph.ts';
import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { DatasetColumn } from '../datasets/columns.graph.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { type FittedVariable, fitColumns } from './fit-columns.ts';
import { type PromptContent, storedContent } from './prompt-content.ts';
import { PromptContentRef } from './prompt-content.graph.ts';
import { writePromptFile } from './prompt-file.ts';
import { variablesOf } from './render-prompt.ts';

export const PromptPurposeEnum = builder.enumType('PromptPurpose', {
  description: 'What a prompt is for.',
  values: {
    ANSWER: { description: 'What an application asks.' },
    JUDGE: { description: 'What an evaluator asks about an answer.' },
  } as const,
});

const FittedVariableRef = builder.objectRef<FittedVariable>('FittedVariable').implement({
  description: 'A variable of a prompt, and the column that fills it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The variable.' }),
    column: t.field({
      type: DatasetColumn,
      nullable: true,
      description: 'By name: `userQuery` is filled by `user_query`. Null where the dataset has none.',
      resolve: ({ column }) => column,
    }),
  }),
});

const PromptFit = builder.objectRef<FittedVariable[]>('PromptFit').implement({
  description: 'Whether the columns of a dataset fill the variables of a prompt.',
  fields: (t) => ({
    variables: t.field({ type: [FittedVariableRef], description: 'In the order in which they occur.', resolve: (fitted) => fitted }),
    missing: t.stringList({
      description: 'Those that no column fills. With any, the prompt cannot be run on the dataset.',
      resolve: (fitted) => fitted.filter(({ column }) => !column).map(({ name }) => name),
    }),
  }),
});

const fit = async (content: PromptContent, datasetId: string | number, context: Context): Promise<FittedVariable[]> => {
  const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', String(datasetId)), 'VIEWER');
  return fitColumns(variablesOf(content), shape);
};

/** What is being fixed. */
export const Prompt = builder.prismaNode('Prompt', {
  id: { field: 'id' },
  description: 'A prompt: a draft that people work on, and the versions that were saved from it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What spans, files and integrations call it. Unique in its project.' }),
    description: t.exposeString('description', { description: 'May be empty.' }),
    purpose: t.expose('purpose', { type: PromptPurposeEnum, description: 'What it is for.' }),
    project: t.relation('project', { description: 'Where it belongs.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true, description: 'Out of sight since; null while it is in use.' }),
    draft: t.field({
      type: PromptContentRef,
      description: 'What people work on. One for all of them.',
      select: { draft: true },
      resolve: ({ draft }) => storedContent(draft),
    }),
    draftRevision: t.exposeInt('draftRevision', { description: 'Goes up with each save; whoever saves names the one they saw.' }),
    draftBase: t.exposeInt('draftBase', { nullable: true, description: 'The number of the version that the draft began from.' }),
    draftAt: t.expose('draftAt', { type: 'DateTime', description: 'When the draft was saved last.' }),
    draftBy: t.field({
      type: User,
      nullable: true,
      description: 'Who saved it last.',
      select: { draftById: true },
      resolve: ({ draftById }, _args, { loaders }) => (draftById === null ? null : loaders.userById.load(draftById)),
    }),
    draftFit: t.field({
      type: PromptFit,
      description: 'Whether a dataset’s columns fill the draft’s variables.',
      args: { datasetId: t.arg.id({ required: true }) },
      select: { draft: true },
      resolve: ({ draft }, { datasetId }, context) => fit(storedContent(draft), datasetId, context),
    }),
    draftFile: t.string({
      description: 'The draft as a prompt file: YAML, for git. `importPrompt` takes it in.',
      select: { name: true, description: true, draft: true },
      resolve: ({ name, description, draft }) => writePromptFile({ name, description, notes: '', content: storedContent(draft) }),
    }),
    latest: t.prismaField({
      type: 'PromptVersion',
      nullable: true,
      description: 'The newest version; null before the first.',
      select: { id: true },
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.promptVersion.findFirst({ ...query, where: { promptId: id }, orderBy: { number: 'desc' } }),
    }),
    version: t.prismaField({
      type: 'PromptVersion',
      nullable: true,
      description: 'A version by its number; null when there is none.',
      args: { number: t.arg.int({ required: true }) },
      select: { id: true },
      resolve: (query, { id }, { number }, { db }) =>
        db.prisma.promptVersion.findUnique({ ...query, where: { promptId_number: { promptId: id, number } } }),
    }),
    versions: t.relatedConnection('versions', {
      description: 'Newest first.',
      cursor: 'id',
      query: { orderBy: { number: 'desc' } },
      totalCount: true,
    }),
  }),
});

/** An immutable snapshot of a prompt. */
export const PromptVersion = builder.prismaNode('PromptVersion', {
  id: { field: 'id' },
  description: 'An immutable, numbered snapshot of a prompt.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: '1, 2, 3…, without a gap.' }),
    prompt: t.relation('prompt', { description: 'Of which prompt.' }),
    content: t.field({
      type: PromptContentRef,
      description: 'What is sent. Never changes.',
      select: { content: true },
      resolve: ({ content }) => storedContent(content),
    }),
    notes: t.exposeString('notes', { description: 'What its author says of it; may be empty.' }),
    author: t.field({
      type: User,
      nullable: true,
      description: 'Who saved it.',
      select: { authorId: true },
      resolve: ({ authorId }, _args, { loaders }) => (authorId === null ? null : loaders.userById.load(authorId)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was saved.' }),
    fit: t.field({
      type: PromptFit,
      description: 'Whether a dataset’s columns fill its variables.',
      args: { datasetId: t.arg.id({ required: true }) },
      select: { content: true },
      resolve: ({ content }, { datasetId }, context) => fit(storedContent(content), datasetId, context),
    }),
    file: t.string({
      description: 'As a prompt file: YAML, for git. `importPrompt` takes it in.',
      select: { content: true, notes: true, prompt: { select: { name: true, description: true } } },
      resolve: ({ content, notes, prompt }) => writePromptFile({ ...prompt, notes, content: storedContent(content) }),
    }),
  }),
});

builder.prismaObjectFields(Project, (t) => ({
  prompts: t.relation('prompts', {
    description: 'By name.',
    args: { archived: t.arg.boolean({ defaultValue: false, description: 'Those out of sight as well.' }) },
    query: ({ archived }) => ({ where: archived ? {} : { archivedAt: null }, orderBy: { name: 'asc' } }),
  }),
  prompt: t.prismaField({
    type: Prompt,
    nullable: true,
    description: 'A prompt by its name; null when there is none.',
    args: { name: t.arg.string({ required: true }) },
    select: { id: true },
    resolve: (query, { id }, { name }, { db }) =>
      name.includes('\u0000') ? null : db.prisma.prompt.findUnique({ ...query, where: { projectId_name: { projectId: id, name } } }),
  }),
}));
