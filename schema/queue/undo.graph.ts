import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { openDataset } from './access.ts';
import type { RowImage } from './filter/row-image.ts';
import { readHistory } from './read-history.ts';
import { IdempotencyKeyReused, NothingToUndo, RowChangedMeanwhile } from './refusals.ts';
import { RowEventRef } from './row-event.graph.ts';
import { RowRef } from './row.graph.ts';
import { undo } from './undo.ts';

const UndoInput = builder.inputType('UndoInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    count: t.int({ defaultValue: 1, description: 'How many of your last actions, 1 to 20. A bulk edit is one.' }),
    idempotencyKey: t.string({ description: 'The same key again gives the same answer and has no second effect. At most 100 characters.' }),
  }),
});

/** Shown of what was undone, at most. */
const shown = 100;

const UndoPayload = builder.objectRef<{ datasetId: number; seqs: number[]; rowIds: number[] }>('UndoPayload').implement({
  fields: (t) => ({
    undone: t.field({
      type: [RowEventRef],
      description: 'The events that took them back, oldest first, at most 100.',
      resolve: async ({ datasetId, seqs, rowIds }, _args, { db }) => {
        const wanted = new Set(seqs);
        const histories = await Promise.all(rowIds.slice(0, shown).map((rowId) => readHistory(db, { datasetId, rowId, limit: 5 })));
        return histories
          .flat()
          .filter((event) => wanted.has(event.seq))
          .sort((a, b) => a.seq - b.seq);
      },
    }),
    rows: t.field({
      type: [RowRef],
      description: 'The rows as they are now, at most 100.',
      // One that was removed a moment ago is not there any more.
      resolve: async ({ rowIds }, _args, { loaders }) =>
        (await Promise.all(rowIds.slice(0, shown).map((id): Promise<RowImage | null> => loaders.rowById.load(id)))).filter(
          (row) => row !== null,
        ),
    }),
  }),
});

builder.mutationField('undo', (t) =>
  t.field({
    type: UndoPayload,
    description:
      'Takes back your own last actions in a dataset (fill, edit, reopen, skip, bulk edit), latest first. All of them or none: refused when one of the rows was changed since.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NothingToUndo, RowChangedMeanwhile, IdempotencyKeyReused] },
    args: { input: t.arg({ type: UndoInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      const done = await undo(context, {
        datasetId: shape.id,
        reviewerId: viewer.id,
        count: input.count ?? 1,
        idempotencyKey: input.idempotencyKey,
      });
      return { datasetId: shape.id, ...done };
    },
  }),
);
