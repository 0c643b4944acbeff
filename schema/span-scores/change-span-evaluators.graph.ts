import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { encodeId, numberOf } from '../ids.ts';
import { SpanFilterInput } from '../monitor/span-filter.graph.ts';
import { Forbidden, InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import { addSpanEvaluator, removeSpanEvaluator, updateSpanEvaluator } from './change-span-evaluators.ts';
import { openSpanEvaluator } from './open-span-evaluator.ts';
import { SpanEvaluator } from './span-evaluator.graph.ts';

const refusals = { types: [NotFound, Forbidden, InvalidInput, InvalidFilter] };

const SpanStartEnum = builder.enumType('SpanStart', {
  description: 'With which spans an evaluator goes on.',
  values: {
    NOW: { description: 'With those that come from now on.' },
    BEGINNING: { description: 'With the first: all spans of the filter are judged, those that have its score anew.' },
  } as const,
});

const payload = (name: string) =>
  builder.objectRef<{ id: number }>(name).implement({
    fields: (t) => ({
      spanEvaluator: t.prismaField({
        type: SpanEvaluator,
        description: 'As it is now.',
        resolve: (query, { id }, _args, { db }) => db.prisma.spanEvaluator.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  });

const AddSpanEvaluatorInput = builder.inputType('AddSpanEvaluatorInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    evaluatorId: t.id({ required: true, description: 'One of the project’s; it cannot run on spans twice.' }),
    filter: t.field({ type: SpanFilterInput, description: 'Which spans; left out, all.' }),
    share: t.float({ description: 'How many of these, above 0 and at most 1; left out, all.' }),
    budget: t.float({ description: 'US dollars that it may cost; past it, it pauses. Left out: no bound.' }),
    from: t.field({ type: SpanStartEnum, description: 'By default NOW.' }),
  }),
});

builder.mutationField('addSpanEvaluator', (t) =>
  t.field({
    type: payload('AddSpanEvaluatorPayload'),
    description: 'Lets an evaluator run on spans from then on. May cost money with each span. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: AddSpanEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      const { viewer } = context;
      requireRole(viewer, projectId, 'ADMIN', 'Project');
      const evaluatorId = numberOf('Evaluator', input.evaluatorId);
      return { id: await addSpanEvaluator(context, { ...input, projectId, evaluatorId, actorId: viewer.id }) };
    },
  }),
);

const UpdateSpanEvaluatorInput = builder.inputType('UpdateSpanEvaluatorInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'What is left out of the others stays.' }),
    enabled: t.boolean({ description: 'True: it goes on where it stopped. False: it pauses.' }),
    filter: t.field({ type: SpanFilterInput, description: 'All of it; {} for all spans.' }),
    share: t.float({ description: 'Above 0 and at most 1.' }),
    budget: t.float({ description: 'US dollars; null for no bound.' }),
    from: t.field({ type: SpanStartEnum, description: 'Where it goes on instead. What it counted stays.' }),
  }),
});

builder.mutationField('updateSpanEvaluator', (t) =>
  t.field({
    type: payload('UpdateSpanEvaluatorPayload'),
    description: 'Pauses it, lets it go on, or changes which spans it judges. What is under way is finished first. For admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: UpdateSpanEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const opened = await openSpanEvaluator(context.db, context.viewer, numberOf('SpanEvaluator', input.id));
      await updateSpanEvaluator(context, { ...input, ...opened });
      return opened;
    },
  }),
);

const RemoveSpanEvaluatorInput = builder.inputType('RemoveSpanEvaluatorInput', {
  fields: (t) => ({ id: t.id({ required: true, description: 'Of what runs on spans; the evaluator stays.' }) }),
});

const RemoveSpanEvaluatorPayload = builder.objectRef<{ id: number; projectId: number }>('RemoveSpanEvaluatorPayload').implement({
  fields: (t) => ({
    removedId: t.id({ description: 'Its id.', resolve: ({ id }) => encodeId('SpanEvaluator', id) }),
  }),
});

builder.mutationField('removeSpanEvaluator', (t) =>
  t.field({
    type: RemoveSpanEvaluatorPayload,
    description: 'Ends it. The scores that it gave stay. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: RemoveSpanEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const opened = await openSpanEvaluator(context.db, context.viewer, numberOf('SpanEvaluator', input.id));
      await removeSpanEvaluator(context, opened);
      return opened;
    },
  }),
);
