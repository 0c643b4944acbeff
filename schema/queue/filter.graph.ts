import { builder } from '../builder.ts';
import type { RowFilter } from './filter/row-filter.ts';

const ColumnFilterInput = builder.inputType('ColumnFilter', {
  description: 'One condition on one column. Exactly one of the conditions is set.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'The column’s key; `annotation_status` too.' }),
    equals: t.field({ type: 'JSON', description: 'The same value; null is "no value". A label by its value.' }),
    in: t.field({ type: ['JSON'], description: 'One of these.' }),
    empty: t.boolean({ description: 'True: no value, or an empty text. False: a value.' }),
    contains: t.string({ description: 'Text in a text, a label, or anywhere in JSON; A–Z and a–z are the same.' }),
    greater: t.float({ description: 'For numbers.' }),
    less: t.float({ description: 'For numbers.' }),
  }),
});

const BucketFilterInput = builder.inputType('BucketFilter', {
  description: 'Rows whose id leaves remainder `at` when divided by `of`: how a slice is split evenly, disjoint by construction.',
  fields: (t) => ({
    of: t.int({ required: true, description: '1 to 1000.' }),
    at: t.int({ required: true, description: 'From 0, below `of`.' }),
  }),
});

export const ClaimState = builder.enumType('ClaimState', {
  description: 'Whether somebody holds a row.',
  values: ['FREE', 'CLAIMED'] as const,
});

export const RowFilterInput = builder.inputRef<RowFilter>('RowFilter');
RowFilterInput.implement({
  description:
    'Chooses rows. Exactly one field is set, or none for everything. A missing value fails every condition but `empty`, and `not` is the plain opposite.',
  fields: (t) => ({
    and: t.field({ type: [RowFilterInput], description: 'All of these.' }),
    or: t.field({ type: [RowFilterInput], description: 'At least one of these.' }),
    not: t.field({ type: RowFilterInput, description: 'Not this.' }),
    column: t.field({ type: ColumnFilterInput, description: 'A condition on a column.' }),
    claim: t.field({ type: ClaimState, description: 'Held by somebody, or free.' }),
    holder: t.id({ description: 'Held by this user.' }),
    reviewer: t.id({ description: 'Filled by this user, or answered by them where several reviews are wanted.' }),
    filledAfter: t.field({ type: 'DateTime', description: 'Filled after this moment, and filled still.' }),
    filledBefore: t.field({ type: 'DateTime', description: 'Filled before this moment, and filled still.' }),
    updatedAfter: t.field({ type: 'DateTime', description: 'Values or status changed last after this moment.' }),
    updatedBefore: t.field({ type: 'DateTime', description: 'Values or status changed last before this moment.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Added after this moment.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Added before this moment.' }),
    bucket: t.field({ type: BucketFilterInput, description: 'An even share.' }),
    rows: t.idList({ description: 'These rows and no others; at most 1,000.' }),
    slice: t.id({ description: 'What a slice of the same dataset holds.' }),
  }),
});
