import { projectsOf } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { watchProject } from '../feed/watch-project.ts';
import { numberOrNull } from '../ids.ts';
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
        where: { id: numberOrNull('Evaluator', id) ?? 0, projectId: { in: projectsOf(viewer) } },
      }),
  }),
);

builder.subscriptionField('evaluatorsChanged', (t) =>
  t.prismaField({
    type: [Evaluator],
    description: 'Follows the evaluators of a project: all that are in use, at once and whenever one of them or its versions change.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, context) => watchProject(context, 'evaluator', args),
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.evaluator.findMany({ ...query, where: { projectId, archivedAt: null }, orderBy: { name: 'asc' } }),
  }),
);
