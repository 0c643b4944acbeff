import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidFilter, InvalidInput, InvalidValue, NotFound } from '../refusals.ts';
import { openDataset, openRowToWrite, reviewedBy } from './access.ts';
import { claimRow } from './claim-row.ts';
import { claimRows } from './claim-rows.ts';
import { RowFilterInput } from './filter.graph.ts';
import type { ClaimImage } from './filter/row-image.ts';
import { releaseClaims, renewClaims, saveDraft } from './hold-claims.ts';
import { openFilter } from './open-filter.ts';
import {
  AlreadyReviewed,
  type DraftImage,
  ClaimExpired,
  ClaimLimitReached,
  ClaimedByAnother,
  IdempotencyKeyReused,
  RowAlreadyFilled,
} from './refusals.ts';
import { ClaimRef, DraftRef } from './row.graph.ts';
import { servingOrder } from './slices/serving-order.ts';
import { slicesOf } from './slices/slice-record.ts';
import { checkedTokens, checkedToken } from './tokens.ts';
import { checkedTyping } from './checked-typing.ts';
import { claimByToken } from './claim-by-token.ts';

const idempotencyKey = 'The same key again gives the same answer and has no second effect. At most 100 characters.';

const ClaimRowsInput = builder.inputType('ClaimRowsInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    filter: t.field({ type: RowFilterInput, description: 'Out of these. Or name a slice, or neither.' }),
    sliceId: t.id({ description: 'Out of this slice.' }),
    count: t.int({ defaultValue: 1, description: 'At most so many.' }),
    seconds: t.int({ description: 'How long the claims shall last; else as the dataset says.' }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

const ClaimRowsPayload = builder.objectRef<{ claims: ClaimImage[] }>('ClaimRowsPayload').implement({
  fields: (t) => ({
    claims: t.field({
      type: [ClaimRef],
      description: 'Lowest rows first. Empty: nothing is left to claim.',
      resolve: ({ claims }) => claims,
    }),
  }),
});

builder.mutationField('claimRows', (t) =>
  t.field({
    type: ClaimRowsPayload,
    description:
      'Takes the next free rows of the queue. Naming neither a filter nor a slice serves from your own slices first, then from what no other owner waits for, then from everything. Fewer than asked for when it runs short; none is an empty list, not an error. What you skipped comes last.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, ClaimLimitReached, IdempotencyKeyReused] },
    args: { input: t.arg({ type: ClaimRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      if (input.filter && input.sliceId) throw new InvalidInput('Name a filter or a slice, not both.', ['sliceId']);
      const named = input.sliceId ? { slice: input.sliceId } : input.filter;
      const stages = named
        ? [await openFilter(context, shape, named)]
        : servingOrder((await slicesOf(context.db, [shape.id]))[0]!, viewer.id);
      const { seconds, idempotencyKey: key } = input;
      return {
        claims: await claimRows(context, {
          shape,
          stages,
          asked: named ?? 'served',
          reviewerId: viewer.id,
          count: input.count ?? 1,
          seconds,
          idempotencyKey: key,
        }),
      };
    },
  }),
);

const ClaimRowInput = builder.inputType('ClaimRowInput', {
  fields: (t) => ({
    rowId: t.id({ required: true }),
    seconds: t.int({ description: 'How long the claim shall last; else as the dataset says.' }),
    idempotencyKey: t.string({ description: idempotencyKey }),
  }),
});

const ClaimRowPayload = builder.objectRef<{ claim: ClaimImage }>('ClaimRowPayload').implement({
  fields: (t) => ({
    claim: t.field({
      type: ClaimRef,
      description: 'The claim; the one you had, prolonged, if the row was yours.',
      resolve: ({ claim }) => claim,
    }),
  }),
});

builder.mutationField('claimRow', (t) =>
  t.field({
    type: ClaimRowPayload,
    description: 'Takes one certain row of the queue.',
    authScopes: { signedIn: true },
    errors: {
      types: [
        NotFound,
        Forbidden,
        InvalidInput,
        ClaimedByAnother,
        RowAlreadyFilled,
        AlreadyReviewed,
        ClaimLimitReached,
        IdempotencyKeyReused,
      ],
    },
    args: { input: t.arg({ type: ClaimRowInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const rowId = numberOf('Row', input.rowId);
      const { shape, viewer } = await openRowToWrite(context, context.viewer, rowId);
      return {
        claim: await claimRow(context, {
          shape,
          rowId,
          reviewerId: viewer.id,
          seconds: input.seconds,
          idempotencyKey: input.idempotencyKey,
        }),
      };
    },
  }),
);

const RenewClaimsInput = builder.inputType('RenewClaimsInput', {
  fields: (t) => ({
    tokens: t.stringList({ required: true, description: 'At most 1,000.' }),
    seconds: t.int({ description: 'From now; else as the dataset says.' }),
  }),
});

const RenewClaimsPayload = builder.objectRef<{ claims: ClaimImage[]; lost: string[] }>('RenewClaimsPayload').implement({
  fields: (t) => ({
    claims: t.field({ type: [ClaimRef], description: 'Those that hold, with their new end.', resolve: ({ claims }) => claims }),
    lost: t.exposeStringList('lost', { description: 'Tokens that hold no more.' }),
  }),
});

builder.mutationField('renewClaims', (t) =>
  t.field({
    type: RenewClaimsPayload,
    description: 'Prolongs claims: the heartbeat while a row is open on screen. Makes no event.',
    authScopes: { signedIn: true },
    errors: { types: [InvalidInput] },
    args: { input: t.arg({ type: RenewClaimsInput, required: true }) },
    resolve: (_root, { input }, { db, limits, viewer }) => {
      const seconds = input.seconds ?? null;
      if (seconds !== null && (seconds < 1 || seconds > limits.claimSeconds))
        throw new InvalidInput(`A claim lasts 1 to ${limits.claimSeconds} seconds.`, ['seconds']);
      return renewClaims(db, {
        tokens: checkedTokens(input.tokens, limits),
        reviewerId: viewer!.id,
        projectIds: reviewedBy(viewer!),
        seconds,
      });
    },
  }),
);

const ReleaseClaimsInput = builder.inputType('ReleaseClaimsInput', {
  fields: (t) => ({ tokens: t.stringList({ required: true, description: 'At most 1,000.' }) }),
});

const ReleaseClaimsPayload = builder.objectRef<{ released: number; lost: string[] }>('ReleaseClaimsPayload').implement({
  fields: (t) => ({
    released: t.exposeInt('released', { description: 'Rows that are free again.' }),
    lost: t.exposeStringList('lost', { description: 'Tokens that held no more.' }),
  }),
});

builder.mutationField('releaseClaims', (t) =>
  t.field({
    type: ReleaseClaimsPayload,
    description: 'Gives rows back to the queue; what you typed stays as your draft.',
    authScopes: { signedIn: true },
    errors: { types: [InvalidInput] },
    args: { input: t.arg({ type: ReleaseClaimsInput, required: true }) },
    resolve: (_root, { input }, context) =>
      releaseClaims(context, {
        tokens: checkedTokens(input.tokens, context.limits),
        reviewerId: context.viewer!.id,
        projectIds: reviewedBy(context.viewer!),
      }),
  }),
);

const SaveDraftInput = builder.inputType('SaveDraftInput', {
  fields: (t) => ({
    token: t.string({ required: true, description: 'Of your claim on the row.' }),
    rowId: t.id({ description: 'The row; needed to keep what you typed when the claim has ended already.' }),
    values: t.field({ type: 'JSON', required: true, description: 'By column key, as far as they were typed.' }),
  }),
});

const SaveDraftPayload = builder.objectRef<{ draft: DraftImage }>('SaveDraftPayload').implement({
  fields: (t) => ({ draft: t.field({ type: DraftRef, description: 'What is kept.', resolve: ({ draft }) => draft }) }),
});

builder.mutationField('saveDraft', (t) =>
  t.field({
    type: SaveDraftPayload,
    description:
      'Keeps what you have typed so far. Makes no event. Refused with ClaimExpired when the claim has ended; with rowId given it is kept all the same.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidValue, ClaimExpired] },
    args: { input: t.arg({ type: SaveDraftInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const token = checkedToken(input.token);
      const rowId = input.rowId ? numberOf('Row', input.rowId) : ((await claimByToken(context.db, token))?.rowId ?? 0);
      const { shape, viewer } = await openRowToWrite(context, context.viewer, rowId);
      const values = checkedTyping(shape, input.values, context.limits);
      return { draft: await saveDraft(context.db, { rowId, token, reviewerId: viewer.id, values }) };
    },
  }),
);
