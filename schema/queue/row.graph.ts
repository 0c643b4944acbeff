import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { DatasetColumn } from '../datasets/columns.graph.ts';
import { type ColumnShape, type DatasetShape, shapeIfKnown, shapeOf } from '../datasets/dataset-shape.ts';
import { presentCell, presentValues, type StoredCells } from '../datasets/present-values.ts';
import { numberOf } from '../ids.ts';
import { NotFound } from '../refusals.ts';
import { openRow } from './access.ts';
import { combinationIfKnown, combinationsWith } from './combinations.ts';
import { type ClaimImage, type Combination, type RowImage, reviewsMissing } from './filter/row-image.ts';
import type { DraftImage } from './refusals.ts';
import { readHistory } from './read-history.ts';
import { RowEventRef } from './row-event.graph.ts';
import { RowStatus } from './row-status.graph.ts';

export const RowRef = builder.objectRef<RowImage>('Row');
export const ClaimRef = builder.objectRef<ClaimImage>('Claim');
export const DraftRef = builder.objectRef<DraftImage>('Draft');
const CellRef = builder.objectRef<{ column: ColumnShape; value: unknown }>('Cell');

/** What `present` makes of a row's structure and cells. At once where the process knows both, which is nearly always: else a
 * page of 50 rows waits for 100 promises and more, one a field. */
function fromCells<T>(row: RowImage, context: Context, present: (shape: DatasetShape, cells: StoredCells) => T): T | Promise<T> {
  const shape = shapeIfKnown(context.signals, row.datasetId);
  const combination = combinationIfKnown(context.db, row.datasetId, row.combinationId);
  return shape && combination ? present(shape, storedCells(row, combination)) : fromRead(row, context, present);
}

async function fromRead<T>(row: RowImage, context: Context, present: (shape: DatasetShape, cells: StoredCells) => T): Promise<T> {
  const [shape, combinations] = await Promise.all([
    shapeOf(context, row.datasetId),
    combinationsWith(context.db, row.datasetId, [row.combinationId]),
  ]);
  return present(shape!, storedCells(row, combinations.get(row.combinationId)!));
}

const storedCells = ({ given, answer }: RowImage, { labels, filled }: Combination): StoredCells => ({ given, answer, labels, filled });

builder.node(RowRef, {
  id: { resolve: (row) => row.id },
  description: 'One row of a dataset: the inputs and the output of a prompt, and what reviewers say of it.',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: 'Goes up with every change of its values or status. A write without a claim names it.',
    }),
    status: t.field({
      type: RowStatus,
      description: 'What `annotation_status` says, as an enum.',
      resolve: (row, _args, context) =>
        fromCells(row, context, (_shape, { filled }) => (filled ? ('FILLED' as const) : ('EMPTY' as const))),
    }),
    values: t.field({
      type: 'JSON',
      description: 'All values by column key, labels by value, `annotation_status` too.',
      resolve: (row, _args, context) => fromCells(row, context, presentValues),
    }),
    cells: t.field({
      type: [CellRef],
      description: 'The same values with their columns, in column order.',
      resolve: (row, _args, context) =>
        fromCells(row, context, (shape, cells) =>
          shape.columns.filter((column) => !column.retired).map((column) => ({ column, value: presentCell(shape, column, cells) })),
        ),
    }),
    claim: t.field({
      type: ClaimRef,
      nullable: true,
      description: 'Who holds it now, you before others; null when nobody does.',
      // Who asks is looked at only where it matters: what nobody's rights or person went into is made once for all subscribers.
      resolve: ({ claims }, _args, context) =>
        claims.length > 1 ? (claims.find(({ reviewerId }) => reviewerId === context.viewer?.id) ?? claims[0]!) : (claims[0] ?? null),
    }),
    claims: t.field({
      type: [ClaimRef],
      description: 'All who hold it now: several at once only where it wants several reviews.',
      resolve: ({ claims }) => [...claims],
    }),
    reviewsRequired: t.exposeInt('reviewsRequired', {
      description: 'How many reviewers are to answer it, each without having seen the others’ answers.',
    }),
    reviewedBy: t.field({
      type: [User],
      description: 'Who has answered it so far, in order, where it wants several reviews. Their answers: `reviews`.',
      resolve: ({ reviewedBy }, _args, { loaders }) => Promise.all(reviewedBy.map((id) => loaders.userById.load(id))),
    }),
    reviewsMissing: t.int({
      description:
        'Answers that are wanted before it can be settled. 0 for a row that wants a single review, and for one whose reviewers have all answered: while that waits, they disagree.',
      resolve: (row) => reviewsMissing(row),
    }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was added.', resolve: (row) => new Date(row.createdAt) }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When its values or status changed last.',
      resolve: (row) => new Date(row.updatedAt),
    }),
    filledAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'While it is filled.',
      resolve: (row) => (row.filledAt === null ? null : new Date(row.filledAt)),
    }),
    filledBy: t.field({
      type: User,
      nullable: true,
      description: 'While it is filled: by whom.',
      resolve: (row, _args, { loaders }) => (row.filledById === null ? null : loaders.userById.load(row.filledById)),
    }),
    dataset: t.prismaField({
      type: 'Dataset',
      description: 'The dataset it is in.',
      resolve: (query, row, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: row.datasetId } }),
    }),
    draft: t.field({
      type: DraftRef,
      nullable: true,
      description: 'What you typed and did not send; else, while you hold the row, what its last holder left.',
      resolve: async (row, _args, { loaders, viewer }) => {
        if (!viewer) return null;
        const draft = await loaders.draftOfRow.load(row.id);
        return draft && (draft.reviewerId === viewer.id || row.claims.some(({ reviewerId }) => reviewerId === viewer.id)) ? draft : null;
      },
    }),
    history: t.field({
      type: [RowEventRef],
      description: 'What happened to it, newest first: who, when, before, after.',
      args: { first: t.arg.int({ defaultValue: 50, description: 'At most as many as a page has.' }) },
      complexity: (args) => ({ field: 5, multiplier: Math.min(args.first ?? 50, 50) / 10 }),
      resolve: (row, { first }, { db, limits }) =>
        readHistory(db, { datasetId: row.datasetId, rowId: row.id, limit: Math.min(Math.max(first ?? 50, 1), limits.pageSize) }),
    }),
  }),
});

CellRef.implement({
  description: 'One value of a row, with its column.',
  fields: (t) => ({
    column: t.field({ type: DatasetColumn, description: 'Its column.', resolve: ({ column }) => column }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'A label by its value; null where there is none.',
      resolve: ({ value }) => value,
    }),
  }),
});

ClaimRef.implement({
  description: 'A lease on a row: one reviewer, until it expires by the database’s clock. Renew it while the row is open.',
  fields: (t) => ({
    row: t.field({
      type: RowRef,
      description: 'What is held.',
      resolve: (claim, _args, { loaders }) => claim.row ?? loaders.rowById.load(claim.rowId),
    }),
    reviewer: t.field({
      type: User,
      description: 'Who holds it.',
      resolve: (claim, _args, { loaders }) => loaders.userById.load(claim.reviewerId),
    }),
    claimedAt: t.field({ type: 'DateTime', description: 'Since when.', resolve: (claim) => new Date(claim.claimedAt) }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when, unless it is renewed.',
      resolve: (claim) => new Date(claim.expiresAt),
    }),
    mine: t.boolean({ description: 'Whether it is yours.', resolve: (claim, _args, { viewer }) => claim.reviewerId === viewer?.id }),
    token: t.string({
      nullable: true,
      description: 'Names the claim in every write under it; told to its holder alone.',
      resolve: (claim, _args, { viewer }) => (claim.reviewerId === viewer?.id ? claim.token : null),
    }),
  }),
});

DraftRef.implement({
  description: 'What somebody typed into a row and did not send.',
  fields: (t) => ({
    values: t.field({ type: 'JSON', description: 'By column key, as typed.', resolve: (draft) => draft.values }),
    by: t.field({
      type: User,
      description: 'Who typed it.',
      resolve: (draft, _args, { loaders }) => loaders.userById.load(draft.reviewerId),
    }),
    updatedAt: t.field({ type: 'DateTime', description: 'When it was kept.', resolve: (draft) => new Date(draft.updatedAt) }),
  }),
});

builder.queryField('row', (t) =>
  t.field({
    type: RowRef,
    nullable: true,
    description: 'One row; null when there is none, or you may not see it.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, context) => {
      try {
        return (await openRow(context, context.viewer, numberOf('Row', id), 'VIEWER')).row;
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
  }),
);
