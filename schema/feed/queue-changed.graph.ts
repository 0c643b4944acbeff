import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { RowCountRef } from '../monitor/row-count.graph.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { RowEventKind } from '../queue/row-event.graph.ts';
import { RowRef } from '../queue/row.graph.ts';
import { encodeId } from '../ids.ts';
import { encodeCursor } from './cursor.ts';
import type { BulkChange, QueueMessage, RowChange } from './queue-message.ts';
import { watchQueue } from './watch-queue.ts';

const RowChangeKind = builder.enumType('RowChangeKind', {
  description: 'What a change is to somebody who watches a filter.',
  values: {
    ENTERED: { description: 'The row is in the filter now, and was not before.' },
    CHANGED: { description: 'It was in the filter and still is.' },
    LEFT: { description: 'It was in the filter and is no more.' },
  },
});

const ReloadReasonEnum = builder.enumType('ReloadReason', {
  description: 'Why what the subscriber has cannot be carried on: read the page again, and subscribe from its feed cursor.',
  values: {
    CURSOR_TOO_OLD: { description: 'More happened since the cursor than one resume replays.' },
    CURSOR_UNKNOWN: { description: 'The cursor is not of this dataset’s history, such as one from before a restore.' },
    TOO_SLOW: { description: 'More happened than waits for one subscriber.' },
    COLUMNS_CHANGED: { description: 'The filter’s columns are not what they were.' },
  },
});

type InEpoch<T> = T & { epoch: string };

const RowChangeRef = builder.objectRef<InEpoch<RowChange>>('RowChange').implement({
  description: 'What one event did to one row, seen through the filter.',
  fields: (t) => ({
    kind: t.field({ type: RowChangeKind, description: 'Entered, changed or left.', resolve: ({ kind }) => kind }),
    cursor: t.string({ description: 'The feed after this event.', resolve: ({ epoch, seq }) => encodeCursor(epoch, seq) }),
    event: t.field({ type: RowEventKind, description: 'What happened to the row.', resolve: ({ event }) => event as 'filled' }),
    at: t.field({ type: 'DateTime', description: 'By the database’s clock.', resolve: ({ at }) => new Date(at) }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null for what happened by itself.',
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.userById.load(actorId)),
    }),
    rowId: t.id({ description: 'The row’s id.', resolve: ({ rowId }) => encodeId('Row', rowId) }),
    row: t.field({
      type: RowRef,
      nullable: true,
      description: 'The row as it is now, which may be later than this event; null when it was removed.',
      resolve: ({ rowId }, _args, { loaders }) => loaders.rowById.load(rowId),
    }),
  }),
});

/** Ids of one bulk change that are told by name. */
const named = 1000;
const ids = (rows: number[]) => rows.slice(0, named).map((id) => encodeId('Row', id));

const BulkChangeRef = builder.objectRef<InEpoch<BulkChange>>('BulkChange').implement({
  description: 'What one event did to many rows at once. When a count is above its list, read the page again.',
  fields: (t) => ({
    cursor: t.string({ description: 'The feed after this event.', resolve: ({ epoch, seq }) => encodeCursor(epoch, seq) }),
    event: t.field({ type: RowEventKind, description: 'What happened to the rows.', resolve: ({ event }) => event as 'filled' }),
    at: t.field({ type: 'DateTime', description: 'By the database’s clock.', resolve: ({ at }) => new Date(at) }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it.',
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.userById.load(actorId)),
    }),
    entered: t.idList({ description: 'At most 1,000.', resolve: ({ entered }) => ids(entered) }),
    changed: t.idList({ description: 'At most 1,000.', resolve: ({ changed }) => ids(changed) }),
    left: t.idList({ description: 'At most 1,000.', resolve: ({ left }) => ids(left) }),
    enteredCount: t.int({ description: 'All of them.', resolve: ({ entered }) => entered.length }),
    changedCount: t.int({ description: 'All of them.', resolve: ({ changed }) => changed.length }),
    leftCount: t.int({ description: 'All of them.', resolve: ({ left }) => left.length }),
  }),
});

const QueueChangesRef = builder.objectRef<QueueMessage>('QueueChanges').implement({
  description:
    'What changed in a filter since the message before: changes of single rows and bulk changes, each in the order of their cursors.',
  fields: (t) => ({
    cursor: t.string({
      description: 'The feed after this message: resume with it.',
      resolve: ({ epoch, seq }) => encodeCursor(epoch, seq),
    }),
    changes: t.field({
      type: [RowChangeRef],
      description: 'Row by row.',
      resolve: ({ changes, epoch }) => changes.map((change) => ({ ...change, epoch })),
    }),
    bulk: t.field({
      type: [BulkChangeRef],
      description: 'Many rows at once.',
      resolve: ({ bulk, epoch }) => bulk.map((change) => ({ ...change, epoch })),
    }),
    reload: t.field({
      type: ReloadReasonEnum,
      nullable: true,
      description: 'When set, forget what you have and read the page again.',
      resolve: ({ reload }) => reload,
    }),
    columnsChanged: t.exposeBoolean('columnsChanged', { description: 'Columns or options of the dataset changed: read them again.' }),
    totalCount: t.field({ type: RowCountRef, description: 'Rows of the filter now.', resolve: ({ total }) => total }),
  }),
});

builder.subscriptionField('queueChanged', (t) =>
  t.field({
    type: QueueChangesRef,
    description:
      'Follows a filter over a dataset: what enters it, changes in it and leaves it. The first message comes at once and carries the cursor; `after` resumes without a gap or a repeat, on any process.',
    authScopes: { signedIn: true },
    args: {
      datasetId: t.arg.id({ required: true }),
      filter: t.arg({ type: RowFilterInput, description: 'Null for all rows.' }),
      after: t.arg.string({ description: 'A cursor of a page or a message; null to start from now.' }),
    },
    subscribe: async (_root, { datasetId, filter, after }, context) => {
      const { shape } = await openDataset(context, context.viewer, numberOf('Dataset', datasetId), 'VIEWER');
      return watchQueue(context, { shape, condition: await openFilter(context, shape, filter), after: after ?? null });
    },
    resolve: (message) => message,
  }),
);
