import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { loadRows } from '../queue/load-rows.ts';
import { RowRef } from '../queue/row.graph.ts';
import { Forbidden, InvalidInput, InvalidValue, NotFound } from '../refusals.ts';
import { addRows } from './add-rows.ts';
import { openDataset } from './open-dataset.ts';
import { datasetField, type InDataset } from './payloads.graph.ts';
import { removeRows } from './remove-rows.ts';

const AddRowsPayload = builder.objectRef<InDataset & { rowIds: number[] }>('AddRowsPayload').implement({
  fields: (t) => ({
    rows: t.field({
      type: [RowRef],
      description: 'The new rows, in the order of the input.',
      resolve: async ({ rowIds }, _args, { db }) => (await loadRows(db, rowIds)).filter((row) => row !== null),
    }),
    dataset: t.prismaField({
      ...datasetField,
      resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: datasetId } }),
    }),
  }),
});

const AddRowsInput = builder.inputType('AddRowsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    rows: t.field({
      type: ['JSON'],
      required: true,
      description: 'Each an object of values by column key, labels by value. At most 1,000; upload a file for more.',
    }),
  }),
});

builder.mutationField('addRows', (t) =>
  t.field({
    type: AddRowsPayload,
    description: 'Adds rows that were typed or come from an integration, all or none.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidValue] },
    args: { input: t.arg({ type: AddRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      return { ...dataset, rowIds: await addRows(context, { ...dataset, rows: input.rows }) };
    },
  }),
);

const RemoveRowsPayload = builder.objectRef<InDataset & { removed: number; held: number }>('RemoveRowsPayload').implement({
  fields: (t) => ({
    removed: t.exposeInt('removed', { description: 'Rows that went.' }),
    held: t.exposeInt('held', { description: 'Rows that stayed, since somebody holds them.' }),
    dataset: t.prismaField({
      ...datasetField,
      resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: datasetId } }),
    }),
  }),
});

const RemoveRowsInput = builder.inputType('RemoveRowsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    rowIds: t.idList({ required: true, description: 'At most 1,000. Those that are not in this dataset are passed over.' }),
  }),
});

builder.mutationField('removeRows', (t) =>
  t.field({
    type: RemoveRowsPayload,
    description: 'Takes rows out of a dataset for good, with their answers. Rows that somebody holds stay. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RemoveRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      return { ...dataset, ...(await removeRows(context, { ...dataset, rowIds: input.rowIds.map((id) => numberOf('Row', id)) })) };
    },
  }),
);
