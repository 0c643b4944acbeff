import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { ColumnShape } from '../datasets/dataset-shape.ts';
import { perDatabase } from '../per-database.ts';
import { type Agreement, percentAgreement, unanimous } from '../statistics/agreement.ts';
import { type CohensKappa, cohensKappa } from '../statistics/cohens-kappa.ts';
import { type ConfusionMatrix, confusionMatrix } from '../statistics/confusion-matrix.ts';
import { type FleissKappa, fleissKappa } from '../statistics/fleiss-kappa.ts';
import { type KrippendorffsAlpha, krippendorffsAlpha } from '../statistics/krippendorffs-alpha.ts';
import { pairsOf } from '../statistics/labels.ts';
import { severalReviews } from './read-reviews.ts';

/** Two reviewers, on the rows that both have reviewed. */
export interface RaterPair {
  first: string;
  second: string;
  rows: number;
  agreement: Agreement | null;
  kappa: CohensKappa | null;
  matrix: ConfusionMatrix;
}

/** How far several reviewers of the same rows say the same in one column. */
export interface ReviewerAgreement {
  datasetId: number;
  column: ColumnShape;
  /** Rows with at least two answers in the column. */
  rows: number;
  raters: { rater: string; answers: number }[];
  agreement: Agreement | null;
  fleiss: FleissKappa | null;
  /** Nominal: labels have no order that we know of. */
  alpha: KrippendorffsAlpha | null;
  pairs: RaterPair[];
  /** Rows on which not all say the same, in order. */
  disputed: number[];
}

/** Reviewers of whom every pair is told. */
const mostRaters = 20;

const kept = perDatabase(() => new LRUCache<string, ReviewerAgreement>({ max: 50 }));

/** Agreement among the reviewers of a dataset by one label column, on all rows that several have reviewed. What an adjudicator
 * settled afterwards is not one reviewer's answer among several, and does not count. */
export async function reviewerAgreement(
  db: Database,
  { datasetId, column }: { datasetId: number; column: ColumnShape },
): Promise<ReviewerAgreement> {
  const { rows: state } = await db.pool.query<{ newest: string }>(
    `SELECT concat_ws(' ', max(id), count(*) FILTER (WHERE ended_at IS NOT NULL), head_seq($1)) AS newest FROM review WHERE dataset_id = $1`,
    [datasetId],
  );
  const cache = kept(db);
  const key = `${datasetId} ${column.id} ${state[0]!.newest}`;
  const known = cache.get(key);
  if (known) return known;
  const found = measure(datasetId, column, await answersOf(db, datasetId, column));
  cache.set(key, found);
  return found;
}

/** What each rater said of each row in this column. */
async function answersOf(db: Database, datasetId: number, column: ColumnShape): Promise<Map<number, Map<string, string>>> {
  const byRow = new Map<number, Map<string, string>>();
  for (const { rowId, rater, labels, settles } of await severalReviews(db, datasetId)) {
    const option = column.optionById.get(labels[column.id] ?? 0);
    if (settles || !option) continue;
    const answers = byRow.get(rowId) ?? new Map<string, string>();
    byRow.set(rowId, answers.set(rater, option.value));
  }
  for (const [rowId, answers] of byRow) if (answers.size < 2) byRow.delete(rowId);
  return byRow;
}

function measure(datasetId: number, column: ColumnShape, byRow: Map<number, Map<string, string>>): ReviewerAgreement {
  const answers = new Map<string, number>();
  for (const row of byRow.values()) for (const rater of row.keys()) answers.set(rater, (answers.get(rater) ?? 0) + 1);
  const raters = [...answers]
    .map(([rater, n]) => ({ rater, answers: n }))
    .sort((a, b) => b.answers - a.answers || a.rater.localeCompare(b.rater, 'en', { numeric: true }));
  const ratings = [...byRow.values()].map((row) => raters.map(({ rater }) => row.get(rater) ?? null));
  const order = column.options.map(({ value }) => value);
  const told = raters.slice(0, mostRaters);
  const pairs = told.flatMap((first, i) =>
    told.slice(i + 1).flatMap((second, offset): RaterPair[] => {
      const both = pairsOf(ratings, i, i + 1 + offset).filter(([a, b]) => a !== null && b !== null);
      if (both.length === 0) return [];
      return [
        {
          first: first.rater,
          second: second.rater,
          rows: both.length,
          agreement: percentAgreement(both),
          kappa: cohensKappa(both),
          matrix: confusionMatrix(both, { order }),
        },
      ];
    }),
  );
  return {
    datasetId,
    column,
    rows: ratings.length,
    raters,
    agreement: percentAgreement(ratings),
    fleiss: fleissKappa(ratings),
    alpha: krippendorffsAlpha(ratings, 'nominal'),
    pairs,
    disputed: [...byRow.keys()].filter((_, at) => unanimous(ratings[at]!) === false),
  };
}
