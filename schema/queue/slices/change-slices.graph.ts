import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { numberOf } from '../../ids.ts';
import { Forbidden, InvalidFilter, InvalidInput, NameTaken, NotFound } from '../../refusals.ts';
import { openDataset } from '../access.ts';
import { everything } from '../filter/row-filter.ts';
import { RowFilterInput } from '../filter.graph.ts';
import { openFilter } from '../open-filter.ts';
import { createSlices, deleteSlice, updateSlice } from './change-slices.ts';
import { overlapsOf } from './overlaps.ts';
import { type SliceRecord, sliceById } from './slice-record.ts';
import { SliceOverlapRef, SliceRef } from './slices.graph.ts';
import { splitSlice } from './split-slice.ts';

const refusals = { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, NameTaken] };

const slicePayload = (name: string) =>
  builder.objectRef<{ slice: SliceRecord }>(name).implement({
    fields: (t) => ({
      slice: t.field({ type: SliceRef, description: 'The slice as it is now.', resolve: ({ slice }) => slice }),
      overlaps: t.field({
        type: [SliceOverlapRef],
        description: 'Other slices with waiting rows in common.',
        resolve: async ({ slice }, _args, context) =>
          overlapsOf(context, slice, await context.loaders.slicesOfDataset.load(slice.datasetId)),
      }),
    }),
  });

const userIds = (ids: readonly (string | number)[] | null | undefined): number[] | undefined =>
  ids?.map((id) => numberOf('User', String(id)));

/** A slice that the viewer may change, with its dataset. */
async function openSlice(context: Context, id: string) {
  const slice = await sliceById(context.db, numberOf('Slice', id));
  if (!slice) throw new NotFound('Slice');
  return { slice, ...(await openDataset(context, context.viewer, slice.datasetId, 'REVIEWER')) };
}

const CreateSliceInput = builder.inputType('CreateSliceInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 80 characters.' }),
    filter: t.field({ type: RowFilterInput, required: true }),
    ownerIds: t.idList({ description: 'Users who are served from it first.' }),
    color: t.string({ description: 'A colour’s name in the page’s palette.' }),
  }),
});

builder.mutationField('createSlice', (t) =>
  t.field({
    type: slicePayload('CreateSlicePayload'),
    description: 'Names a filter, and whose it is.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: CreateSliceInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      const condition = await openFilter(context, shape, input.filter);
      const { name, color } = input;
      const [slice] = await createSlices(context, {
        shape,
        createdById: viewer.id,
        slices: [{ name, color, condition, ownerIds: userIds(input.ownerIds) ?? [] }],
      });
      return { slice: slice! };
    },
  }),
);

const UpdateSliceInput = builder.inputType('UpdateSliceInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: 'What is left out stays.' }),
    filter: t.field({ type: RowFilterInput }),
    ownerIds: t.idList({ description: 'All owners, in place of those before.' }),
    color: t.string(),
  }),
});

builder.mutationField('updateSlice', (t) =>
  t.field({
    type: slicePayload('UpdateSlicePayload'),
    description: 'Changes a slice; what is left out stays.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: UpdateSliceInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { slice, shape } = await openSlice(context, input.id);
      const ownerIds = userIds(input.ownerIds);
      const change = {
        ...(input.name && { name: input.name }),
        ...(input.color && { color: input.color }),
        ...(input.filter && { condition: await openFilter(context, shape, input.filter) }),
        ...(ownerIds && { ownerIds }),
      };
      return { slice: await updateSlice(context, { shape, id: slice.id, change }) };
    },
  }),
);

const DeleteSliceInput = builder.inputType('DeleteSliceInput', { fields: (t) => ({ id: t.id({ required: true }) }) });
const DeleteSlicePayload = builder
  .objectRef<{ id: string }>('DeleteSlicePayload')
  .implement({ fields: (t) => ({ id: t.exposeID('id', { description: 'What is gone.' }) }) });

builder.mutationField('deleteSlice', (t) =>
  t.field({
    type: DeleteSlicePayload,
    description: 'Takes a slice away; its rows stay where they are.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: DeleteSliceInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { slice } = await openSlice(context, input.id);
      await deleteSlice(context, slice);
      return { id: input.id };
    },
  }),
);

const SplitSliceInput = builder.inputType('SplitSliceInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    sliceId: t.id({ description: 'What is divided: this slice, or a filter; neither is the whole queue.' }),
    filter: t.field({ type: RowFilterInput }),
    reviewerIds: t.idList({ description: 'Evenly among these: one slice each, disjoint by construction. Or name a column.' }),
    byColumn: t.string({ description: 'One slice for each value of this label column, and one for rows without a value.' }),
    name: t.string({ description: 'What the new slices’ names begin with.' }),
  }),
});

const SplitSlicePayload = builder.objectRef<{ slices: SliceRecord[] }>('SplitSlicePayload').implement({
  fields: (t) => ({ slices: t.field({ type: [SliceRef], description: 'The new slices.', resolve: ({ slices }) => slices }) }),
});

builder.mutationField('splitSlice', (t) =>
  t.field({
    type: SplitSlicePayload,
    description:
      'Divides a slice in one step, so that no row is in two of the parts: evenly among reviewers, or by a label’s values. All parts or none.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: SplitSliceInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      const reviewerIds = userIds(input.reviewerIds);
      if (Boolean(reviewerIds) === Boolean(input.byColumn))
        throw new InvalidInput('Split among reviewers or by a column: name exactly one.', ['reviewerIds']);
      const source = input.sliceId ? (await openSlice(context, input.sliceId)).slice : null;
      if (source && (input.filter || source.datasetId !== shape.id))
        throw new InvalidInput('Divide a slice of this dataset, or a filter.', ['sliceId']);
      const condition = source ? source.condition : input.filter ? await openFilter(context, shape, input.filter) : everything;
      const users = reviewerIds && (await Promise.all(reviewerIds.map((id) => context.loaders.userById.load(id))));
      if (users?.some((user) => !user)) throw new NotFound('User');
      const split = { shape, createdById: viewer.id, condition, name: input.name?.trim() || source?.name || 'Queue' };
      const reviewers = users?.map((user) => ({ id: user.id, name: user.name }));
      return { slices: await splitSlice(context, { ...split, ...(reviewers ? { reviewers } : { byColumn: input.byColumn! }) }) };
    },
  }),
);
