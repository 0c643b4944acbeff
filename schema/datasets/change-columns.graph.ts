import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { addColumn, retireColumn, updateColumn } from './change-columns.ts';
import { ColumnRoleEnum, ColumnTypeEnum } from './columns.graph.ts';
import { openColumn, openDataset } from './open-dataset.ts';
import { columnPayload } from './payloads.graph.ts';

const LabelOptionInput = builder.inputType('LabelOptionInput', {
  fields: (t) => ({
    value: t.string({ required: true, description: '1 to 120 characters, unique in the column.' }),
    color: t.string({ description: 'A colour’s name in the page’s palette; left out: one is chosen.' }),
  }),
});

const AddColumnInput = builder.inputType('AddColumnInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    key: t.string({
      required: true,
      description: 'a to z, 0 to 9 and _, from a letter on, at most 63. Unique in the dataset, retired columns included.',
    }),
    title: t.string({ description: 'Left out: the key.' }),
    description: t.string({ description: 'Tells reviewers what belongs there.' }),
    role: t.field({ type: ColumnRoleEnum, required: true }),
    type: t.field({ type: ColumnTypeEnum, required: true }),
    options: t.field({ type: [LabelOptionInput], description: 'For LABEL columns, in their order.' }),
  }),
});

builder.mutationField('addColumn', (t) =>
  t.field({
    type: columnPayload('AddColumnPayload'),
    description: 'Adds a column behind the others. Rows that are there have nothing in it. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: AddColumnInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      return { ...dataset, columnId: await addColumn(context, { ...input, ...dataset, limits: context.limits }) };
    },
  }),
);

const UpdateColumnInput = builder.inputType('UpdateColumnInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    key: t.string({ description: 'Left out: stays. Slices go on to work; filters in links name the old key.' }),
    title: t.string({ description: 'Left out: stays.' }),
    description: t.string({ description: 'Left out: stays.' }),
  }),
});

builder.mutationField('updateColumn', (t) =>
  t.field({
    type: columnPayload('UpdateColumnPayload'),
    description: 'Renames or describes a column; no row is rewritten. Role and type stay for good. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: UpdateColumnInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const columnId = numberOf('DatasetColumn', input.id);
      const dataset = await openColumn(context.db, context.viewer, columnId, 'ADMIN');
      await updateColumn(context, { ...input, ...dataset, columnId });
      return { ...dataset, columnId };
    },
  }),
);

const RetireColumnInput = builder.inputType('RetireColumnInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('retireColumn', (t) =>
  t.field({
    type: columnPayload('RetireColumnPayload'),
    description: 'Takes a column out of sight. Its values and its key are kept. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RetireColumnInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const columnId = numberOf('DatasetColumn', input.id);
      const dataset = await openColumn(context.db, context.viewer, columnId, 'ADMIN');
      await retireColumn(context, { ...dataset, columnId, retired: true });
      return { ...dataset, columnId };
    },
  }),
);

const RestoreColumnInput = builder.inputType('RestoreColumnInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('restoreColumn', (t) =>
  t.field({
    type: columnPayload('RestoreColumnPayload'),
    description: 'Brings a retired column back, with its values. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RestoreColumnInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const columnId = numberOf('DatasetColumn', input.id);
      const dataset = await openColumn(context.db, context.viewer, columnId, 'ADMIN');
      await retireColumn(context, { ...dataset, columnId, retired: false });
      return { ...dataset, columnId };
    },
  }),
);
