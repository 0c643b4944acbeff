import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { addOption, relabelOption, retireOption } from './change-options.ts';
import { openColumn, openOption } from './open-dataset.ts';
import { columnPayload } from './payloads.graph.ts';

const AddOptionInput = builder.inputType('AddOptionInput', {
  fields: (t) => ({
    columnId: t.id({ required: true }),
    value: t.string({ required: true, description: '1 to 120 characters, unique in the column, retired options included.' }),
    color: t.string({ description: 'A colour’s name in the page’s palette; left out: one is chosen.' }),
  }),
});

builder.mutationField('addOption', (t) =>
  t.field({
    type: columnPayload('AddOptionPayload'),
    description: 'Adds an option to a LABEL column, behind the others. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: AddOptionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const columnId = numberOf('DatasetColumn', input.columnId);
      const dataset = await openColumn(context.db, context.viewer, columnId, 'ADMIN');
      await addOption(context, { ...input, ...dataset, columnId, limits: context.limits });
      return { ...dataset, columnId };
    },
  }),
);

const RelabelOptionInput = builder.inputType('RelabelOptionInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    value: t.string({ description: 'Left out: stays.' }),
    color: t.string({ description: 'Left out: stays.' }),
  }),
});

builder.mutationField('relabelOption', (t) =>
  t.field({
    type: columnPayload('RelabelOptionPayload'),
    description: 'Gives an option another value or colour. Every row that has it shows it at once; none is rewritten. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: RelabelOptionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const optionId = numberOf('LabelOption', input.id);
      const opened = await openOption(context.db, context.viewer, optionId, 'ADMIN');
      await relabelOption(context, { ...input, ...opened, optionId });
      return opened;
    },
  }),
);

const RetireOptionInput = builder.inputType('RetireOptionInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('retireOption', (t) =>
  t.field({
    type: columnPayload('RetireOptionPayload'),
    description: 'Takes an option out of use: rows that have it keep it, none gets it anew. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RetireOptionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const optionId = numberOf('LabelOption', input.id);
      const opened = await openOption(context.db, context.viewer, optionId, 'ADMIN');
      await retireOption(context, { ...opened, optionId, retired: true });
      return opened;
    },
  }),
);

const RestoreOptionInput = builder.inputType('RestoreOptionInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('restoreOption', (t) =>
  t.field({
    type: columnPayload('RestoreOptionPayload'),
    description: 'Brings a retired option back into use. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RestoreOptionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const optionId = numberOf('LabelOption', input.id);
      const opened = await openOption(context.db, context.viewer, optionId, 'ADMIN');
      await retireOption(context, { ...opened, optionId, retired: false });
      return opened;
    },
  }),
);
