import type { Database } from '@docket/prisma/database.ts';
import { tooManyCombinations } from '../datasets/refusals.ts';
import { NotFound } from '../refusals.ts';
import type { RowImage } from './filter/row-image.ts';
import { loadDraft, loadRow } from './load-rows.ts';
import type { Done, Reply, Refused } from './queue-item.ts';
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

/** What a write did, or its refusal thrown as a class, with the row as it is now. */
export async function doneOrRefused(db: Database, reply: Reply, about: { rowId?: number; by: number }): Promise<Done> {
  if (reply.ok) return reply.ok;
  throw await refusalOf(db, reply, reply.refused, about);
}

/** The row that a write was made to; one that an answer of before was remembered for may be gone by now. */
export function rowOf({ row }: Reply): RowImage {
  if (!row) throw new NotFound('Row');
  return row;
}

async function refusalOf(db: Database, reply: Reply, refused: Refused, { rowId, by }: { rowId?: number; by: number }): Promise<Error> {
  const row = async () => reply.row ?? (await loadRow(db, refused.row ?? rowId!));
  switch (refused.type) {
    case 'NotFound':
      return new NotFound('Row');
    case 'ClaimLimitReached':
      return new ClaimLimitReached(refused.limit!, refused.held!);
    case 'RowAlreadyFilled':
      return new RowAlreadyFilled(await row());
    case 'RowNotFilled':
      return new RowNotFilled(await row());
    case 'ClaimedByAnother':
      return new ClaimedByAnother(await row(), refused.holder!, refused.expiresAt!);
    case 'AlreadyReviewed':
      return new AlreadyReviewed(await row());
    case 'ClaimExpired':
      return new ClaimExpired(await row(), await loadDraft(db, { rowId: rowId!, reviewerId: by }));
    case 'RowChangedMeanwhile':
      return new RowChangedMeanwhile(await row());
    case 'TooManyCombinations':
      return tooManyCombinations(refused.limit!);
    case 'NothingToUndo':
      return new NothingToUndo();
    case 'IdempotencyKeyReused':
      return new IdempotencyKeyReused();
    case 'CombinationsUnknown':
      return new Error('combinations kept changing while a claim was made');
  }
}
