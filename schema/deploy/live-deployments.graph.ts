import { requireRole } from '../access/require-role.ts';
import { projectsOf } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { watchProject } from '../feed/watch-project.ts';
import { numberOf, numberOrNull } from '../ids.ts';
import { NotFound } from '../refusals.ts';
import { Environment } from './environment.graph.ts';
import { ensureEnvironment } from './first-environment.ts';
import { GateVerdictRef } from './gate-verdict.graph.ts';
import { judgeGate } from './judge-gate.ts';
import { openVersion } from './open-environment.ts';

builder.queryField('environment', (t) =>
  t.prismaField({
    type: Environment,
    nullable: true,
    description: 'An environment by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.prisma.environment.findFirst({
        ...query,
        where: { id: numberOrNull('Environment', id) ?? 0, projectId: { in: projectsOf(viewer) } },
      }),
  }),
);

builder.queryField('gateVerdict', (t) =>
  t.field({
    type: GateVerdictRef,
    nullable: true,
    description:
      'What the gate of an environment says of a version now. Null where its prompt has no gate there; also where there is no such environment or version, or you may not see them.',
    authScopes: { signedIn: true },
    complexity: 100,
    args: { environmentId: t.arg.id({ required: true }), versionId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) => {
      try {
        const ids = { environmentId: numberOf('Environment', args.environmentId), versionId: numberOf('PromptVersion', args.versionId) };
        return await judgeGate(context, await openVersion(context.db, context.viewer, ids, 'VIEWER'));
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
  }),
);

builder.subscriptionField('deploymentsChanged', (t) =>
  t.prismaField({
    type: [Environment],
    description: 'Follows the environments of a project: all of them, at once and whenever what runs in one, its gates or its name change.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: async (_root, args, context) => {
      const projectId = numberOf('Project', args.projectId);
      requireRole(context.viewer, projectId, 'VIEWER', 'Project');
      await ensureEnvironment(context, projectId);
      return watchProject(context, 'deployment', args);
    },
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.environment.findMany({ ...query, where: { projectId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
  }),
);
