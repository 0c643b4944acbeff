import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { Forbidden, InvalidInput, InvalidValue, NameTaken, NotFound } from '../refusals.ts';
import { type ImportedReviews, importReviews } from './import-reviews.ts';

const ImportReviewsPayload = builder.objectRef<ImportedReviews>('ImportReviewsPayload').implement({
  fields: (t) => ({
    written: t.exposeInt('written', { description: 'Reviews that were written.' }),
    known: t.exposeInt('known', { description: 'Reviews that were there already, word for word.' }),
    agreed: t.exposeInt('agreed', { description: 'Rows of these on which all reviews now agree.' }),
    disputed: t.exposeInt('disputed', { description: 'Rows of these on which two reviews differ.' }),
  }),
});

const ForeignReviewInput = builder.inputType('ForeignReviewInput', {
  description: 'What an annotator without an account has said of a row.',
  fields: (t) => ({
    rowId: t.id({ required: true }),
    annotator: t.string({ required: true, description: 'By name; known from the first time on.' }),
    values: t.field({ type: 'JSON', required: true, description: 'Annotation values by column key, labels by value.' }),
    at: t.field({ type: 'DateTime', description: 'When they said it; by default now.' }),
  }),
});

const ImportReviewsInput = builder.inputType('ImportReviewsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    reviews: t.field({ type: [ForeignReviewInput], required: true, description: '1 to 1,000.' }),
    settle: t.boolean({
      defaultValue: true,
      description:
        'Whether rows on which all agree are filled with what they agree on. The others wait in the queue, with the label `disputed`.',
    }),
  }),
});

builder.mutationField('importReviews', (t) =>
  t.field({
    type: ImportReviewsPayload,
    description:
      'Brings in reviews of named annotators, all or none; the same again changes nothing, and another review by the same annotator takes the place of the first. Rows are marked in the label column `adjudication`, which is made where it is not there; those that people have filled are left as they are. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidValue, NameTaken] },
    args: { input: t.arg({ type: ImportReviewsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      const { batch } = context.limits;
      if (input.reviews.length > batch)
        throw new InvalidInput(`Bring in at most ${batch} reviews at a time; upload a file for more.`, ['input', 'reviews']);
      return importReviews(context, {
        shape,
        actorId: viewer.id,
        settle: input.settle ?? true,
        reviews: input.reviews.map(({ rowId, annotator, values, at }) => ({
          rowId: numberOf('Row', rowId),
          annotator,
          values,
          at: at ?? null,
        })),
      });
    },
  }),
);
