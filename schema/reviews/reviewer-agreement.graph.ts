import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { PairwiseAgreement } from '../evaluations/agreement.graph.ts';
import { IntervalRef } from '../evaluations/evaluation.graph.ts';
import { encodeId } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { InvalidInput } from '../refusals.ts';
import { RaterRef } from './rater.graph.ts';
import { type RaterPair, type ReviewerAgreement, reviewerAgreement } from './reviewer-agreement.ts';

const RaterPairRef = builder.objectRef<RaterPair>('RaterPair').implement({
  description: 'Two reviewers, on the rows that both have reviewed: `said` is the first one’s word, `judged` the second one’s.',
  interfaces: [PairwiseAgreement],
  fields: (t) => ({
    first: t.field({ type: RaterRef, description: 'One.', resolve: ({ first }) => first }),
    second: t.field({ type: RaterRef, description: 'The other.', resolve: ({ second }) => second }),
  }),
});

const RaterCountRef = builder.objectRef<{ rater: string; answers: number }>('RaterCount').implement({
  description: 'How much somebody has reviewed that others have reviewed too.',
  fields: (t) => ({
    rater: t.field({ type: RaterRef, description: 'Who.', resolve: ({ rater }) => rater }),
    answers: t.exposeInt('answers', { description: 'How many rows.' }),
  }),
});

const ReviewerAgreementRef = builder.objectRef<ReviewerAgreement>('ReviewerAgreement').implement({
  description:
    'How far several reviewers of the same rows say the same in one column. What an adjudicator settled afterwards does not count.',
  fields: (t) => ({
    column: t.string({ description: 'The column’s key.', resolve: ({ column }) => column.key }),
    rows: t.exposeInt('rows', { description: 'Rows with at least two answers.' }),
    raters: t.field({ type: [RaterCountRef], description: 'Who answered, most first.', resolve: ({ raters }) => raters }),
    percent: t.float({
      nullable: true,
      description: 'Pairs of answers to the same row that are the same, 0 to 1.',
      resolve: ({ agreement }) => agreement?.agreement ?? null,
    }),
    fleissKappa: t.float({
      nullable: true,
      description: 'Over the rows with the usual number of answers; null where it is not defined.',
      resolve: ({ fleiss }) => fleiss?.kappa ?? null,
    }),
    krippendorffAlpha: t.float({
      nullable: true,
      description: 'Nominal; takes rows with any number of answers.',
      resolve: ({ alpha }) => alpha?.alpha ?? null,
    }),
    krippendorffInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of alpha, by resampling rows.',
      resolve: ({ alpha }) => alpha?.interval ?? null,
    }),
    pairs: t.field({
      type: [RaterPairRef],
      description: 'Every two of the first 20 who have a row in common.',
      resolve: ({ pairs }) => pairs,
    }),
    disputedCount: t.int({ description: 'Rows on which not all say the same.', resolve: ({ disputed }) => disputed.length }),
    disputedIds: t.idList({
      description:
        'The first 1,000 of them. What is not settled yet of them waits in the queue with the label `disputed` in `adjudication`.',
      resolve: ({ disputed }) => disputed.slice(0, 1000).map((id) => encodeId('Row', id)),
    }),
  }),
});

builder.prismaObjectFields(Dataset, (t) => ({
  reviewerAgreement: t.field({
    type: ReviewerAgreementRef,
    description: 'How far the reviewers of the same rows agree, by one label column.',
    complexity: 50,
    args: { column: t.arg.string({ required: true, description: 'The key of a label column of annotations.' }) },
    resolve: async ({ id }, args, context) => {
      const { shape } = await openDataset(context, context.viewer, id, 'VIEWER');
      const column = shape.byKey.get(args.column);
      if (column?.type !== 'LABEL' || column.role !== 'ANNOTATION' || column.system)
        throw new InvalidInput(`“${args.column}” is not a label column of annotations.`, ['column']);
      return reviewerAgreement(context.db, { datasetId: id, column });
    },
  }),
}));
