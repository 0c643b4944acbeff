import type { Database } from '@docket/prisma/database.ts';
import type { Limits } from '../limits.ts';
import { bindings } from '../monitor/filter-sql.ts';
import { type SpanFilter, spanCondition } from '../monitor/span-filter.ts';
import type { JudgedSpan } from './span-subject.ts';

interface NextSpans {
  projectId: number;
  filter: SpanFilter;
  /** 0 to 1. */
  share: number;
  /** The last id that was looked at, and the last that may be. */
  after: number;
  upTo: number;
  count: number;
  limits: Limits;
}

/** So many ids are looked at by one statement, so that none goes through a table of a million other projects' spans. */
const reach = 5000;

/** The next spans of a filter that belong to the share, in the order of their ids, and up to which id these are all. */
export async function nextSpans(
  { pool }: Database,
  { projectId, filter, share, after, upTo, count, limits }: NextSpans,
): Promise<{ spans: JudgedSpan[]; seenUpTo: number }> {
  const end = Math.min(upTo, after + reach);
  const { bind, values } = bindings();
  const conditions = [
    `s.id > ${bind(after)}::bigint AND s.id <= ${bind(end)}::bigint`,
    spanCondition(projectId, filter, bind, limits),
    ...(share < 1 ? [`${placeOfSpan} < ${bind(share)}::double precision`] : []),
  ];
  const { rows } = await pool.query<JudgedSpan>(
    `SELECT s.id, s.variables, s.messages, s.output, s.duration_ms AS "durationMs", s.cost, s.tokens_out AS "tokensOut"
     FROM span s WHERE ${conditions.join(' AND ')} ORDER BY s.id LIMIT ${bind(count)}`,
    values,
  );
  return { spans: rows, seenUpTo: rows.length < count ? end : rows.at(-1)!.id };
}

/** Where a span stands between 0 and 1, by its sender's ids: the same for every evaluator and in every database. */
const placeOfSpan = `place_of(s.trace_id || ' ' || s.span_id)`;
