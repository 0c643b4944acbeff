import type { Database } from '@docket/prisma/database.ts';

/** So many spans of `prompt_name` “asked” and half as many of another, 1.2 KB each, of ten models; a third of them cheap. */
export async function makeSpans(db: Database, projectId: number, count: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO span (project_id, trace_id, span_id, name, kind, status, started_at, duration_ms, model, prompt_name, variables, output, tokens_in,
       tokens_out, cost, tags, attributes, content_hash)
     SELECT $1, 'trace-' || n / 4, 'span-' || n, 'answer', 'MODEL', 'OK', '2026-01-01'::timestamptz + n * interval '1 second', n % 4000, 'model-' || n % 10,
       CASE WHEN n % 3 = 0 THEN 'other' ELSE 'asked' END,
       jsonb_build_object('question', 'How do I reset the password of account ' || n || '?', 'customer', 'customer ' || n % 997,
         'context', repeat('Open the settings, choose security, then a new password. ', 8)),
       to_jsonb('Open the settings of account ' || n || '. ' || repeat('Choose security, then a new password. ', 8)),
       n % 900, n % 300, (n % 300) / 10000.0, ARRAY['tier-' || n % 3], jsonb_build_object('user.plan', 'plan ' || n % 3, 'region', 'region ' || n % 20),
       md5(n::text)
     FROM generate_series(0, $2::int - 1) n`,
    [projectId, Math.ceil(count * 1.5)],
  );
  await db.pool.query('ANALYZE span');
}
