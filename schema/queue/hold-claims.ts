import type { Services } from '../context.ts';
import type { Database } from '@docket/prisma/database.ts';
import type { ClaimImage } from './filter/row-image.ts';
import { loadDraft, loadRow } from './load-rows.ts';
import { ClaimExpired, type DraftImage } from './refusals.ts';

/** Prolongs claims. No lock and no event: who holds what has not changed. A token that holds no more is told as lost. */
export async function renewClaims(
  db: Database,
  { tokens, reviewerId, projectIds, seconds }: { tokens: string[]; reviewerId: number; projectIds: number[]; seconds: number | null },
): Promise<{ claims: ClaimImage[]; lost: string[] }> {
  const { rows } = await db.pool.query<{ claim: ClaimImage }>({
    name: 'renew_claims',
    text: `UPDATE claim k SET expires_at = clock_timestamp() + make_interval(secs => coalesce($3, d.claim_seconds))
           FROM dataset d WHERE d.id = k.dataset_id AND k.token = ANY ($1::uuid[]) AND k.reviewer_id = $2 AND k.project_id = ANY ($4::int[])
             AND k.expires_at > clock_timestamp()
           RETURNING claim_json(k) AS claim`,
    values: [tokens, reviewerId, seconds, projectIds],
  });
  const claims = rows.map((row) => row.claim);
  const held = new Set(claims.map((claim) => claim.token));
  return { claims, lost: tokens.filter((token) => !held.has(token)) };
}

/** Gives rows back. Each is free for everybody at once; what was typed stays as a draft. */
export async function releaseClaims(
  { db, queue }: Pick<Services, 'db' | 'queue'>,
  { tokens, reviewerId, projectIds = null }: { tokens: string[]; reviewerId: number; projectIds?: number[] | null },
): Promise<{ released: number; lost: string[] }> {
  const { rows } = await db.pool.query<{ dataset_id: number; token: string }>({
    name: 'datasets_of_claims',
    text: 'SELECT dataset_id, token FROM claim WHERE token = ANY ($1::uuid[]) AND ($2::int[] IS NULL OR project_id = ANY ($2))',
    values: [tokens, projectIds],
  });
  const byDataset = new Map<number, string[]>();
  for (const row of rows) byDataset.set(row.dataset_id, [...(byDataset.get(row.dataset_id) ?? []), row.token]);
  const known = new Set(rows.map((row) => row.token));
  const done = await Promise.all(
    [...byDataset].map(async ([datasetId, held]) => {
      const reply = await queue.join(datasetId, { op: 'release', by: reviewerId, tokens: held });
      return reply.ok!;
    }),
  );
  return {
    released: done.reduce((sum, one) => sum + one.released!, 0),
    lost: [...tokens.filter((token) => !known.has(token)), ...done.flatMap((one) => one.lost!)],
  };
}

/** Keeps what a reviewer has typed so far. Kept even when the claim has just ended, so that nothing is lost; then refused as such. */
export async function saveDraft(
  db: Database,
  { rowId, token, reviewerId, values }: { rowId: number; token: string; reviewerId: number; values: unknown },
): Promise<DraftImage> {
  const { rows } = await db.pool.query<{ holds: boolean }>({
    name: 'save_draft',
    text: `SELECT keep_draft($1, $2, $3::jsonb, date_trunc('milliseconds', clock_timestamp())),
             EXISTS (SELECT FROM claim WHERE row_id = $1 AND token = $4::uuid AND reviewer_id = $2 AND expires_at > clock_timestamp()) AS holds`,
    values: [rowId, reviewerId, JSON.stringify(values), token],
  });
  const draft = await loadDraft(db, { rowId, reviewerId });
  if (!rows[0]!.holds) throw new ClaimExpired(await loadRow(db, rowId), draft);
  return draft!;
}
