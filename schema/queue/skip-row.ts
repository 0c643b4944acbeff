import type { Services } from '../context.ts';
import type { RowImage } from './filter/row-image.ts';
import { idempotent } from './idempotency.ts';
import { doneOrRefused, rowOf } from './refuse.ts';

/** Sends a claimed row back to the queue; it comes last for the one who skipped it. */
export async function skipRow(
  { db, queue }: Pick<Services, 'db' | 'queue'>,
  skip: { datasetId: number; rowId: number; reviewerId: number; token: string; reason: string | null; idempotencyKey?: string | null },
): Promise<RowImage> {
  const { datasetId, rowId, reviewerId, token, reason } = skip;
  const key = idempotent(skip.idempotencyKey, ['skipRow', rowId, token, reason]);
  const reply = await queue.join(datasetId, { op: 'skip', by: reviewerId, ...key, row: rowId, token, reason, typed: null });
  await doneOrRefused(db, reply, { rowId, by: reviewerId });
  return rowOf(reply);
}
