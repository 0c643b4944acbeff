import { Project } from '../access/project.graph.ts';
import { builder } from '../builder.ts';
import { numberOrNull } from '../ids.ts';
import { PromptVersion } from '../prompts/prompt.graph.ts';
import { Deployment } from './deployment.graph.ts';
import { ensureEnvironment } from './first-environment.ts';
import { Gate } from './gate.graph.ts';
import { versionBefore } from './history.ts';
import { running } from './running.ts';

const promptId = { description: 'The prompt.', required: true } as const;

/** Where prompts run. */
export const Environment = builder.prismaNode('Environment', {
  id: { field: 'id' },
  description: 'Where prompts run: production, staging… An application asks for what runs there by its name.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project. It stands in URLs, escaped.' }),
    position: t.exposeInt('position', { description: 'Ascending.' }),
    project: t.relation('project', { description: 'Where it belongs.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    running: t.prismaField({
      type: [Deployment],
      description: 'What runs there: the newest deployment of each prompt that was ever deployed there.',
      select: { id: true },
      resolve: async (query, { id }, _args, { db }) =>
        db.prisma.deployment.findMany({ ...query, where: { id: { in: await running(db, id) } }, orderBy: { promptId: 'asc' } }),
    }),
    current: t.prismaField({
      type: Deployment,
      nullable: true,
      description: 'What runs there of a prompt; null where nothing does.',
      args: { promptId: t.arg.id(promptId) },
      select: { id: true },
      resolve: (query, { id }, args, { db }) =>
        db.prisma.deployment.findFirst({
          ...query,
          where: { environmentId: id, promptId: numberOrNull('Prompt', args.promptId) ?? 0 },
          orderBy: { id: 'desc' },
        }),
    }),
    rollsBackTo: t.prismaField({
      type: PromptVersion,
      nullable: true,
      description: 'The version that `rollBackPrompt` would put back now; null where no other ran before.',
      args: { promptId: t.arg.id(promptId) },
      select: { id: true },
      resolve: async (query, { id }, args, { db }) => {
        const versionId = await versionBefore(db.pool, { environmentId: id, promptId: numberOrNull('Prompt', args.promptId) ?? 0 });
        return db.prisma.promptVersion.findUnique({ ...query, where: { id: versionId ?? 0 } });
      },
    }),
    deployments: t.relatedConnection('deployments', {
      description: 'Of a prompt, newest first.',
      cursor: 'id',
      args: { promptId: t.arg.id(promptId) },
      query: (args) => ({ where: { promptId: numberOrNull('Prompt', args.promptId) ?? 0 }, orderBy: { id: 'desc' } }),
      totalCount: true,
    }),
    gates: t.relation('gates', {
      description: 'What versions must have shown before they run there; at most one a prompt.',
      query: { orderBy: { promptId: 'asc' } },
    }),
    gate: t.prismaField({
      type: Gate,
      nullable: true,
      description: 'The gate of a prompt; null where every version may run.',
      args: { promptId: t.arg.id(promptId) },
      select: { id: true },
      resolve: (query, { id }, args, { db }) =>
        db.prisma.gate.findUnique({
          ...query,
          where: { environmentId_promptId: { environmentId: id, promptId: numberOrNull('Prompt', args.promptId) ?? 0 } },
        }),
    }),
  }),
});

builder.prismaObjectFields(Project, (t) => ({
  environments: t.prismaField({
    type: [Environment],
    description: 'By position. Every project has one from the start, `production`.',
    select: { id: true },
    resolve: async (query, { id }, _args, context) => {
      await ensureEnvironment(context, id);
      return context.db.prisma.environment.findMany({ ...query, where: { projectId: id }, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    },
  }),
}));
