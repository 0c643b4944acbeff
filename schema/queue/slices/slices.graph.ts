import { User } from '../../access/user.graph.ts';
import { builder } from '../../builder.ts';
import { Dataset } from '../../datasets/dataset.graph.ts';
import { shapeOf } from '../../datasets/dataset-shape.ts';
import type { SliceTally } from '../../feed/slice-tally.ts';
import { RowCountRef } from '../../monitor/row-count.graph.ts';
import { presentFilter } from '../filter/present-filter.ts';
import { type SliceOverlap, overlapsOf } from './overlaps.ts';
import type { SliceRecord } from './slice-record.ts';

/** A slice, with its tally where a subscription has it at hand. */
export type SliceView = SliceRecord & { tally?: SliceTally };

const Holder = builder.objectRef<{ userId: number; count: number }>('Holder').implement({
  description: 'Somebody who holds rows of a slice.',
  fields: (t) => ({
    user: t.field({ type: User, description: 'Who.', resolve: ({ userId }, _args, { loaders }) => loaders.userById.load(userId) }),
    count: t.exposeInt('count', { description: 'How many rows.' }),
  }),
});

export const SliceRef = builder.objectRef<SliceView>('Slice');

export const SliceOverlapRef = builder.objectRef<SliceOverlap>('SliceOverlap').implement({
  description: 'Waiting rows that are in two slices. They are never dealt twice, but two teams may think they are theirs.',
  fields: (t) => ({
    slice: t.field({ type: SliceRef, description: 'The other slice.', resolve: ({ slice }) => slice }),
    rows: t.field({ type: RowCountRef, description: 'How many waiting rows are in both.', resolve: ({ rows }) => rows }),
  }),
});

const tallyOf = (slice: SliceView, loaders: { tallyOfSlice: { load(slice: SliceRecord): Promise<SliceTally> } }) =>
  slice.tally ?? loaders.tallyOfSlice.load(slice);

builder.node(SliceRef, {
  id: { resolve: (slice) => slice.id },
  description: 'A named, shareable filter over a dataset, with the reviewers who own it. Its part of the queue is what waits in it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its dataset.' }),
    color: t.exposeString('color', { description: 'A colour’s name in the page’s palette.' }),
    position: t.exposeInt('position', { description: 'Ascending.' }),
    filter: t.field({
      type: 'JSON',
      description: 'A RowFilter, in today’s column keys and option values.',
      resolve: async (slice, _args, context) => presentFilter(slice.condition, (await shapeOf(context, slice.datasetId))!),
    }),
    owners: t.field({
      type: [User],
      description: 'Who is served from it first.',
      resolve: ({ ownerIds }, _args, { loaders }) => Promise.all(ownerIds.map((id) => loaders.userById.load(id))),
    }),
    size: t.field({
      type: RowCountRef,
      description: 'Rows of it that wait.',
      resolve: async (slice, _args, { loaders }) => (await tallyOf(slice, loaders)).size,
    }),
    total: t.field({
      type: RowCountRef,
      description: 'Rows of it, settled ones too.',
      resolve: async (slice, _args, { loaders }) => (await tallyOf(slice, loaders)).total,
    }),
    claimed: t.int({
      description: 'Rows of it that somebody holds.',
      resolve: async (slice, _args, { loaders }) => (await tallyOf(slice, loaders)).holders.reduce((sum, holder) => sum + holder.count, 0),
    }),
    holders: t.field({
      type: [Holder],
      description: 'Who holds how many.',
      resolve: async (slice, _args, { loaders }) => (await tallyOf(slice, loaders)).holders,
    }),
    filledLastHour: t.int({
      description: 'Rows of it filled within the last hour.',
      resolve: async (slice, _args, { loaders }) => (await tallyOf(slice, loaders)).filledLastHour,
    }),
    overlaps: t.field({
      type: [SliceOverlapRef],
      description: 'Other slices with waiting rows in common.',
      complexity: 20,
      resolve: async (slice, _args, context) => overlapsOf(context, slice, await context.loaders.slicesOfDataset.load(slice.datasetId)),
    }),
  }),
});

builder.prismaObjectFields(Dataset, (t) => ({
  slices: t.field({
    type: [SliceRef],
    description: 'In their order.',
    resolve: ({ id }, _args, { loaders }) => loaders.slicesOfDataset.load(id),
  }),
}));
