import { Project } from '../access/project.graph.ts';
import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { isJsonObject } from '../monitor/json-value.ts';
import { PromptVersion } from '../prompts/prompt.graph.ts';

export const EvaluatorKindEnum = builder.enumType('EvaluatorKind', {
  description: 'How an evaluator comes to its verdict. `evaluatorKinds` has what each is set by.',
  values: {
    JUDGE: { description: 'A model, by a prompt and a scale.' },
    TEXT: { description: 'Compares texts.' },
    JSON: { description: 'Compares JSON, or checks it against a JSON Schema.' },
    SIMILARITY: { description: 'How like the expected output it is.' },
    LENGTH: { description: 'How long it is.' },
    LATENCY: { description: 'How long it took.' },
    COST: { description: 'What it cost.' },
    JAVASCRIPT: { description: 'Code of yours, in a sandbox.' },
    HTTP: { description: 'A service of yours.' },
  } as const,
});

/** A thing that judges answers. */
export const Evaluator = builder.prismaNode('Evaluator', {
  id: { field: 'id' },
  description: 'What judges answers, always in the same way: its settings are kept in versions.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project.' }),
    description: t.exposeString('description', { description: 'May be empty.' }),
    kind: t.expose('kind', { type: EvaluatorKindEnum, description: 'How it judges. Never changes.' }),
    project: t.relation('project', { description: 'Where it belongs.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Out of sight since; null while it is in use.',
    }),
    latest: t.prismaField({
      type: 'EvaluatorVersion',
      description: 'The newest version: what new evaluations use.',
      select: { id: true },
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.evaluatorVersion.findFirstOrThrow({ ...query, where: { evaluatorId: id }, orderBy: { number: 'desc' } }),
    }),
    versions: t.relatedConnection('versions', {
      description: 'Newest first.',
      cursor: 'id',
      query: { orderBy: { number: 'desc' } },
      totalCount: true,
    }),
  }),
});

/** An immutable setting of an evaluator. */
export const EvaluatorVersion = builder.prismaNode('EvaluatorVersion', {
  id: { field: 'id' },
  description: 'An immutable, numbered setting of an evaluator. Scores name the one that gave them.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: '1, 2, 3…, without a gap.' }),
    evaluator: t.relation('evaluator', { description: 'Of which evaluator.' }),
    config: t.expose('config', { type: 'JSON', description: 'By kind, as `evaluatorKinds` describes it, with its defaults.' }),
    promptVersion: t.prismaField({
      type: PromptVersion,
      nullable: true,
      description: 'The prompt of a judge; null for every other kind.',
      select: { projectId: true, config: true, evaluator: { select: { kind: true } } },
      resolve: (query, { projectId, config, evaluator }, _args, { db }) => {
        const id = evaluator.kind === 'JUDGE' && isJsonObject(config) ? config.promptVersionId : null;
        // Spread before it is known whether there is one: Pothos warns of a query that was left alone.
        const wanted = { ...query, where: { id: Number(id), projectId } };
        return id === null ? null : db.prisma.promptVersion.findFirst(wanted);
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who made it.',
      select: { createdById: true },
      resolve: ({ createdById }, _args, { loaders }) => (createdById === null ? null : loaders.userById.load(createdById)),
    }),
  }),
});

builder.prismaObjectField(Project, 'evaluators', (t) =>
  t.relation('evaluators', {
    description: 'By name.',
    args: { archived: t.arg.boolean({ defaultValue: false, description: 'Those out of sight as well.' }) },
    query: ({ archived }) => ({ where: archived ? {} : { archivedAt: null }, orderBy: { name: 'asc' } }),
  }),
);
