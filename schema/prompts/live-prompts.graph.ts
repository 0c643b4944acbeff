import { projectsOf } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { watchHints } from '../feed/watch-hints.ts';
import { watchProject } from '../feed/watch-project.ts';
import { numberOf, numberOrNull } from '../ids.ts';
import { openPrompt } from './open-prompt.ts';
import { Prompt } from './prompt.graph.ts';

builder.queryField('prompt', (t) =>
  t.prismaField({
    type: Prompt,
    nullable: true,
    description: 'A prompt by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.prisma.prompt.findFirst({
        ...query,
        where: { id: numberOrNull('Prompt', id) ?? 0, projectId: { in: projectsOf(viewer) } },
      }),
  }),
);

builder.subscriptionField('promptsChanged', (t) =>
  t.prismaField({
    type: [Prompt],
    description: 'Follows the prompts of a project: all of them, at once and whenever one of them, its draft or its versions change.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, context) => watchProject(context, 'prompt', args),
    resolve: (query, { projectId }: { projectId: number }, _args, { db }) =>
      db.prisma.prompt.findMany({ ...query, where: { projectId, archivedAt: null }, orderBy: { name: 'asc' } }),
  }),
);

builder.subscriptionField('promptChanged', (t) =>
  t.prismaField({
    type: Prompt,
    nullable: true,
    description: 'Follows one prompt: at once and whenever it, its draft or its versions change. Null once it is gone.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    subscribe: async (_root, { id }, { db, signals, viewer }) => {
      const { promptId } = await openPrompt(db, viewer, numberOf('Prompt', id), 'VIEWER');
      return watchHints(signals, {
        name: 'prompt',
        key: `one ${promptId}`,
        matches: (payload) => payload.promptId === promptId,
        message: () => ({ promptId }),
      });
    },
    resolve: (query, { promptId }: { promptId: number }, _args, { db }) =>
      db.prisma.prompt.findUnique({ ...query, where: { id: promptId } }),
  }),
);
