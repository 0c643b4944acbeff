import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { SliceRef } from '../queue/slices/slices.graph.ts';
import { AgreementFiguresRef } from './agreement-figures.graph.ts';
import { ratedColumn } from './reviewer-agreement.ts';
import { ReviewerAgreementRef } from './reviewer-agreement.graph.ts';
import { type AgreementMessage, type SliceAgreement, watchAgreement } from './watch-agreement.ts';

const SliceAgreementRef = builder.objectRef<SliceAgreement>('SliceAgreement').implement({
  description: 'How far the reviewers of one slice’s rows agree.',
  interfaces: [AgreementFiguresRef],
  fields: (t) => ({ slice: t.field({ type: SliceRef, description: 'Which slice.', resolve: ({ slice }) => slice }) }),
});

const AgreementChange = builder.objectRef<AgreementMessage>('AgreementChange').implement({
  description: 'How the reviewers of a dataset agree now.',
  fields: (t) => ({
    agreement: t.field({ type: ReviewerAgreementRef, description: 'Over all rows.', resolve: ({ agreement }) => agreement }),
    slices: t.field({ type: [SliceAgreementRef], description: 'In each slice, in their order.', resolve: ({ slices }) => slices }),
  }),
});

builder.subscriptionField('agreementChanged', (t) =>
  t.field({
    type: AgreementChange,
    description:
      'Follows how far the reviewers of a dataset agree, over all rows and in each slice. The first message comes at once, and another when reviews, rows or slices changed so that something of it differs; at most one in two seconds.',
    authScopes: { signedIn: true },
    args: {
      datasetId: t.arg.id({ required: true }),
      column: t.arg.string({ required: true, description: 'The key of a label column of annotations.' }),
    },
    subscribe: async (_root, { datasetId, column }, context) => {
      const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', datasetId), 'VIEWER');
      return watchAgreement(context, { shape, column: ratedColumn(shape, column) });
    },
    resolve: (message) => message,
  }),
);
