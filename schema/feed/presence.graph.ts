import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { encodeId, numberOf } from '../ids.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { openRow as openedRow, openDataset } from '../queue/access.ts';
import { RowRef } from '../queue/row.graph.ts';
import type { Present } from './presence.ts';

const PresenceRef = builder.objectRef<Present>('Presence').implement({
  description: 'One tab of somebody who has the dataset open.',
  fields: (t) => ({
    user: t.field({ type: User, description: 'Who.', resolve: ({ userId }, _args, { loaders }) => loaders.userById.load(userId) }),
    clientId: t.exposeString('clientId', { description: 'The tab, by the name that it gave itself.' }),
    rowId: t.id({
      nullable: true,
      description: 'The row that the tab has open.',
      resolve: ({ rowId }) => (rowId === null ? null : encodeId('Row', rowId)),
    }),
    row: t.field({
      type: RowRef,
      nullable: true,
      description: 'The same row.',
      resolve: ({ rowId }, _args, { loaders }) => (rowId === null ? null : loaders.rowById.load(rowId)),
    }),
    since: t.field({ type: 'DateTime', description: 'Here since.', resolve: ({ since }) => since }),
  }),
});

function checkedClientId(clientId: string): string {
  if (!/^[\w-]{1,64}$/.test(clientId)) throw new InvalidInput('A client id is 1 to 64 letters, digits, _ or -.', ['clientId']);
  return clientId;
}

builder.subscriptionField('presence', (t) =>
  t.field({
    type: [PresenceRef],
    description: 'Who has the dataset open, over all processes. Being subscribed is being present.',
    authScopes: { signedIn: true },
    args: {
      datasetId: t.arg.id({ required: true }),
      clientId: t.arg.string({ required: true, description: 'A name for this tab, 1 to 64 letters, digits, _ or -.' }),
    },
    subscribe: async (_root, { datasetId, clientId }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', datasetId), 'VIEWER');
      return context.presence.watch(shape.id, { clientId: checkedClientId(clientId), userId: viewer.id });
    },
    resolve: (present) => present,
  }),
);

const OpenRowInput = builder.inputType('OpenRowInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    clientId: t.string({ required: true, description: 'The tab, as in `presence`.' }),
    rowId: t.id({ description: 'Null: none any more.' }),
  }),
});

const OpenRowPayload = builder
  .objectRef<{ ok: boolean }>('OpenRowPayload')
  .implement({ fields: (t) => ({ ok: t.exposeBoolean('ok', { description: 'True.' }) }) });

builder.mutationField('openRow', (t) =>
  t.field({
    type: OpenRowPayload,
    description: 'Tells the others which row a tab has open.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, InvalidInput] },
    args: { input: t.arg({ type: OpenRowInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'VIEWER');
      const rowId = input.rowId ? numberOf('Row', input.rowId) : null;
      // Everybody at this dataset is shown the row: it must be one of its own.
      if (rowId !== null && (await openedRow(context, viewer, rowId, 'VIEWER')).row.datasetId !== shape.id) throw new NotFound('Row');
      context.presence.openRow(shape.id, { clientId: checkedClientId(input.clientId), userId: viewer.id, rowId });
      return { ok: true };
    },
  }),
);
