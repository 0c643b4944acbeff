import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { openDataset } from './access.ts';
import type { RowImage } from './filter/row-image.ts';
import { loadRows } from './load-rows.ts';
import { reopenRows } from './reopen-rows.ts';
import { RowRef } from './row.graph.ts';
import { checkedReason } from './tokens.ts';

const ReopenRowsInput = builder.inputType('ReopenRowsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    rowIds: t.idList({ required: true, description: 'At most 1,000. Those that are not in this dataset are passed over.' }),
    reason: t.string({ description: 'Why; others see it in the history. At most 500 characters.' }),
  }),
});

const ReopenRowsPayload = builder.objectRef<{ rows: RowImage[]; left: number }>('ReopenRowsPayload').implement({
  fields: (t) => ({
    rows: t.field({ type: [RowRef], description: 'Those that wait again.', resolve: ({ rows }) => rows }),
    left: t.exposeInt('left', { description: 'Those that were left as they are: they waited already, or were changed at this moment.' }),
  }),
});

builder.mutationField('reopenRows', (t) =>
  t.field({
    type: ReopenRowsPayload,
    description: 'Puts filled rows back into the queue, to be looked at again; their values stay as they are.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: ReopenRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      const { batch } = context.limits;
      if (input.rowIds.length > batch) throw new InvalidInput(`Reopen at most ${batch} rows at a time.`, ['input', 'rowIds']);
      const ids = [...new Set(input.rowIds.map((id) => numberOf('Row', String(id))))];
      const rows = (await loadRows(context.db, ids)).filter((row) => row?.datasetId === shape.id).filter((row) => row !== null);
      const reopened = await reopenRows(context, { rows, reviewerId: viewer.id, reason: checkedReason(input.reason) });
      return { rows: reopened, left: rows.length - reopened.length };
    },
  }),
);
