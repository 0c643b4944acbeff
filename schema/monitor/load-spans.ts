import type { Database } from '@docket/prisma/database.ts';
import { NotFound } from '../refusals.ts';
import { SPAN_COLUMNS, type SpanRecord } from './span-record.ts';

/** Spans of one trace that are shown; a loop gone wild has more. */
const TRACE = 500;

/** The spans with these ids, in their order; NotFound in the place of one that is not there. Checks no rights. */
export async function spansByIds(db: Database, ids: readonly number[]): Promise<(SpanRecord | NotFound)[]> {
  const { rows } = await db.pool.query<SpanRecord>({
    name: 'spans_by_ids',
    text: `SELECT ${SPAN_COLUMNS} FROM span s WHERE s.id = ANY ($1::bigint[])`,
    values: [ids],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? new NotFound('Span'));
}

export interface TraceKey {
  projectId: number;
  traceId: string;
}

/** The spans of each trace, in the order in which they began, at most 500 of each. Checks no rights. */
export async function spansOfTraces(db: Database, keys: readonly TraceKey[]): Promise<SpanRecord[][]> {
  const { rows } = await db.pool.query<SpanRecord & { at: number }>({
    name: 'spans_of_traces',
    text: `SELECT ${SPAN_COLUMNS}, k.at FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS k (project_id, trace_id, at)
           CROSS JOIN LATERAL (SELECT * FROM span t WHERE t.project_id = k.project_id AND t.trace_id = k.trace_id
             ORDER BY t.started_at, t.id LIMIT ${TRACE}) s
           ORDER BY k.at, s.started_at, s.id`,
    values: [keys.map(({ projectId }) => projectId), keys.map(({ traceId }) => traceId)],
  });
  const traces = keys.map((): SpanRecord[] => []);
  for (const { at, ...span } of rows) traces[at - 1]?.push(span);
  return traces;
}

/** The ids of the rows that were made from each span, at most 100 of each: it may be in several datasets. */
export async function rowIdsOfSpans(db: Database, spanIds: readonly number[]): Promise<number[][]> {
  const { rows } = await db.pool.query<{ spanId: number; ids: number[] }>({
    name: 'row_ids_of_spans',
    text: `SELECT k.span_id AS "spanId", array(SELECT r.id FROM dataset_row r
             WHERE r.span_id = k.span_id AND r.dataset_id IN (SELECT d.id FROM dataset d WHERE d.project_id = s.project_id)
             ORDER BY r.id LIMIT 100) AS ids
           FROM unnest($1::bigint[]) AS k (span_id) JOIN span s ON s.id = k.span_id`,
    values: [spanIds],
  });
  const bySpan = new Map(rows.map(({ spanId, ids }) => [spanId, ids]));
  return spanIds.map((id) => bySpan.get(id) ?? []);
}
