import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { requireRole } from '../access/require-role.ts';
import { addAnnotationPreset } from './annotation-preset.ts';
import { reorderColumns } from './change-columns.ts';
import { createDataset } from './create-dataset.ts';
import { openDataset } from './open-dataset.ts';
import { datasetPayload } from './payloads.graph.ts';
import { updateDataset } from './update-dataset.ts';

const CreateDatasetInput = builder.inputType('CreateDatasetInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 120 characters, unique in the project.' }),
    description: t.string({ description: 'At most 4,000 characters.' }),
    annotationPreset: t.boolean({ defaultValue: true, description: 'Whether it gets the recommended annotation columns at once.' }),
  }),
});

builder.mutationField('createDataset', (t) =>
  t.field({
    type: datasetPayload('CreateDatasetPayload'),
    description: 'Makes an empty dataset. It gets its input and output columns from the first spans or file, or one by one. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: CreateDatasetInput, required: true }) },
    resolve: async (_root, { input }, { db, limits, viewer }) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(viewer, projectId, 'ADMIN', 'Project');
      return { datasetId: await createDataset(db, { ...input, projectId, most: limits.datasets }) };
    },
  }),
);

const UpdateDatasetInput = builder.inputType('UpdateDatasetInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: 'Left out: stays.' }),
    description: t.string({ description: 'Left out: stays.' }),
    claimSeconds: t.int({ description: 'How long claims that are taken from now on last, in seconds.' }),
  }),
});

builder.mutationField('updateDataset', (t) =>
  t.field({
    type: datasetPayload('UpdateDatasetPayload'),
    description: 'Renames or describes a dataset, or sets how long its claims last. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: UpdateDatasetInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.id), 'ADMIN');
      await updateDataset(context, { ...input, ...dataset, maxClaimSeconds: context.limits.claimSeconds });
      return dataset;
    },
  }),
);

const AddAnnotationPresetInput = builder.inputType('AddAnnotationPresetInput', {
  fields: (t) => ({ datasetId: t.id({ required: true }) }),
});

builder.mutationField('addAnnotationPreset', (t) =>
  t.field({
    type: datasetPayload('AddAnnotationPresetPayload'),
    description:
      'Gives a dataset the recommended annotation columns: annotation, feedback_category, expected_output, priority. Those that it has are left as they are. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: AddAnnotationPresetInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      await addAnnotationPreset(context, { ...dataset, maxColumns: context.limits.columns });
      return dataset;
    },
  }),
);

const ReorderColumnsInput = builder.inputType('ReorderColumnsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    columnIds: t.idList({ required: true, description: 'Every column that is not retired, once, in the new order.' }),
  }),
});

builder.mutationField('reorderColumns', (t) =>
  t.field({
    type: datasetPayload('ReorderColumnsPayload'),
    description: 'Puts the columns of a dataset in a new order. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: ReorderColumnsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const dataset = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'ADMIN');
      await reorderColumns(context, { ...dataset, columnIds: input.columnIds.map((id) => numberOf('DatasetColumn', id)) });
      return dataset;
    },
  }),
);
