import { builder } from '../builder.ts';
import { watchHints } from '../feed/watch-hints.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowEvaluator } from './row-evaluator.graph.ts';

builder.subscriptionField('rowEvaluatorsChanged', (t) =>
  t.prismaField({
    type: [RowEvaluator],
    description: 'Follows the evaluators that run on a dataset’s rows: all, at once and when one of them moves, at most twice a second.',
    authScopes: { signedIn: true },
    args: { datasetId: t.arg.id({ required: true }) },
    subscribe: async (_root, args, context) => {
      const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', args.datasetId), 'VIEWER');
      const { id: datasetId } = shape;
      return watchHints(context.signals, {
        name: 'rowEvaluator',
        key: String(datasetId),
        every: 500,
        matches: (payload) => payload.datasetId === datasetId,
        message: () => ({ datasetId }),
      });
    },
    resolve: (query, { datasetId }: { datasetId: number }, _args, { db }) =>
      db.prisma.rowEvaluator.findMany({ ...query, where: { datasetId }, orderBy: { id: 'asc' } }),
  }),
);
