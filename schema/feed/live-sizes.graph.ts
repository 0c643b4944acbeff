import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { RowCountRef } from '../monitor/row-count.graph.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { SliceRef } from '../queue/slices/slices.graph.ts';
import { encodeCursor } from './cursor.ts';
import { SizeGroupRef } from './sizes.graph.ts';
import { type SizesMessage, watchSizes } from './watch-sizes.ts';
import { type SlicesMessage, watchSlices } from './watch-slices.ts';

const QueueSizes = builder.objectRef<SizesMessage>('QueueSizes').implement({
  description: 'Sizes by group, exact as of the cursor.',
  fields: (t) => ({
    cursor: t.string({ description: 'The feed as of these sizes.', resolve: ({ epoch, seq }) => encodeCursor(epoch, seq) }),
    groups: t.field({ type: [SizeGroupRef], description: 'Groups that have rows.', resolve: ({ groups }) => groups }),
    total: t.field({ type: RowCountRef, description: 'Of all groups.', resolve: ({ total }) => ({ value: total, exact: true }) }),
    exact: t.boolean({ description: 'Always true: filters that sizes cannot answer are refused.', resolve: () => true }),
  }),
});

builder.subscriptionField('queueSizes', (t) =>
  t.field({
    type: QueueSizes,
    description:
      'Follows the sizes of a filter over labels and status, grouped by label columns. The first message comes at once. Nothing is counted.',
    authScopes: { signedIn: true },
    args: {
      datasetId: t.arg.id({ required: true }),
      groupBy: t.arg.stringList({ required: true, description: 'Keys of label columns, `annotation_status` too; at most 5.' }),
      filter: t.arg({ type: RowFilterInput, description: 'Over labels and status. Null for all rows.' }),
    },
    subscribe: async (_root, { datasetId, groupBy, filter }, context) => {
      const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', datasetId), 'VIEWER');
      return watchSizes(context, { shape, groupBy, condition: await openFilter(context, shape, filter) });
    },
    resolve: (message) => message,
  }),
);

const SliceStats = builder.objectRef<SlicesMessage>('SliceStats').implement({
  description: 'All slices of a dataset, with their sizes, holders and pace.',
  fields: (t) => ({
    cursor: t.string({ description: 'The feed as of these tallies.', resolve: ({ epoch, seq }) => encodeCursor(epoch, seq) }),
    slices: t.field({ type: [SliceRef], description: 'In their order.', resolve: ({ slices }) => slices }),
  }),
});

builder.subscriptionField('slicesChanged', (t) =>
  t.field({
    type: SliceStats,
    description: 'Follows the slices of a dataset. The first message comes at once.',
    authScopes: { signedIn: true },
    args: { datasetId: t.arg.id({ required: true }) },
    subscribe: async (_root, { datasetId }, context) => {
      const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', datasetId), 'VIEWER');
      return watchSlices(context, { shape });
    },
    resolve: (message) => message,
  }),
);
