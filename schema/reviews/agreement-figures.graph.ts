import { builder } from '../builder.ts';
import { IntervalRef } from '../evaluations/evaluation.graph.ts';
import type { AgreementFigures } from './agreement-figures.ts';

/** What is told of reviewers' agreement wherever it is told. */
export const AgreementFiguresRef = builder.interfaceRef<AgreementFigures>('AgreementFigures').implement({
  description:
    'How far several reviewers of the same rows say the same in one column. What an adjudicator settled afterwards does not count.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'Rows with at least two answers.' }),
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
    fleissInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of Fleiss’ kappa, by Gwet’s standard error; null for a single row.',
      resolve: ({ fleiss }) => fleiss?.interval ?? null,
    }),
    krippendorffAlpha: t.float({
      nullable: true,
      description: 'Nominal; takes rows with any number of answers. Null where all answers are one and the same.',
      resolve: ({ alpha }) => alpha?.alpha ?? null,
    }),
    krippendorffInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of alpha, by resampling rows, 2,000 times up to 1,000 rows and less often above, at least 200 times.',
      resolve: ({ alpha }) => alpha?.interval ?? null,
    }),
    disputedCount: t.exposeInt('disputedCount', { description: 'Rows on which not all say the same.' }),
  }),
});
