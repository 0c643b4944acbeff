import type { Database } from '@docket/prisma/database.ts';

/** Which row a claim is on; null when it holds no more. */
export async function claimByToken(db: Database, token: string): Promise<{ rowId: number } | null> {
  const { rows } = await db.pool.query<{ rowId: number }>({
    name: 'claim_by_token',
    text: 'SELECT row_id AS "rowId" FROM claim WHERE token = $1::uuid',
    values: [token],
  });
  return rows[0] ?? null;
}
