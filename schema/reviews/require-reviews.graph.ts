import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { Forbidden, InvalidFilter, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { type RequiredReviews, requireReviews } from './require-reviews.ts';

builder.prismaObjectFields(Dataset, (t) => ({
  reviewsRequired: t.exposeInt('reviewsRequired', {
    description: 'How many reviewers are to answer each row that comes in from now on, none having seen the others’ answers.',
  }),
  severalReviews: t.exposeBoolean('severalReviews', {
    description: 'Whether any of its rows wants, or has wanted, several reviews: then a row may wait for others that has your answer.',
  }),
}));

const RequireReviewsInput = builder.inputType('RequireReviewsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    reviewsRequired: t.int({ required: true, description: '1 to 10.' }),
    newRows: t.boolean({ defaultValue: false, description: 'Whether rows that come in from now on want so many.' }),
    waiting: t.field({
      type: RowFilterInput,
      description: 'Which of the rows that wait want so many from now on; {} for all of them. Left out: none.',
    }),
  }),
});

const RequireReviewsPayload = builder.objectRef<RequiredReviews>('RequireReviewsPayload').implement({
  fields: (t) => ({
    changed: t.exposeInt('changed', { description: 'Rows that waited and want another number of reviews now.' }),
    held: t.exposeInt('held', { description: 'Rows left alone, since somebody holds them.' }),
    dataset: t.prismaField({
      type: Dataset,
      description: 'The dataset as it is now.',
      resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: datasetId } }),
    }),
  }),
});

builder.mutationField('requireReviews', (t) =>
  t.field({
    type: RequireReviewsPayload,
    description:
      'Sets how many reviewers are to answer a row. With the last answer it is filled with what all said; where two gave different labels it waits with the label `disputed` in the column `adjudication`, which is made where it is not there, for one who settles it. Filled rows stay as they are; rows that have as many answers as they want now are settled by these. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, NameTaken] },
    args: { input: t.arg({ type: RequireReviewsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      const { reviewsRequired } = input;
      const newRows = input.newRows ?? false;
      if (!newRows && !input.waiting) throw new InvalidInput('Say which rows: new ones, those that wait, or both.', ['input', 'newRows']);
      const waiting = input.waiting ? await openFilter(context, shape, input.waiting) : null;
      return requireReviews(context, { shape, actorId: viewer.id, reviewsRequired, newRows, waiting });
    },
  }),
);
