import { includes } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidFilter, InvalidInput, InvalidValue, NotFound } from '../refusals.ts';
import { openDataset, openRowToWrite } from './access.ts';
import { annotateRow } from './annotate-row.ts';
import { type BulkDone, annotateRows } from './annotate-rows.ts';
import { RowFilterInput } from './filter.graph.ts';
import type { RowImage } from './filter/row-image.ts';
import { openFilter } from './open-filter.ts';
import {
  AlreadyReviewed,
  ClaimExpired,
  ClaimedByAnother,
  IdempotencyKeyReused,
  RowAlreadyFilled,
  RowChangedMeanwhile,
  RowNotFilled,
} from './refusals.ts';
import { reopenRow } from './reopen-row.ts';
import { RowRef } from './row.graph.ts';
import { skipRow } from './skip-row.ts';
import { checkedReason, checkedToken } from './tokens.ts';

const idempotencyKey = 'The same key again gives the same answer and has no second effect. At most 100 characters.';

/** A payload that shows the row as it is after the write. */
const rowPayload = (name: string) =>
  builder.objectRef<{ row: RowImage }>(name).implement({
    fields: (t) => ({ row: t.field({ type: RowRef, description: 'The row as it is now.', resolve: ({ row }) => row }) }),
  });

const AnnotateRowInput = builder.inputType('AnnotateRowInput', {
  fields: (t) => ({
    rowId: t.id({ required: true }),
    token: t.string({ description: 'Your claim on the row. Or name a version.' }),
    version: t.int({ description: 'The version you saw: a write without a claim, refused while somebody else holds the row.' }),
    values: t.field({
      type: 'JSON',
      required: true,
      description: 'New values by column key, labels by value; null clears, what is not named stays.',
    }),
    fill: t.boolean({
      defaultValue: false,
      description:
        'Also settles the row: it leaves the queue of everyone, and the claim ends. Of a row that wants several reviews it is one of them, hidden from who has not answered yet; the last one settles the row, and what is sent under a claim without `fill` is kept as your draft.',
    }),
    force: t.boolean({ defaultValue: false, description: 'For admins: ends somebody else’s claim instead of being refused.' }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

const AnnotateRowPayload = builder.objectRef<{ row: RowImage; seq: number }>('AnnotateRowPayload').implement({
  fields: (t) => ({
    row: t.field({ type: RowRef, description: 'The row as it is now.', resolve: ({ row }) => row }),
    eventSeq: t.int({ description: 'The number of the event that this write made.', resolve: ({ seq }) => seq }),
  }),
});

builder.mutationField('annotateRow', (t) =>
  t.field({
    type: AnnotateRowPayload,
    description:
      'Writes values into a row, and fills it if asked to. Whole or not at all; under a claim that has ended nothing is written, and what you sent is kept as your draft.',
    authScopes: { signedIn: true },
    errors: {
      types: [
        NotFound,
        Forbidden,
        InvalidInput,
        InvalidValue,
        ClaimExpired,
        ClaimedByAnother,
        RowChangedMeanwhile,
        RowAlreadyFilled,
        AlreadyReviewed,
        IdempotencyKeyReused,
      ],
    },
    args: { input: t.arg({ type: AnnotateRowInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const rowId = numberOf('Row', input.rowId);
      const { shape, viewer } = await openRowToWrite(context, context.viewer, rowId);
      if (input.force && !includes(viewer.roles.get(shape.projectId), 'ADMIN')) throw new Forbidden('ADMIN');
      return annotateRow(context, {
        shape,
        rowId,
        reviewerId: viewer.id,
        token: input.token ? checkedToken(input.token) : null,
        version: input.version ?? null,
        values: input.values,
        fill: input.fill ?? false,
        force: input.force ?? false,
        idempotencyKey: input.idempotencyKey,
      });
    },
  }),
);

const SkipRowInput = builder.inputType('SkipRowInput', {
  fields: (t) => ({
    rowId: t.id({ required: true }),
    token: t.string({ required: true, description: 'Your claim on the row.' }),
    reason: t.string({ description: 'Why; others see it in the history. At most 500 characters.' }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

builder.mutationField('skipRow', (t) =>
  t.field({
    type: rowPayload('SkipRowPayload'),
    description: 'Sends a row back to the queue. It comes last for you; what you typed stays as your draft.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, ClaimExpired, IdempotencyKeyReused] },
    args: { input: t.arg({ type: SkipRowInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const rowId = numberOf('Row', input.rowId);
      const { shape, viewer } = await openRowToWrite(context, context.viewer, rowId);
      const skip = { datasetId: shape.id, rowId, reviewerId: viewer.id, token: checkedToken(input.token) };
      return { row: await skipRow(context, { ...skip, reason: checkedReason(input.reason), idempotencyKey: input.idempotencyKey }) };
    },
  }),
);

const ReopenRowInput = builder.inputType('ReopenRowInput', {
  fields: (t) => ({
    rowId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The version you saw.' }),
    reason: t.string({ description: 'Why; others see it in the history. At most 500 characters.' }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

builder.mutationField('reopenRow', (t) =>
  t.field({
    type: rowPayload('ReopenRowPayload'),
    description: 'Puts a filled row back into the queue; its values stay as they are.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, RowChangedMeanwhile, RowNotFilled, IdempotencyKeyReused] },
    args: { input: t.arg({ type: ReopenRowInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const rowId = numberOf('Row', input.rowId);
      const { shape, viewer } = await openRowToWrite(context, context.viewer, rowId);
      const reopen = { datasetId: shape.id, rowId, reviewerId: viewer.id, version: input.version };
      return { row: await reopenRow(context, { ...reopen, reason: checkedReason(input.reason), idempotencyKey: input.idempotencyKey }) };
    },
  }),
);

const AnnotateRowsInput = builder.inputType('AnnotateRowsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    rowIds: t.idList({ description: 'These rows. Name rows, a filter, or both for the rows that are in both.' }),
    filter: t.field({ type: RowFilterInput, description: 'The rows of this filter.' }),
    values: t.field({
      type: 'JSON',
      required: true,
      description: 'The same new values for every row; null clears, what is not named stays.',
    }),
    fill: t.boolean({ defaultValue: false, description: 'Also settles them.' }),
    preview: t.boolean({
      defaultValue: false,
      description: 'Changes nothing; tells how many rows match, and how many of those somebody else holds.',
    }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

const AnnotateRowsPayload = builder.objectRef<BulkDone & { preview: boolean }>('AnnotateRowsPayload').implement({
  fields: (t) => ({
    matched: t.exposeInt('matched', { description: 'Rows that were asked for and are there.' }),
    changed: t.exposeInt('changed', { description: 'Rows that are other than before.' }),
    held: t.exposeInt('held', { description: 'Rows left alone, since somebody else holds them.' }),
    awaiting: t.exposeInt('awaiting', {
      description: 'Rows that were to be filled and were left alone, since they want the answers of several reviewers.',
    }),
    preview: t.exposeBoolean('preview', { description: 'Whether this was only a count.' }),
  }),
});

builder.mutationField('annotateRows', (t) =>
  t.field({
    type: AnnotateRowsPayload,
    description:
      'Writes the same values into many rows, in chunks that are each whole and durable; one undo takes all back. Rows that somebody else holds are left alone.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, InvalidValue, IdempotencyKeyReused] },
    args: { input: t.arg({ type: AnnotateRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      if (!input.rowIds && !input.filter)
        throw new InvalidInput('Name the rows, or a filter; an empty filter {} is every row.', ['rowIds']);
      if (input.rowIds && input.rowIds.length > context.limits.batch)
        throw new InvalidInput(`Name at most ${context.limits.batch} rows; use a filter for more.`, ['rowIds']);
      const edit = {
        rowIds: input.rowIds?.map((id) => numberOf('Row', id)) ?? null,
        filter: input.filter ? await openFilter(context, shape, input.filter) : null,
      };
      const preview = input.preview ?? false;
      return {
        ...(await annotateRows(context, {
          shape,
          reviewerId: viewer.id,
          ...edit,
          idempotencyKey: input.idempotencyKey,
          values: input.values,
          fill: input.fill ?? false,
          preview,
        })),
        preview,
      };
    },
  }),
);
