import { builder } from '../builder.ts';
import { encodeId, numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { Forbidden, InvalidFilter, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { addRowEvaluator, removeRowEvaluator, updateRowEvaluator } from './change-row-evaluators.ts';
import { openRowEvaluator } from './open-row-evaluator.ts';
import { PurposeEnum, RowEvaluator } from './row-evaluator.graph.ts';

const RowStartEnum = builder.enumType('RowStart', {
  description: 'With which rows an evaluator goes on.',
  values: {
    NOW: { description: 'With those that are added, or filled, from now on.' },
    BEGINNING: {
      description: 'With the first: all rows of the filter that wait, or are filled, are judged; those that were are judged anew.',
    },
  } as const,
});

const payload = (name: string) =>
  builder.objectRef<{ id: number }>(name).implement({
    fields: (t) => ({
      rowEvaluator: t.prismaField({
        type: RowEvaluator,
        description: 'As it is now.',
        resolve: (query, { id }, _args, { db }) => db.prisma.rowEvaluator.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  });

const AddRowEvaluatorInput = builder.inputType('AddRowEvaluatorInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    evaluatorId: t.id({ required: true, description: 'One of the project’s; it does the same in a dataset only once.' }),
    purpose: t.field({ type: PurposeEnum, required: true }),
    filter: t.field({ type: RowFilterInput, description: 'Which rows, as they are when it comes to them; left out, all.' }),
    column: t.string({
      description:
        'The key of a label column of annotations, by default feedback_category: what is suggested for, or where reviewers say whether an answer is right.',
    }),
    passLabels: t.stringList({
      description: 'Its labels that mean that an answer is right, by default correct. For a suggestion exactly one: what PASS becomes.',
    }),
    failLabel: t.string({ description: 'What FAIL becomes. Suggestions need it, checks have none.' }),
    hiddenShare: t.float({ description: 'For how many rows a suggestion is hidden until one’s own answer, 0 to 1; left out, none.' }),
    budget: t.float({ description: 'US dollars that it may cost; past it, it pauses. Left out: no bound.' }),
    from: t.field({ type: RowStartEnum, description: 'By default NOW.' }),
  }),
});

builder.mutationField('addRowEvaluator', (t) =>
  t.field({
    type: payload('AddRowEvaluatorPayload'),
    description:
      'Lets an evaluator run on rows from then on. A check makes the label column `check` and the slice “Check disagrees”, where they are not there. May cost money with each row. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, NameTaken] },
    args: { input: t.arg({ type: AddRowEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      const evaluatorId = numberOf('Evaluator', input.evaluatorId);
      const condition = await openFilter(context, shape, input.filter);
      return { id: await addRowEvaluator(context, { ...input, shape, evaluatorId, condition, actorId: viewer.id }) };
    },
  }),
);

const UpdateRowEvaluatorInput = builder.inputType('UpdateRowEvaluatorInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'What is left out of the others stays.' }),
    enabled: t.boolean({ description: 'True: it goes on where it stopped. False: it pauses.' }),
    filter: t.field({ type: RowFilterInput, description: 'All of it; {} for all rows.' }),
    hiddenShare: t.float({ description: '0 to 1; for suggestions that come after it.' }),
    budget: t.float({ description: 'US dollars; null for no bound.' }),
    from: t.field({ type: RowStartEnum, description: 'Where it goes on instead. What it counted stays.' }),
  }),
});

builder.mutationField('updateRowEvaluator', (t) =>
  t.field({
    type: payload('UpdateRowEvaluatorPayload'),
    description: 'Pauses it, lets it go on, or changes which rows it judges. What is under way is finished first. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter] },
    args: { input: t.arg({ type: UpdateRowEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, ...opened } = await openRowEvaluator(context, context.viewer, numberOf('RowEvaluator', input.id));
      const condition = input.filter ? await openFilter(context, shape, input.filter) : undefined;
      await updateRowEvaluator(context, { ...input, ...opened, condition });
      return opened;
    },
  }),
);

const RemoveRowEvaluatorInput = builder.inputType('RemoveRowEvaluatorInput', {
  fields: (t) => ({ id: t.id({ required: true, description: 'Of what runs on rows; the evaluator stays.' }) }),
});

const RemoveRowEvaluatorPayload = builder.objectRef<{ id: number; datasetId: number }>('RemoveRowEvaluatorPayload').implement({
  fields: (t) => ({
    removedId: t.id({ description: 'Its id.', resolve: ({ id }) => encodeId('RowEvaluator', id) }),
  }),
});

builder.mutationField('removeRowEvaluator', (t) =>
  t.field({
    type: RemoveRowEvaluatorPayload,
    description:
      'Ends it, and takes away what it has suggested and said, so also what is known of anchoring; pause it to keep that. Labels that a check has written stay. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: RemoveRowEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const opened = await openRowEvaluator(context, context.viewer, numberOf('RowEvaluator', input.id));
      await removeRowEvaluator(context, opened);
      return opened;
    },
  }),
);
