import type { Services } from '../context.ts';
import type { RowImage } from './filter/row-image.ts';
import { idempotent } from './idempotency.ts';
import { doneOrRefused, rowOf } from './refuse.ts';

/** Puts a filled row back into the queue, with its values as they stand. */
export async function reopenRow(
  { db, queue }: Pick<Services, 'db' | 'queue'>,
  reopen: { datasetId: number; rowId: number; reviewerId: number; version: number; reason: string | null; idempotencyKey?: string | null },
): Promise<RowImage> {
  const { datasetId, rowId, reviewerId, version, reason } = reopen;
  const key = idempotent(reopen.idempotencyKey, ['reopenRow', rowId, version, reason]);
  const reply = await queue.join(datasetId, { op: 'reopen', by: reviewerId, ...key, row: rowId, version, reason });
  await doneOrRefused(db, reply, { rowId, by: reviewerId });
  return rowOf(reply);
}
