import type { Database } from '@docket/prisma/database.ts';
import type { NewSpan } from './validate-span.ts';

/** One statement a batch, in the order of the batch. */
const INSERT = `
  INSERT INTO span (project_id, trace_id, span_id, parent_span_id, name, kind, status, error, started_at, ended_at, duration_ms,
    model, provider, prompt_name, prompt_version, variables, messages, output, tokens_in, tokens_out, cost, session_id, end_user_id,
    tags, attributes, feedback, feedback_note, scores, content_hash)
  SELECT $1, s."traceId", s."spanId", s."parentSpanId", s.name, s.kind, s.status, s.error, s."startedAt", s."endedAt", s."durationMs",
    s.model, s.provider, s."promptName", s."promptVersion", s.variables, s.messages, s.output, s."tokensIn", s."tokensOut", s.cost,
    s."sessionId", s."endUserId", s.tags, s.attributes, s.feedback, s."feedbackNote", s.scores, s."contentHash"
  FROM ROWS FROM (json_to_recordset($2::json) AS (
    "traceId" text, "spanId" text, "parentSpanId" text, name text, kind span_kind, status span_status, error text,
    "startedAt" timestamptz, "endedAt" timestamptz, "durationMs" double precision, model text, provider text, "promptName" text,
    "promptVersion" text, variables jsonb, messages jsonb, output jsonb, "tokensIn" int, "tokensOut" int, cost double precision,
    "sessionId" text, "endUserId" text, tags text[], attributes jsonb, feedback smallint, "feedbackNote" text, scores jsonb,
    "contentHash" text)) WITH ORDINALITY AS s
  ORDER BY s.ordinality
  ON CONFLICT (project_id, trace_id, span_id) DO NOTHING
  RETURNING trace_id AS "traceId", span_id AS "spanId"`;

/** A statement of its own, so that its snapshot has what the insert found in its way. */
const HASHES = `
  SELECT s.trace_id AS "traceId", s.span_id AS "spanId", s.content_hash AS hash
  FROM unnest($2::text[], $3::text[]) AS k (trace_id, span_id) JOIN span s USING (trace_id, span_id)
  WHERE s.project_id = $1`;

/** What makes a span the same one: the id is the sender's, and unique within its trace only. */
export const keyOf = ({ traceId, spanId }: { traceId: string; spanId: string }): string => JSON.stringify([traceId, spanId]);

export interface Inserted {
  added: boolean;
  /** The content that is kept. */
  hash: string;
}

/** Inserts spans with distinct keys that are not there yet. By key: whether it was added, and the hash of what is kept. A
 * span that the database cannot hold is missing in the answer, and does not keep its neighbours out. */
export async function insertSpans(db: Database, projectId: number, spans: readonly NewSpan[], tries = 5): Promise<Map<string, Inserted>> {
  if (spans.length === 0) return new Map();
  try {
    return await insertAll(db, projectId, spans);
  } catch (error) {
    if (isDeadlock(error) && tries > 1) return insertSpans(db, projectId, spans, tries - 1);
    if (!isAboutData(error)) throw error;
    if (spans.length === 1) return new Map();
    const middle = spans.length >> 1;
    const left = await insertSpans(db, projectId, spans.slice(0, middle));
    return new Map([...left, ...(await insertSpans(db, projectId, spans.slice(middle)))]);
  }
}

async function insertAll(db: Database, projectId: number, spans: readonly NewSpan[]): Promise<Map<string, Inserted>> {
  const inserted = await db.pool.query<{ traceId: string; spanId: string }>({
    name: 'insert_spans',
    text: INSERT,
    values: [projectId, JSON.stringify(spans)],
  });
  const added = new Set(inserted.rows.map(keyOf));
  const result = new Map<string, Inserted>();
  const there: NewSpan[] = [];
  for (const span of spans) {
    if (added.has(keyOf(span))) result.set(keyOf(span), { added: true, hash: span.contentHash });
    else there.push(span);
  }
  if (there.length === 0) return result;
  const known = await db.pool.query<{ traceId: string; spanId: string; hash: string }>({
    name: 'span_hashes',
    text: HASHES,
    values: [projectId, there.map(({ traceId }) => traceId), there.map(({ spanId }) => spanId)],
  });
  for (const row of known.rows) result.set(keyOf(row), { added: false, hash: row.hash });
  return result;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
/** Two imports that met in opposite orders: the other one goes on, this one starts again. */
const isDeadlock = (error: unknown): boolean => codeOf(error) === '40P01';
/** Data exceptions and program limits: about a value, not about the database. */
const isAboutData = (error: unknown): boolean => /^(22|54)/.test(codeOf(error));
