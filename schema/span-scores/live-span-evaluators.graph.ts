import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { watchHints } from '../feed/watch-hints.ts';
import { numberOf } from '../ids.ts';
import { SpanEvaluator } from './span-evaluator.graph.ts';

builder.subscriptionField('spanEvaluatorsChanged', (t) =>
  t.prismaField({
    type: [SpanEvaluator],
    description: 'Follows the evaluators that run on a project’s spans: all, at once and when one of them moves, at most twice a second.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, { signals, viewer }) => {
      const projectId = numberOf('Project', args.projectId);
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      return watchHints(signals, {
        name: 'spanEvaluator',
        key: String(projectId),
        every: 500,
        matches: (payload) => payload.projectId === projectId,
        message: () => ({ projectId }),
      });
    },
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.spanEvaluator.findMany({ ...query, where: { projectId }, orderBy: { id: 'asc' } }),
  }),
);
