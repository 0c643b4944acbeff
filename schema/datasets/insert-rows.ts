import type pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import type { DatasetShape } from './dataset-shape.ts';
import type { IdList } from './id-list.ts';
import { withoutNulls, type ParsedValues } from './parse-values.ts';
import { tooManyCombinations } from './refusals.ts';

/** Rows that one call may add: they become one event, which names them all. */
export const MAX_ROWS_AT_ONCE = 250_000;

/** A row ready to be inserted. Kept as text, so that a large file waits in little memory. */
export interface PackedRow {
  given: string;
  answer: string;
  /** Option ids by column id, keys in order: equal text is the same combination. */
  labels: string;
}

export const packRow = ({ given, answer, labels }: ParsedValues): PackedRow => ({
  given: JSON.stringify(withoutNulls(given)),
  answer: JSON.stringify(withoutNulls(answer)),
  labels: JSON.stringify(withoutNulls(labels)),
});

/** The record of each distinct combination of labels of rows that are empty, by its text; made where it is new.
 * Takes the dataset's lock for a moment for a new one, so it is called outside the transaction that inserts. */
export async function combinationsOf(
  db: Database,
  datasetId: number,
  labels: Iterable<string>,
  limit: number,
): Promise<Map<string, number>> {
  const distinct = [...new Set(labels)];
  const { rows } = await db.pool.query<{ labels: string; id: number | null; fresh: boolean }>(
    `SELECT l AS labels, (SELECT id FROM combination c WHERE c.dataset_id = $1 AND NOT c.filled AND c.labels = l::jsonb) AS id,
       NOT EXISTS (SELECT FROM combination c WHERE c.dataset_id = $1 AND c.filled IN (true, false) AND c.labels = l::jsonb) AS fresh
     FROM unnest($2::text[]) l`,
    [datasetId, distinct],
  );
  const fresh = rows.filter((row) => row.fresh).length;
  if (fresh > 0) await checkCombinations(db, datasetId, fresh, limit);
  const found = new Map<string, number>();
  for (const row of rows) {
    if (row.id === null) {
      const made = await db.pool.query<{ id: number | null }>('SELECT combination_within($1, false, $2::jsonb, $3) AS id', [
        datasetId,
        row.labels,
        limit,
      ]);
      // Others came in between.
      if (made.rows[0]!.id === null) throw tooManyCombinations(limit);
      row.id = made.rows[0]!.id;
    }
    found.set(row.labels, row.id);
  }
  return found;
}

async function checkCombinations(db: Database, datasetId: number, fresh: number, limit: number): Promise<void> {
  const { rows } = await db.pool.query<{ n: number }>('SELECT count(DISTINCT labels)::int AS n FROM combination WHERE dataset_id = $1', [
    datasetId,
  ]);
  if (rows[0]!.n + fresh > limit) throw tooManyCombinations(limit);
}

/** What was inserted, for the event: parallel lists. */
export interface InsertedRows {
  ids: number[];
  combinationIds: number[];
}

export interface InsertedLists {
  ids: IdList;
  combinationIds: IdList;
}

/** What one statement inserts at most: rows, and characters of JSON. */
const CHUNK = { rows: 5000, size: 4_000_000 };

/** Inserts rows in their order. The caller ends the transaction with `appendAddedEvent`. */
export async function insertRows(
  client: pg.PoolClient,
  dataset: Pick<DatasetShape, 'id' | 'projectId'>,
  rows: readonly PackedRow[],
  combinations: ReadonlyMap<string, number>,
): Promise<InsertedRows> {
  let inserted: InsertedRows = { ids: [], combinationIds: [] };
  for (let from = 0, to = 0; from < rows.length; from = to) {
    for (let size = 0; to < rows.length && to - from < CHUNK.rows && size < CHUNK.size; to++)
      size += rows[to]!.given.length + rows[to]!.answer.length;
    const { ids, combinationIds } = await insertChunk(client, dataset, rows.slice(from, to), combinations);
    inserted = { ids: inserted.ids.concat(ids), combinationIds: inserted.combinationIds.concat(combinationIds) };
  }
  return inserted;
}

async function insertChunk(
  client: pg.PoolClient,
  { id: datasetId, projectId }: Pick<DatasetShape, 'id' | 'projectId'>,
  rows: readonly PackedRow[],
  combinations: ReadonlyMap<string, number>,
): Promise<InsertedRows> {
  const combinationIds = rows.map(({ labels }) => combinations.get(labels)!);
  const { rows: inserted } = await client.query<{ id: number }>(
    // The ids are drawn in the rows' order: a row's place in the dataset is its id.
    `WITH fresh AS MATERIALIZED (
       SELECT nextval('dataset_row_id_seq') AS id, f.* FROM (
         SELECT * FROM unnest($3::int[], $4::text[], $5::text[]) WITH ORDINALITY u(combination_id, given, answer, n) ORDER BY n) f
     ), made AS (
       INSERT INTO dataset_row (id, project_id, dataset_id, combination_id, reviews_required)
       SELECT id, $1, $2, combination_id, (SELECT reviews_required FROM dataset WHERE id = $2) FROM fresh
     ), cells AS (
       INSERT INTO row_cells (row_id, project_id, dataset_id, given, answer) SELECT id, $1, $2, given::jsonb, answer::jsonb FROM fresh
     )
     SELECT id FROM fresh ORDER BY n`,
    [projectId, datasetId, combinationIds, rows.map((row) => row.given), rows.map((row) => row.answer)],
  );
  return { ids: inserted.map(({ id }) => id), combinationIds };
}

/** The one event for all rows of a transaction: numbers it under the dataset's lock, so it is the last statement. */
export async function appendAddedEvent(
  client: pg.PoolClient,
  datasetId: number,
  actorId: number,
  { ids, combinationIds }: InsertedRows | InsertedLists,
  note: object | null = null,
): Promise<number> {
  const { rows } = await client.query<{ seq: number }>(`SELECT append_rows_event($1, $2, 'added', $3, $4, $5) AS seq`, [
    datasetId,
    actorId,
    ids,
    combinationIds,
    note,
  ]);
  return rows[0]!.seq;
}
