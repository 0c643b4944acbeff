import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { ColumnShape } from '../datasets/dataset-shape.ts';
import { keptPromise } from '../kept-promise.ts';
import { perDatabase } from '../per-database.ts';
import { severalReviews } from './read-reviews.ts';

/** What each reviewer said in one column, by row and then by who (`User_3`, `Annotator_7`): rows with two answers or more, in order. */
export type RowAnswers = ReadonlyMap<number, ReadonlyMap<string, string>>;

interface OfColumn {
  datasetId: number;
  column: ColumnShape;
}

const kept = perDatabase(() => new LRUCache<string, Promise<RowAnswers>>({ max: 5 }));

/** What tells the state of a dataset's reviews from others. */
export interface Marks {
  /** Changes whenever a review comes in or ends. */
  reviews: string;
  /** Changes whenever anything does that reviews or filters are about: what was worked out before is then old. */
  answers: string;
}

/** The marks as they are now: what is read afterwards is no older than they are. */
export async function marksOf({ pool }: Database, datasetId: number): Promise<Marks> {
  const { rows } = await pool.query<{ seq: number; reviews: string }>({
    name: 'marks_of_reviews',
    text: `SELECT head_seq($1) AS seq, concat_ws(' ', max(id), count(*) FILTER (WHERE ended_at IS NOT NULL)) AS reviews FROM review WHERE dataset_id = $1`,
    values: [datasetId],
  });
  const { seq, reviews } = rows[0]!;
  return { reviews, answers: `${seq} ${reviews}` };
}

/** The answers of a dataset's reviewers as of this mark or later; who asks at one moment shares one reading. What an adjudicator settled
 * afterwards is not one reviewer's answer among several, and is left out. */
export function reviewerAnswers(db: Database, { mark, ...of }: OfColumn & { mark: string }): Promise<RowAnswers> {
  return keptPromise(kept(db), `${of.datasetId} ${of.column.id} ${mark}`, () => readAnswers(db, of));
}

async function readAnswers(db: Database, { datasetId, column }: OfColumn): Promise<RowAnswers> {
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
