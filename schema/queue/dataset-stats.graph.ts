import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { SizeGroupRef } from '../feed/sizes.graph.ts';
import { groupColumns, groupSizes, requireSizeable } from '../feed/watch-sizes.ts';
import { openDataset } from './access.ts';
import { combinationsWith } from './combinations.ts';
import { type QueuePoint, type ReviewerPace, claimsOf, queueHistory, reviewerPace } from './dataset-stats.ts';
import { RowFilterInput } from './filter.graph.ts';
import { openFilter } from './open-filter.ts';
import { ClaimRef } from './row.graph.ts';

const QueuePointRef = builder.objectRef<QueuePoint>('QueuePoint').implement({
  description: 'How many rows waited and how many were settled at one moment.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'The moment.', resolve: ({ at }) => at }),
    empty: t.exposeInt('empty', { description: 'Rows in the queue.' }),
    filled: t.exposeInt('filled', { description: 'Rows settled.' }),
  }),
});

const ReviewerPaceRef = builder.objectRef<ReviewerPace>('ReviewerPace').implement({
  description: 'How one reviewer gets on.',
  fields: (t) => ({
    user: t.field({ type: User, description: 'Who.', resolve: ({ userId }, _args, { loaders }) => loaders.userById.load(userId) }),
    filled: t.exposeInt('filled', { description: 'Rows filled in the time asked for.' }),
    claimed: t.exposeInt('claimed', { description: 'Rows held now.' }),
    medianSeconds: t.exposeFloat('medianSeconds', {
      nullable: true,
      description: 'From claim to fill; null when nothing was filled under a claim.',
    }),
  }),
});

builder.prismaObjectFields(Dataset, (t) => ({
  size: t.int({
    description: 'All rows; exact, and never counted.',
    resolve: async ({ id }, _args, { loaders }) => [...(await loaders.sizesOfDataset.load(id)).values()].reduce((sum, n) => sum + n, 0),
  }),
  queueSize: t.int({
    description: 'Rows whose annotation_status is empty; exact, and never counted.',
    resolve: async ({ id }, _args, { db, loaders }) => {
      const sizes = await loaders.sizesOfDataset.load(id);
      const combinations = await combinationsWith(db, id, sizes.keys());
      return [...sizes].reduce((sum, [combination, n]) => sum + (combinations.get(combination)?.filled ? 0 : n), 0);
    },
  }),
  sizes: t.field({
    type: [SizeGroupRef],
    description: 'Rows by the values of these label columns; `annotation_status` is one. Exact, and never counted.',
    args: {
      groupBy: t.arg.stringList({ required: true, description: 'Column keys, at most 5.' }),
      filter: t.arg({ type: RowFilterInput, description: 'Over labels and status.' }),
    },
    resolve: async ({ id }, { groupBy, filter }, context) => {
      const { shape } = await openDataset(context, context.viewer, id, 'VIEWER');
      const condition = await openFilter(context, shape, filter);
      requireSizeable(condition);
      const sizes = await context.loaders.sizesOfDataset.load(id);
      return groupSizes(shape, groupColumns(shape, groupBy), condition, await combinationsWith(context.db, id, sizes.keys()), sizes).groups;
    },
  }),
  myClaims: t.field({
    type: [ClaimRef],
    description: 'What you hold here, what ends first first.',
    resolve: ({ id }, _args, { db, viewer }) => (viewer ? claimsOf(db, { datasetId: id, reviewerId: viewer.id }) : []),
  }),
  queueHistory: t.field({
    type: [QueuePointRef],
    description: 'The size of the queue over time, in equal steps, from the events.',
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      to: t.arg({ type: 'DateTime', required: true }),
      points: t.arg.int({ defaultValue: 60, description: '2 to 500.' }),
    },
    resolve: ({ id }, { from, to, points }, { db }) => queueHistory(db, { datasetId: id, from, to, points: points ?? 60 }),
  }),
  pace: t.field({
    type: [ReviewerPaceRef],
    description: 'How each reviewer got on in the last minutes.',
    args: { minutes: t.arg.int({ defaultValue: 60, description: 'Up to 90 days.' }) },
    resolve: ({ id }, { minutes }, { db }) => reviewerPace(db, { datasetId: id, minutes: minutes ?? 60 }),
  }),
}));
