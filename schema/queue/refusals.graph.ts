import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import {
  AlreadyReviewed,
  ClaimExpired,
  ClaimLimitReached,
  ClaimedByAnother,
  IdempotencyKeyReused,
  NothingToUndo,
  RowAlreadyFilled,
  RowChangedMeanwhile,
  RowNotFilled,
} from './refusals.ts';
import { DraftRef, RowRef } from './row.graph.ts';

const interfaces = [ErrorInterface];

builder.objectType(ClaimExpired, {
  name: 'ClaimExpired',
  description: 'The claim that the write named holds no more: it ran out, or was ended. Nothing changed, and what was typed is kept.',
  interfaces,
  fields: (t) => ({
    row: t.field({ type: RowRef, description: 'The row as it is now.', resolve: ({ row }) => row }),
    draft: t.field({ type: DraftRef, nullable: true, description: 'What you typed.', resolve: ({ draft }) => draft }),
  }),
});

builder.objectType(ClaimedByAnother, {
  name: 'ClaimedByAnother',
  description: 'Somebody else holds the row.',
  interfaces,
  fields: (t) => ({
    row: t.field({ type: RowRef, description: 'The row as it is now.', resolve: ({ row }) => row }),
    holder: t.field({
      type: User,
      description: 'Who holds it.',
      resolve: ({ holderId }, _args, { loaders }) => loaders.userById.load(holderId),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when, unless they renew it.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
  }),
});

const rowField = { description: 'The row as it is now.' };

builder.objectType(RowChangedMeanwhile, {
  name: 'RowChangedMeanwhile',
  description: 'The row has another version than the write named.',
  interfaces,
  fields: (t) => ({ row: t.field({ ...rowField, type: RowRef, resolve: ({ row }) => row }) }),
});

builder.objectType(RowAlreadyFilled, {
  name: 'RowAlreadyFilled',
  description: 'The row is out of the queue already.',
  interfaces,
  fields: (t) => ({ row: t.field({ ...rowField, type: RowRef, resolve: ({ row }) => row }) }),
});

builder.objectType(AlreadyReviewed, {
  name: 'AlreadyReviewed',
  description: 'The row wants the answers of several reviewers, and has yours.',
  interfaces,
  fields: (t) => ({ row: t.field({ ...rowField, type: RowRef, resolve: ({ row }) => row }) }),
});

builder.objectType(RowNotFilled, {
  name: 'RowNotFilled',
  description: 'The row is in the queue, so there is nothing to reopen.',
  interfaces,
  fields: (t) => ({ row: t.field({ ...rowField, type: RowRef, resolve: ({ row }) => row }) }),
});

builder.objectType(ClaimLimitReached, {
  name: 'ClaimLimitReached',
  description: 'You hold as many rows of this dataset as one person may.',
  interfaces,
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'The most.' }),
    held: t.exposeInt('held', { description: 'How many you hold.' }),
  }),
});

builder.objectType(NothingToUndo, {
  name: 'NothingToUndo',
  description: 'You have done nothing here that could be taken back.',
  interfaces,
});
builder.objectType(IdempotencyKeyReused, {
  name: 'IdempotencyKeyReused',
  description: 'The key came with another request before. The same key is for the same request, sent again.',
  interfaces,
});
