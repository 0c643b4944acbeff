import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { Prompt, PromptVersion } from '../prompts/prompt.graph.ts';
import { FIRST } from './first-environment.ts';
import type { GateVerdict } from './gate-verdict.ts';
import { GateVerdictRef } from './gate-verdict.graph.ts';

const DeploymentKindEnum = builder.enumType('DeploymentKind', {
  description: 'How a version came to run.',
  values: {
    DEPLOY: { description: 'Somebody chose it; a gate was asked, where there was one.' },
    ROLLBACK: { description: 'It was put back: it ran before. No gate was asked.' },
  } as const,
});

/** A version that was put into an environment. */
export const Deployment = builder.prismaNode('Deployment', {
  id: { field: 'id' },
  description: 'A version that was put into an environment. Never changed: the newest of a prompt in an environment is what runs there.',
  fields: (t) => ({
    environment: t.relation('environment', { description: 'Where.' }),
    prompt: t.prismaField({
      type: Prompt,
      description: 'Of which prompt.',
      select: { promptId: true },
      resolve: (query, { promptId }, _args, { db }) => db.prisma.prompt.findUniqueOrThrow({ ...query, where: { id: promptId } }),
    }),
    version: t.prismaField({
      type: PromptVersion,
      description: 'Which version.',
      select: { versionId: true },
      resolve: (query, { versionId }, _args, { db }) => db.prisma.promptVersion.findUniqueOrThrow({ ...query, where: { id: versionId } }),
    }),
    kind: t.expose('kind', { type: DeploymentKindEnum, description: 'How it came to run.' }),
    notes: t.exposeString('notes', { description: 'Why, in words of whoever did it; may be empty.' }),
    verdict: t.field({
      type: GateVerdictRef,
      nullable: true,
      description: 'What the gate said then; null where none was asked.',
      select: { verdict: true },
      resolve: ({ verdict }) => verdict as GateVerdict | null,
    }),
    overrideReason: t.exposeString('overrideReason', {
      nullable: true,
      description: 'Why an owner deployed it against the gate; null where the gate did not block it.',
    }),
    deployedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who did it.',
      select: { deployedById: true },
      resolve: ({ deployedById }, _args, { loaders }) => (deployedById === null ? null : loaders.userById.load(deployedById)),
    }),
    deployedAt: t.expose('deployedAt', { type: 'DateTime', description: 'Since when it ran.' }),
  }),
});

builder.prismaObjectFields(Prompt, (t) => ({
  deployments: t.prismaConnection({
    type: Deployment,
    cursor: 'id',
    description: 'In all environments, newest first.',
    // By the project, which has the index: it is that of the prompt.
    resolve: (query, { id, projectId }, _args, { db }) =>
      db.prisma.deployment.findMany({ ...query, where: { promptId: id, projectId }, orderBy: { id: 'desc' } }),
  }),
  current: t.prismaField({
    type: Deployment,
    nullable: true,
    description: 'What runs in an environment; null where nothing does, or there is no such environment.',
    args: { environment: t.arg.string({ defaultValue: FIRST, description: 'Its name.' }) },
    select: { id: true, projectId: true },
    resolve: (query, { id, projectId }, { environment }, { db }) =>
      environment?.includes('\u0000')
        ? null
        : db.prisma.deployment.findFirst({
            ...query,
            where: { promptId: id, environment: { projectId, name: environment ?? FIRST } },
            orderBy: { id: 'desc' },
          }),
  }),
}));
