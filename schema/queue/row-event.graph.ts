import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { DatasetColumn } from '../datasets/columns.graph.ts';
import { shapeOf } from '../datasets/dataset-shape.ts';
import { combinationsWith } from './combinations.ts';
import { type CellChange, type RowEventRecord, changesOf } from './read-history.ts';
import { RowStatus } from './row-status.graph.ts';

export const RowEventKind = builder.enumType('RowEventKind', {
  description: 'What can happen to a row.',
  values: {
    ADDED: { value: 'added', description: 'It came into the dataset.' },
    CLAIMED: { value: 'claimed', description: 'Somebody took it.' },
    RELEASED: { value: 'released', description: 'Its holder gave it back, or an admin ended the claim.' },
    EXPIRED: { value: 'expired', description: 'Its claim ran out.' },
    SKIPPED: { value: 'skipped', description: 'Its holder sent it back; it comes last for them.' },
    EDITED: { value: 'edited', description: 'Values changed.' },
    REVIEWED: { value: 'reviewed', description: 'One of several reviewers answered it; it waits for others, or for who settles it.' },
    FILLED: { value: 'filled', description: 'It was settled, and left the queue.' },
    REOPENED: { value: 'reopened', description: 'It went back into the queue.' },
    REQUIRED: { value: 'required', description: 'It wants another number of reviews from then on.' },
    UNDONE: { value: 'undone', description: 'Its actor took back what they had done.' },
    REMOVED: { value: 'removed', description: 'It was taken out of the dataset.' },
  } as const,
});

export const RowEventRef = builder.objectRef<RowEventRecord>('RowEvent');

const CellChangeRef = builder.objectRef<CellChange>('CellChange').implement({
  description: 'One value that an event changed.',
  fields: (t) => ({
    column: t.field({ type: DatasetColumn, description: 'Its column.', resolve: ({ column }) => column }),
    before: t.field({ type: 'JSON', nullable: true, description: 'Null where there was none.', resolve: ({ before }) => before }),
    after: t.field({ type: 'JSON', nullable: true, description: 'Null where there is none.', resolve: ({ after }) => after }),
  }),
});

const status = (filled: boolean | undefined) => (filled === undefined ? null : filled ? ('FILLED' as const) : ('EMPTY' as const));

RowEventRef.implement({
  description: 'What happened to a row.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the dataset: dense, in the order of the commits.' }),
    at: t.field({ type: 'DateTime', description: 'By the database’s clock.', resolve: ({ at }) => new Date(at) }),
    kind: t.field({ type: RowEventKind, description: 'What happened.', resolve: ({ kind }) => kind }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null for what happened by itself.',
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.userById.load(actorId)),
    }),
    version: t.exposeInt('version', { description: 'The row’s version after it.' }),
    statusBefore: t.field({
      type: RowStatus,
      nullable: true,
      description: 'Null for a row that was not there.',
      resolve: async ({ datasetId, before }, _args, { db }) =>
        before === null ? null : status((await combinationsWith(db, datasetId, [before])).get(before)?.filled),
    }),
    statusAfter: t.field({
      type: RowStatus,
      nullable: true,
      description: 'Null for a row that is no more.',
      resolve: async ({ datasetId, after }, _args, { db }) =>
        after === null ? null : status((await combinationsWith(db, datasetId, [after])).get(after)?.filled),
    }),
    changes: t.field({
      type: [CellChangeRef],
      description: 'The values that it changed, labels by value.',
      resolve: async (event, _args, context) => {
        const ids = [event.before, event.after].filter((id) => id !== null);
        const combinations = await combinationsWith(context.db, event.datasetId, ids);
        return changesOf(event, (await shapeOf(context, event.datasetId))!, combinations);
      },
    }),
    reason: t.string({ nullable: true, description: 'What its actor gave as the reason.', resolve: ({ reason }) => reason }),
    undoable: t.boolean({
      description: 'Whether you could take it back: it is yours, and nothing came after it.',
      resolve: (event, _args, { viewer }) => event.undoable && event.actorId === viewer?.id,
    }),
  }),
});
