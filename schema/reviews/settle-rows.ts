import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { adjudicationKey } from '../queue/adjudication-mark.ts';
import { annotateRows } from '../queue/annotate-rows.ts';
import { combinationsWith } from '../queue/combinations.ts';
import type { RowImage } from '../queue/filter/row-image.ts';
import { loadRows } from '../queue/load-rows.ts';
import { reopenRows } from '../queue/reopen-rows.ts';
import { type Adjudication, withAdjudication } from './adjudication.ts';
import { type LiveReview, reviewsOfRows } from './read-reviews.ts';

/** What came of looking at rows. Those with fewer than two reviews are neither. */
export interface Settled {
  agreed: number;
  disputed: number;
}

interface SettleRows {
  shape: DatasetShape;
  actorId: number;
  rowIds: readonly number[];
  /** Whether rows on which all agree are filled with what they agree on. */
  fill: boolean;
}

type Write = Pick<Services, 'db' | 'queue' | 'signals' | 'limits'>;

/** Rows that get the same values are written together. */
interface Group {
  rows: RowImage[];
  adjudication: Adjudication;
  labels: Record<string, number | null>;
}

/** Marks rows as agreed or disputed by the labels of their reviews, and fills those that are agreed. One that was filled so and is
 * disputed now goes back into the queue. What people have filled is left alone, and so is what somebody holds. */
export async function settleRows(services: Write, { rowIds, actorId, fill, ...of }: SettleRows): Promise<Settled> {
  const shape = await withAdjudication(services, { shape: of.shape, actorId });
  const groups = await groupRows(services, shape, rowIds);
  const settled: Settled = { agreed: 0, disputed: 0 };
  for (const { rows, adjudication, labels } of groups) {
    settled[adjudication] += rows.length;
    if (adjudication === 'disputed')
      await reopenRows(services, { rows, reviewerId: actorId, reason: 'A review came in that differs from the others.' });
    await annotateRows(services, {
      shape,
      reviewerId: actorId,
      rowIds: rows.map(({ id }) => id),
      filter: null,
      values: { ...(adjudication === 'agreed' && valuesOf(shape, labels)), [adjudicationKey]: adjudication },
      fill: fill && adjudication === 'agreed',
      preview: false,
    });
  }
  return settled;
}

async function groupRows({ db }: Write, shape: DatasetShape, rowIds: readonly number[]): Promise<Group[]> {
  const rows = (await loadRows(db, rowIds)).filter((row) => row !== null);
  const reviewsOf = await reviewsOfRows(
    db,
    rows.map(({ id }) => id),
  );
  const combinations = await combinationsWith(
    db,
    shape.id,
    rows.map(({ combinationId }) => combinationId),
  );
  const column = shape.byKey.get(adjudicationKey)!;
  const groups = new Map<string, Group>();
  rows.forEach((row, at) => {
    const reviews = reviewsOf[at]!;
    const raters = reviews.filter(({ settles }) => !settles);
    const { labels: stands, filled } = combinations.get(row.combinationId)!;
    const marked = column.optionById.get(stands[column.id] ?? 0)?.value;
    const filledHere = marked === 'agreed' && raters.length < reviews.length;
    // What waits for its reviewers is settled by them.
    const awaits = !filled && row.reviewsRequired > 1;
    if (raters.length < 2 || awaits || (filled && !filledHere)) return;
    const { adjudication, labels } = inCommon(raters);
    const key = JSON.stringify([adjudication, adjudication === 'agreed' && labels]);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { rows: [row], adjudication, labels });
  });
  return [...groups.values()];
}

/** The labels that several reviews agree on. They agree where nobody says another label than somebody else in the same column: the
 * database's `outcome_of` says the same of answers that are given here. */
export function inCommon(reviews: readonly Pick<LiveReview, 'labels'>[]): {
  adjudication: Adjudication;
  labels: Record<string, number | null>;
} {
  const labels: Record<string, number | null> = {};
  let adjudication: Adjudication = 'agreed';
  for (const review of reviews) {
    for (const [column, option] of Object.entries(review.labels)) {
      if (labels[column] !== undefined && labels[column] !== option) adjudication = 'disputed';
      labels[column] = option;
    }
  }
  return { adjudication, labels };
}

/** Labels by column key, as `annotateRows` takes them; those whose column or option is retired are left out. */
function valuesOf(shape: DatasetShape, labels: Record<string, number | null>): Record<string, string | null> {
  const entries = Object.entries(labels).flatMap(([id, optionId]): (readonly [string, string | null])[] => {
    const column = shape.byId.get(Number(id));
    if (!column || column.retired || column.system || column.key === adjudicationKey) return [];
    if (optionId === null) return [[column.key, null]];
    const option = column.optionById.get(optionId);
    return option && !option.retired ? [[column.key, option.value]] : [];
  });
  return Object.fromEntries(entries);
}
