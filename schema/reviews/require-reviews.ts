import type { Services } from '../context.ts';
import { type DatasetShape, structureChanged } from '../datasets/dataset-shape.ts';
import { adjudicationMark } from '../queue/adjudication-mark.ts';
import { type Condition, both, inQueue } from '../queue/filter/row-filter.ts';
import { matchingRows } from '../queue/matching-rows.ts';
import { doneOrRefused } from '../queue/refuse.ts';
import { InvalidInput } from '../refusals.ts';
import { withAdjudication } from './adjudication.ts';

/** More than so many answers to one row are not a review any more. */
export const mostReviews = 10;

interface RequireReviews {
  shape: DatasetShape;
  actorId: number;
  reviewsRequired: number;
  /** Whether rows that come in from now on want so many. */
  newRows: boolean;
  /** Which of the rows that wait want so many from now on; null: none. */
  waiting: Condition | null;
}

export interface RequiredReviews {
  datasetId: number;
  /** Rows that waited and want another number of reviews now. */
  changed: number;
  /** Rows left alone, since somebody holds them. */
  held: number;
}

/** Rows under the dataset's lock at once, so that nobody's claim waits for it. */
const chunk = 200;

/** Sets how many reviewers are to answer a row. What is filled stays as it is. Rows that have as many answers as they want now are
 * settled by these: filled where they agree, else disputed. */
export async function requireReviews(
  services: Pick<Services, 'db' | 'queue' | 'signals' | 'limits'>,
  { shape, actorId, reviewsRequired, newRows, waiting }: RequireReviews,
): Promise<RequiredReviews> {
  if (!Number.isInteger(reviewsRequired) || reviewsRequired < 1 || reviewsRequired > mostReviews)
    throw new InvalidInput(`A row wants 1 to ${mostReviews} reviews.`, ['input', 'reviewsRequired']);
  const { db, queue, signals, limits } = services;
  const marked = reviewsRequired > 1 ? await withAdjudication(services, { shape, actorId }) : shape;
  const done: RequiredReviews = { datasetId: shape.id, changed: 0, held: 0 };
  try {
    if (newRows) {
      await db.pool.query('UPDATE dataset SET reviews_required = $2::int, several_reviews = several_reviews OR $2::int > 1 WHERE id = $1', [
        shape.id,
        reviewsRequired,
      ]);
    }
    const { ids } = waiting ? await matchingRows(services, shape.id, both(inQueue, waiting), null) : { ids: [] };
    for (let at = 0; at < ids.length; at += chunk) {
      const reply = await queue.join(shape.id, {
        op: 'require',
        by: actorId,
        rows: ids.slice(at, at + chunk),
        required: reviewsRequired,
        combinations: limits.combinations,
        adjudication: adjudicationMark(marked),
      });
      const { changed, held } = await doneOrRefused(db, reply, { by: actorId });
      done.changed += changed!;
      done.held += held!;
    }
  } finally {
    // Also of what was changed before something went wrong.
    structureChanged(signals, shape.id);
  }
  return done;
}
