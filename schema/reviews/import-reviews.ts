import type { Services } from '../context.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { nameOf } from '../datasets/names.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type ParsedValues, parseValues, withoutNulls } from '../datasets/parse-values.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { type Settled, settleRows } from './settle-rows.ts';

export interface ForeignReview {
  rowId: number;
  /** By name; known from the first time on. */
  annotator: string;
  /** Values of annotation columns by key. */
  values: unknown;
  at: Date | null;
}

export interface ImportReviews {
  shape: DatasetShape;
  actorId: number;
  reviews: readonly ForeignReview[];
  /** Whether rows on which all agree are filled with what they agree on. */
  settle: boolean;
}

export interface ImportedReviews extends Settled {
  /** Reviews that were written. */
  written: number;
  /** Reviews that were there already, word for word. */
  known: number;
}

type Write = Pick<Services, 'db' | 'queue' | 'signals' | 'limits'>;

/** Brings in what annotators without an account have said of rows, all or none. One annotator has one review of a row: another
 * one takes the place of the first. Then the rows are looked at: those on which two differ are disputed. */
export async function importReviews(services: Write, { shape, actorId, reviews, settle }: ImportReviews): Promise<ImportedReviews> {
  const { db, limits } = services;
  if (reviews.length === 0) throw new InvalidInput('There is no review to bring in.', ['input', 'reviews']);
  const parsed = reviews.map((review, row) => ({
    ...review,
    annotator: nameOf(review.annotator, 'annotator', ['input', 'reviews', String(row), 'annotator']),
    ...onlyAnnotations(parseValues(shape, review.values, { cellBytes: limits.cellBytes, row }), row),
  }));
  const twice = firstTwice(parsed.map(({ rowId, annotator }) => `${rowId} ${annotator}`));
  if (twice !== null)
    throw new InvalidInput(`“${parsed[twice]!.annotator}” has two reviews of the same row here.`, ['input', 'reviews', String(twice)]);
  const rowIds = [...new Set(parsed.map(({ rowId }) => rowId))];
  const written = await inTransaction(db.pool, async (client) => {
    const { rows: there } = await client.query<{ n: number }>(
      'SELECT count(*) AS n FROM dataset_row WHERE dataset_id = $1 AND id = ANY ($2::bigint[])',
      [shape.id, rowIds],
    );
    if (there[0]!.n < rowIds.length) throw new NotFound('Row');
    // One who brings in at a time, or two with the same review would both find it new.
    await client.query('SELECT pg_advisory_xact_lock(1919251317, $1)', [shape.id]);
    await client.query(
      `INSERT INTO annotator (project_id, name) SELECT $1, name FROM unnest($2::text[]) name ORDER BY name ON CONFLICT DO NOTHING`,
      [shape.projectId, [...new Set(parsed.map(({ annotator }) => annotator))]],
    );
    const { rows } = await client.query<{ written: number }>(insertSql, [
      shape.projectId,
      shape.id,
      JSON.stringify(parsed.map(({ rowId, annotator, answer, labels, at }) => ({ row: rowId, name: annotator, answer, labels, at }))),
    ]);
    return rows[0]!.written;
  });
  const settled = { agreed: 0, disputed: 0 };
  for (let at = 0; at < rowIds.length; at += limits.batch) {
    const { agreed, disputed } = await settleRows(services, { shape, actorId, rowIds: rowIds.slice(at, at + limits.batch), fill: settle });
    settled.agreed += agreed;
    settled.disputed += disputed;
  }
  return { written, known: reviews.length - written, ...settled };
}

const insertSql = `
  WITH given AS (
    SELECT g.row AS row_id, a.id AS annotator_id, g.answer, g.labels, coalesce(g.at, clock_timestamp()) AS at
    FROM jsonb_to_recordset($3::jsonb) g(row bigint, name text, answer jsonb, labels jsonb, at timestamptz)
    JOIN annotator a ON a.project_id = $1 AND a.name = g.name
  ), fresh AS (
    SELECT g.* FROM given g WHERE NOT EXISTS (SELECT FROM review r WHERE r.row_id = g.row_id AND r.annotator_id = g.annotator_id
      AND r.ended_at IS NULL AND r.answer = g.answer AND r.labels = g.labels)
  ), ended AS (
    UPDATE review r SET ended_at = clock_timestamp() FROM fresh f
    WHERE r.row_id = f.row_id AND r.annotator_id = f.annotator_id AND r.ended_at IS NULL
  ), made AS (
    INSERT INTO review (project_id, dataset_id, row_id, annotator_id, answer, labels, filled_at)
    SELECT $1, $2, row_id, annotator_id, answer, labels, at FROM fresh RETURNING 1
  ) SELECT count(*) AS written FROM made`;

function onlyAnnotations({ given, answer, labels }: ParsedValues, row: number): Pick<ParsedValues, 'answer' | 'labels'> {
  if (Object.keys(given).length > 0)
    throw new InvalidInput('A review has values of annotation columns alone.', ['input', 'reviews', String(row), 'values']);
  return { answer: withoutNulls(answer), labels: withoutNulls(labels) };
}

function firstTwice(keys: readonly string[]): number | null {
  const seen = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (seen.has(key)) return at;
    seen.add(key);
  }
  return null;
}
