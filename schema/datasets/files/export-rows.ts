import pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import { combinationsWith } from '../../queue/combinations.ts';
import { compileFilter } from '../../queue/filter/compile-filter.ts';
import type { Condition } from '../../queue/filter/row-filter.ts';
import type { DatasetShape } from '../dataset-shape.ts';
import type { StoredCells } from '../present-values.ts';

export interface ExportRows {
  shape: DatasetShape;
  condition: Condition;
}

/** What a batch should hold, in bytes of cells, and rows at most. */
const BATCH = { bytes: 2 * 1024 * 1024, rows: 1000 };

interface Found {
  id: number;
  combinationId: number;
  given: StoredCells['given'];
  answer: StoredCells['answer'];
  bytes: number;
}

/** The rows of a filter in their order, batch by batch, all as they were at one moment. Holds a connection and a snapshot
 * of its own until it is read to the end or left (`return`). */
export async function* exportRows(db: Database, { shape, condition }: ExportRows): AsyncGenerator<StoredCells[]> {
  // Not of the pool: a slow reader would keep a connection from the queue's statements.
  const client = new pg.Client({ connectionString: db.url, application_name: 'docket-export', statement_timeout: 60_000 });
  // A connection that breaks fails the query that waits for it; one that waits for nothing must not fail the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const newest = await client.query<{ id: number | null }>('SELECT max(id) AS id FROM combination WHERE dataset_id = $1', [shape.id]);
    const { id } = newest.rows[0]!;
    const combinations = id === null ? new Map<never, never>() : await combinationsWith(db, shape.id, [id]);
    const { combos, sql, params } = compileFilter(condition, combinations.values());
    let after = 0;
    let limit = 100;
    for (;;) {
      const { rows } = await client.query<Found>(
        `SELECT r.id, r.combination_id AS "combinationId", c.given, c.answer, pg_column_size(c.given) + pg_column_size(c.answer) AS bytes
         FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
         WHERE r.dataset_id = $2 AND r.id > $3 AND r.combination_id = ANY ($4::int[]) AND $1::jsonb IS NOT NULL AND ${sql ?? 'true'}
         ORDER BY r.id LIMIT $5`,
        [JSON.stringify(params), shape.id, after, combos, limit],
      );
      if (rows.length > 0) {
        yield rows.map(({ combinationId, given, answer }) => {
          const { labels, filled } = combinations.get(combinationId)!;
          return { given, answer, labels, filled };
        });
      }
      if (rows.length < limit) return;
      after = rows.at(-1)!.id;
      const mean = rows.reduce((sum, { bytes }) => sum + bytes, 0) / rows.length;
      limit = Math.max(1, Math.min(BATCH.rows, Math.floor(BATCH.bytes / mean)));
    }
  } finally {
    // Ends the transaction with it.
    await client.end();
  }
}
