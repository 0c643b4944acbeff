import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { PairwiseAgreement } from '../evaluations/agreement.graph.ts';
import { encodeId } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { AgreementFiguresRef } from './agreement-figures.graph.ts';
import { RaterRef } from './rater.graph.ts';
import { type RaterPair, type ReviewerAgreement, ratedColumn, reviewerAgreement } from './reviewer-agreement.ts';

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

export const ReviewerAgreementRef = builder.objectRef<ReviewerAgreement>('ReviewerAgreement').implement({
  description: 'How far several reviewers of the same rows say the same in one column, who they are, and where they differ.',
  interfaces: [AgreementFiguresRef],
  fields: (t) => ({
    column: t.string({ description: 'The column’s key.', resolve: ({ column }) => column.key }),
    raters: t.field({ type: [RaterCountRef], description: 'Who answered, most first.', resolve: ({ raters }) => raters }),
    pairs: t.field({
      type: [RaterPairRef],
      description: 'Every two of the first 20 who have a row in common.',
      resolve: ({ pairs }) => pairs,
    }),
    disputedIds: t.idList({
      description:
        'The first 1,000 rows on which not all say the same. What is not settled yet of them waits in the queue with the label `disputed` in `adjudication`.',
      resolve: ({ disputed }) => disputed.slice(0, 1000).map((id) => encodeId('Row', id)),
    }),
  }),
});

builder.prismaObjectFields(Dataset, (t) => ({
  reviewerAgreement: t.field({
    type: ReviewerAgreementRef,
    description: 'How far the reviewers of the same rows agree, by one label column.',
    complexity: 50,
    args: {
      column: t.arg.string({ required: true, description: 'The key of a label column of annotations.' }),
      filter: t.arg({ type: RowFilterInput, description: 'Which rows, as they are now; a slice, for example. Null for all.' }),
    },
    resolve: async ({ id }, args, context) => {
      const { shape } = await openDataset(context, context.viewer, id, 'VIEWER');
      const column = ratedColumn(shape, args.column);
      return reviewerAgreement(context.db, { datasetId: id, column, condition: await openFilter(context, shape, args.filter) });
    },
  }),
}));
