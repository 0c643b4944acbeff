import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { keptPromise } from '../kept-promise.ts';
import { perDatabase } from '../per-database.ts';
import { type Condition, everything } from '../queue/filter/row-filter.ts';
import { InvalidInput } from '../refusals.ts';
import { type Agreement, percentAgreement, unanimous } from '../statistics/agreement.ts';
import { type CohensKappa, cohensKappa } from '../statistics/cohens-kappa.ts';
import { type ConfusionMatrix, confusionMatrix } from '../statistics/confusion-matrix.ts';
import { type AgreementFigures, agreementFigures } from './agreement-figures.ts';
import { type RowAnswers, marksOf, reviewerAnswers } from './reviewer-answers.ts';
import { rowsWithin } from './rows-within.ts';

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
export interface ReviewerAgreement extends AgreementFigures {
  column: ColumnShape;
  raters: { rater: string; answers: number }[];
  pairs: RaterPair[];
  /** Rows on which not all say the same, in order. */
  disputed: number[];
}

/** Reviewers of whom every pair is told. */
const mostRaters = 20;

const kept = perDatabase(() => new LRUCache<string, Promise<ReviewerAgreement>>({ max: 50 }));

/** The label column of annotations with this key; refused where there is none. */
export function ratedColumn(shape: DatasetShape, key: string): ColumnShape {
  const column = shape.byKey.get(key);
  if (column?.type !== 'LABEL' || column.role !== 'ANNOTATION' || column.system)
    throw new InvalidInput(`“${key}” is not a label column of annotations.`, ['column']);
  return column;
}

/** Agreement among the reviewers of a dataset by one label column, on all rows of a filter that several have reviewed. */
export async function reviewerAgreement(
  db: Database,
  { datasetId, column, condition = everything }: { datasetId: number; column: ColumnShape; condition?: Condition },
): Promise<ReviewerAgreement> {
  const { answers: mark } = await marksOf(db, datasetId);
  return keptPromise(kept(db), JSON.stringify([datasetId, column.id, mark, condition]), async () => {
    const answers = await reviewerAnswers(db, { datasetId, column, mark });
    return measure(column, await answersWithin(db, { datasetId, condition, answers }));
  });
}

/** Those of the answers that are about rows of the filter. */
export async function answersWithin(
  db: Database,
  { datasetId, condition, answers }: { datasetId: number; condition: Condition; answers: RowAnswers },
): Promise<RowAnswers> {
  if (condition.kind === 'and' && condition.of.length === 0) return answers;
  const within = await rowsWithin(db, { datasetId, condition, rowIds: [...answers.keys()] });
  return new Map([...answers].filter(([rowId]) => within.has(rowId)));
}

/** Agreement in one column as these answers show it. */
export function measure(column: ColumnShape, byRow: RowAnswers): ReviewerAgreement {
  const answers = new Map<string, number>();
  for (const row of byRow.values()) for (const rater of row.keys()) answers.set(rater, (answers.get(rater) ?? 0) + 1);
  const raters = [...answers]
    .map(([rater, n]) => ({ rater, answers: n }))
    .sort((a, b) => b.answers - a.answers || a.rater.localeCompare(b.rater, 'en', { numeric: true }));
  const order = column.options.map(({ value }) => value);
  const pairs = commonAnswers(
    raters.slice(0, mostRaters).map(({ rater }) => rater),
    byRow,
  ).map(({ first, second, both }): RaterPair => ({
    first,
    second,
    rows: both.length,
    agreement: percentAgreement(both),
    kappa: cohensKappa(both),
    matrix: confusionMatrix(both, { order }),
  }));
  return {
    ...agreementFigures(byRow),
    column,
    raters,
    pairs,
    disputed: [...byRow].filter(([, row]) => unanimous([...row.values()]) === false).map(([rowId]) => rowId),
  };
}

interface CommonAnswers {
  first: string;
  second: string;
  both: [string, string][];
}

/** What every two of these reviewers said of the rows that both have reviewed, in their order; without those who have none in common.
 * Row by row, since most rows have few of many reviewers. */
function commonAnswers(raters: readonly string[], byRow: RowAnswers): CommonAnswers[] {
  const all = raters.flatMap((first, i) => raters.slice(i + 1).map((second): CommonAnswers => ({ first, second, both: [] })));
  const placeOf = new Map(raters.map((rater, place) => [rater, place]));
  // Where the pairs of each first one begin, so that a pair is found by the places of its two.
  const begins = raters.map((_, i) => i * raters.length - (i * (i + 1)) / 2 - i - 1);
  for (const row of byRow.values()) {
    const places = [...row.keys()].flatMap((rater) => placeOf.get(rater) ?? []).sort((a, b) => a - b);
    places.forEach((i, at) => {
      for (const j of places.slice(at + 1)) all[begins[i]! + j]!.both.push([row.get(raters[i]!)!, row.get(raters[j]!)!]);
    });
  }
  return all.filter(({ both }) => both.length > 0);
}
