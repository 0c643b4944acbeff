import { builder } from '../builder.ts';
import { watchHints } from '../feed/watch-hints.ts';
import { watchProject } from '../feed/watch-project.ts';
import { numberOf } from '../ids.ts';
import { Evaluation } from './evaluation.graph.ts';
import { openEvaluation } from './open-evaluation.ts';

/** Results are told at most so often, in milliseconds: at 600 a second each message carries those of the last. */
const often = 100;

builder.subscriptionField('evaluationChanged', (t) =>
  t.prismaField({
    type: Evaluation,
    nullable: true,
    description:
      'Follows an evaluation: at once, and whenever results were recorded or its status changed, at most ten times a second. Ask for `latest` to get the newest results with it. Null once it is gone.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    subscribe: async (_root, { id }, { db, signals, viewer }) => {
      const { evaluationId } = await openEvaluation(db, viewer, numberOf('Evaluation', id), 'VIEWER');
      return watchHints(signals, {
        name: 'evaluation',
        key: `one ${evaluationId}`,
        every: often,
        matches: (payload) => payload.evaluationId === evaluationId,
        message: () => ({ evaluationId }),
      });
    },
    resolve: (query, { evaluationId }: { evaluationId: number }, _args, { db }) =>
      db.prisma.evaluation.findUnique({ ...query, where: { id: evaluationId } }),
  }),
);

builder.subscriptionField('evaluationsChanged', (t) =>
  t.prismaField({
    type: [Evaluation],
    description: 'Follows the newest 50 evaluations of a project: at once and when one of them moves, at most twice a second.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, context) => watchProject(context, 'evaluation', { ...args, every: 500 }),
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.evaluation.findMany({ ...query, where: { projectId }, orderBy: { id: 'desc' }, take: 50 }),
  }),
);
