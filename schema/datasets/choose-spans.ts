import type pg from 'pg';
import { isTimeout } from '../monitor/bounded-read.ts';
import { InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import type { IdList } from './id-list.ts';
import { MAX_ROWS_AT_ONCE } from './insert-rows.ts';

/** SQL over the table `span` as `s`, with its values from `$1` on. */
export interface SpanCondition {
  sql: string;
  params: readonly unknown[];
}

export interface SpanChunk {
  ids: IdList;
  count: number;
}

export interface ChosenSpans {
  /** Those that have no row yet, in the order in which their rows will stand, by at most `CHUNK`. */
  fresh: SpanChunk[];
  /** How many these are together. */
  freshCount: number;
  /** How many have one. */
  presentCount: number;
  /** The first hundred of those, each with its row. */
  present: { spanId: number; rowId: number }[];
}

/** Rows that one statement makes; after each, the progress is told. */
const CHUNK = 10_000;

/** Spans by id, in the order in which they are named. One that the project does not have is not found. */
export async function chooseByIds(
  client: pg.PoolClient,
  datasetId: number,
  projectId: number,
  spanIds: readonly number[],
): Promise<ChosenSpans> {
  const ids = [...new Set(spanIds)];
  checkCount(ids.length);
  const chosen = await choose(
    client,
    `SELECT s.id, r.id AS row_id, u.n AS place, 0 AS tie FROM unnest($1::bigint[]) WITH ORDINALITY u(id, n)
     JOIN span s ON s.id = u.id AND s.project_id = $2
     LEFT JOIN dataset_row r ON r.dataset_id = $3 AND r.span_id = s.id`,
    [ids, projectId, datasetId],
  );
  if (chosen.freshCount + chosen.presentCount < ids.length) throw new NotFound('Span');
  return chosen;
}

/** Every span of the project that a filter lets through, oldest first. */
export async function chooseByFilter(
  client: pg.PoolClient,
  datasetId: number,
  projectId: number,
  condition: SpanCondition,
): Promise<ChosenSpans> {
  const at = condition.params.length;
  const chosen = await choose(
    client,
    `SELECT s.id, r.id AS row_id, s.started_at AS place, s.id AS tie FROM span s LEFT JOIN dataset_row r ON r.dataset_id = $${at + 1} AND r.span_id = s.id
     WHERE s.project_id = $${at + 2} AND (${condition.sql}) ORDER BY s.started_at, s.id LIMIT $${at + 3}`,
    [...condition.params, datasetId, projectId, MAX_ROWS_AT_ONCE + 1],
  ).catch((error: unknown) => {
    throw isTimeout(error) ? new InvalidFilter('Looking for these spans took too long. Add a time range.', ['input', 'filter']) : error;
  });
  checkCount(chosen.freshCount + chosen.presentCount);
  return chosen;
}

function checkCount(count: number): void {
  if (count > MAX_ROWS_AT_ONCE)
    throw new InvalidInput(`At most ${MAX_ROWS_AT_ONCE} spans at once. Narrow the filter, and add in parts.`, ['input', 'filter']);
}

/** `sql` finds spans: id, row_id when there is a row, and the two that they are ordered by. */
async function choose(client: pg.PoolClient, sql: string, params: unknown[]): Promise<ChosenSpans> {
  const { rows } = await client.query<{ chunk: number | null; count: number; ids: IdList; rowIds: string | null }>(
    `WITH found AS MATERIALIZED (${sql}),
       placed AS (SELECT id, row_id, row_number() OVER (PARTITION BY row_id IS NULL ORDER BY place, tie) - 1 AS n FROM found)
     SELECT (n / ${CHUNK})::int AS chunk, count(*)::int AS count, array_agg(id ORDER BY n)::text AS ids, NULL AS "rowIds"
     FROM placed WHERE row_id IS NULL GROUP BY 1
     UNION ALL
     SELECT NULL, count(*)::int, coalesce((array_agg(id ORDER BY n))[1:100], '{}')::text, coalesce((array_agg(row_id ORDER BY n))[1:100], '{}')::text
     FROM placed WHERE row_id IS NOT NULL
     ORDER BY chunk`,
    params,
  );
  const numbers = (list: string): number[] => (list === '{}' ? [] : list.slice(1, -1).split(',').map(Number));
  const present = rows.find(({ chunk }) => chunk === null)!;
  const rowIds = numbers(present.rowIds!);
  const fresh = rows.filter(({ chunk }) => chunk !== null).map(({ ids, count }) => ({ ids, count }));
  return {
    fresh,
    freshCount: fresh.reduce((sum, { count }) => sum + count, 0),
    presentCount: present.count,
    present: numbers(present.ids).map((spanId, n) => ({ spanId, rowId: rowIds[n]! })),
  };
}
