import type pg from 'pg';
import { isTimeout } from '../monitor/bounded-read.ts';
import { InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import { MAX_ROWS_AT_ONCE } from './insert-rows.ts';

/** SQL over the table `span` as `s`, with its values from `$1` on. */
export interface SpanCondition {
  sql: string;
  params: readonly unknown[];
}

export interface ChosenSpans {
  /** Those that have no row yet, in the order in which their rows will stand. */
  fresh: number[];
  /** Those that have one, with it. */
  present: { spanId: number; rowId: number }[];
}

type Pair = [spanId: number, rowId: number | null];

/** Spans by id, in the order in which they are named. One that the project does not have is not found. */
export async function chooseByIds(
  client: pg.PoolClient,
  datasetId: number,
  projectId: number,
  spanIds: readonly number[],
): Promise<ChosenSpans> {
  const ids = [...new Set(spanIds)];
  checkCount(ids.length);
  const { rows } = await client.query<Pair>({
    text: `SELECT s.id, r.id FROM unnest($1::bigint[]) WITH ORDINALITY u(id, n)
           JOIN span s ON s.id = u.id AND s.project_id = $2
           LEFT JOIN dataset_row r ON r.dataset_id = $3 AND r.span_id = s.id
           ORDER BY u.n`,
    values: [ids, projectId, datasetId],
    rowMode: 'array',
  });
  if (rows.length < ids.length) throw new NotFound('Span');
  return divide(rows);
}

/** Every span of the project that a filter lets through, oldest first. */
export async function chooseByFilter(
  client: pg.PoolClient,
  datasetId: number,
  projectId: number,
  condition: SpanCondition,
): Promise<ChosenSpans> {
  const at = condition.params.length;
  const query = client.query<Pair>({
    text: `SELECT s.id, r.id FROM span s LEFT JOIN dataset_row r ON r.dataset_id = $${at + 1} AND r.span_id = s.id
           WHERE s.project_id = $${at + 2} AND (${condition.sql})
           ORDER BY s.started_at, s.id LIMIT $${at + 3}`,
    values: [...condition.params, datasetId, projectId, MAX_ROWS_AT_ONCE + 1],
    rowMode: 'array',
  });
  const { rows } = await query.catch((error: unknown) => {
    throw isTimeout(error) ? new InvalidFilter('Looking for these spans took too long. Add a time range.', ['input', 'filter']) : error;
  });
  checkCount(rows.length);
  return divide(rows);
}

function checkCount(count: number): void {
  if (count > MAX_ROWS_AT_ONCE)
    throw new InvalidInput(`At most ${MAX_ROWS_AT_ONCE} spans at once. Narrow the filter, and add in parts.`, ['input', 'filter']);
}

function divide(pairs: Pair[]): ChosenSpans {
  const chosen: ChosenSpans = { fresh: [], present: [] };
  for (const [spanId, rowId] of pairs) {
    if (rowId === null) chosen.fresh.push(spanId);
    else chosen.present.push({ spanId, rowId });
  }
  return chosen;
}
