import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import type { ColumnShape } from '../datasets/dataset-shape.ts';
import { perDatabase } from '../per-database.ts';
import { severalReviews } from './read-reviews.ts';

/** What each reviewer said in one column, by row and then by who (`User_3`, `Annotator_7`): rows with two answers or more, in order. */
export type RowAnswers = ReadonlyMap<number, ReadonlyMap<string, string>>;

interface OfColumn {
  datasetId: number;
  column: ColumnShape;
}

const kept = perDatabase(() => new LRUCache<string, Promise<RowAnswers>>({ max: 5 }));

/** Changes whenever a review comes in or ends. */
export async function reviewsMark({ pool }: Database, datasetId: number): Promise<string> {
  const { rows } = await pool.query<{ mark: string }>({
    name: 'reviews_mark',
    text: `SELECT concat_ws(' ', max(id), count(*) FILTER (WHERE ended_at IS NOT NULL)) AS mark FROM review WHERE dataset_id = $1`,
    values: [datasetId],
  });
  return rows[0]!.mark;
}

/** Changes whenever anything does that reviews or filters are about: what was worked out before is then old. */
export async function answersMark(db: Database, datasetId: number): Promise<string> {
  const { rows } = await db.pool.query<{ seq: number }>({
    name: 'head_of_dataset',
    text: 'SELECT head_seq($1) AS seq',
    values: [datasetId],
  });
  // After the head, so that the mark is never newer than what it stands for.
  return `${rows[0]!.seq} ${await reviewsMark(db, datasetId)}`;
}

/** The answers of a dataset's reviewers as of this mark or later; who asks at one moment shares one reading. What an adjudicator settled
 * afterwards is not one reviewer's answer among several, and is left out. */
export function reviewerAnswers(db: Database, { mark, ...of }: OfColumn & { mark: string }): Promise<RowAnswers> {
  const cache = kept(db);
  const key = `${of.datasetId} ${of.column.id} ${mark}`;
  const known = cache.get(key);
  if (known) return known;
  const reading = readAnswers(db, of);
  cache.set(key, reading);
  reading.catch(() => cache.delete(key));
  return reading;
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
