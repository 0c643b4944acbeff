import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { claimSeconds } from './claim-rows.ts';
import type { ClaimImage } from './filter/row-image.ts';
import { idempotent } from './idempotency.ts';
import { doneOrRefused } from './refuse.ts';

export interface ClaimRow {
  shape: DatasetShape;
  rowId: number;
  reviewerId: number;
  seconds?: number | null;
  idempotencyKey?: string | null;
}

/** Takes one certain row. Held by the same reviewer already, it is the same claim, prolonged. */
export async function claimRow(services: Pick<Services, 'db' | 'queue' | 'limits'>, claim: ClaimRow): Promise<ClaimImage> {
  const { shape, rowId, reviewerId } = claim;
  const reply = await services.queue.join(shape.id, {
    op: 'claimRow',
    by: reviewerId,
    ...idempotent(claim.idempotencyKey, ['claimRow', rowId, claim.seconds ?? null]),
    row: rowId,
    seconds: claimSeconds(services, shape, claim.seconds),
    limit: services.limits.claimsPerPerson,
  });
  return (await doneOrRefused(services.db, reply, { rowId, by: reviewerId })).claims![0]!;
}
