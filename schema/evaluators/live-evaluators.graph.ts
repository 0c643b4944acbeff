import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { watchHints } from '../feed/watch-hints.ts';
import { numberOf, numberOrNull } from '../ids.ts';
import { Evaluator } from './evaluator.graph.ts';

builder.queryField('evaluator', (t) =>
  t.prismaField({
    type: Evaluator,
    nullable: true,
    description: 'An evaluator by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.prisma.evaluator.findFirst({
        ...query,
        where: { id: numberOrNull('Evaluator', id) ?? 0, projectId: { in: [...(viewer?.roles.keys() ?? [])] } },
      }),
  }),
);

builder.subscriptionField('evaluatorsChanged', (t) =>
  t.prismaField({
    type: [Evaluator],
    description: 'Follows the evaluators of a project: all that are in use, at once and whenever one of them or its versions change.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, { signals, viewer }) => {
      const projectId = numberOf('Project', args.projectId);
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      return watchHints(signals, {
        name: 'evaluator',
        key: String(projectId),
        matches: (payload) => payload.projectId === projectId,
        message: () => ({ projectId }),
      });
    },
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.evaluator.findMany({ ...query, where: { projectId, archivedAt: null }, orderBy: { name: 'asc' } }),
  }),
);
