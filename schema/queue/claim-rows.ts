import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { InvalidInput } from '../refusals.ts';
import { disputedOf } from './adjudication-mark.ts';
import { knownCombinations, loadCombinations } from './combinations.ts';
import { compiledFilter } from './filter/compiled-filter.ts';
import { type Condition, both, inQueue } from './filter/row-filter.ts';
import type { ClaimImage } from './filter/row-image.ts';
import { idempotent } from './idempotency.ts';
import type { Reply } from './queue-item.ts';
import { doneOrRefused } from './refuse.ts';

export interface ClaimRows {
  shape: DatasetShape;
  /** In the order in which they are served: the next is looked at when those before it have run short. */
  stages: Condition[];
  /** What the caller named, which a retry names again; the stages may have changed by then. */
  asked?: unknown;
  reviewerId: number;
  count: number;
  seconds?: number | null;
  idempotencyKey?: string | null;
}

/** Takes up to `count` free rows for one reviewer, fewer when the queue runs short. Joined with whatever else waits for this dataset. */
export async function claimRows(services: Pick<Services, 'db' | 'queue' | 'limits'>, claim: ClaimRows): Promise<ClaimImage[]> {
  const { shape, stages, reviewerId, count, idempotencyKey } = claim;
  const { db, queue, limits } = services;
  if (!Number.isInteger(count) || count < 1 || count > limits.pageSize)
    throw new InvalidInput(`Claim 1 to ${limits.pageSize} rows at once.`, ['count']);
  const seconds = claimSeconds(services, shape, claim.seconds);
  const key = idempotent(idempotencyKey, ['claimRows', shape.id, claim.asked ?? stages, count, claim.seconds ?? null]);

  const attempt = async (combinations: Awaited<ReturnType<typeof knownCombinations>>): Promise<Reply> => {
    return queue.join(shape.id, {
      op: 'claim',
      by: reviewerId,
      ...key,
      count,
      seconds,
      limit: limits.claimsPerPerson,
      known: combinations.upTo,
      ...(shape.severalReviews && { several: true as const }),
      stages: stages.map((stage) => {
        const { filter } = compiledFilter(both(inQueue, stage), combinations);
        return shape.severalReviews ? { ...filter, disputed: disputedOf(filter, stage, combinations.byId, shape) } : filter;
      }),
    });
  };
  let reply = await attempt(await knownCombinations(db, shape.id));
  for (let tries = 0; reply.refused?.type === 'CombinationsUnknown' && tries < 20; tries++)
    reply = await attempt(await loadCombinations(db, shape.id));
  return (await doneOrRefused(db, reply, { by: reviewerId })).claims!;
}

/** How long a claim shall last: as asked within the bound, else as the dataset says. */
export function claimSeconds({ limits }: Pick<Services, 'limits'>, shape: DatasetShape, seconds: number | null | undefined): number {
  const asked = seconds ?? Math.min(shape.claimSeconds, limits.claimSeconds);
  if (!Number.isInteger(asked) || asked < 1 || asked > limits.claimSeconds)
    throw new InvalidInput(`A claim lasts 1 to ${limits.claimSeconds} seconds.`, ['seconds']);
  return asked;
}
