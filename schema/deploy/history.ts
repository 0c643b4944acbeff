import type pg from 'pg';

/** One prompt in one environment: what has a current version. */
export interface Place {
  environmentId: number;
  promptId: number;
}

type Reads = Pick<pg.Pool, 'query'>;

/** What runs there: the newest deployment; null where there is none. */
export async function currentDeployment(db: Reads, { environmentId, promptId }: Place): Promise<{ id: number; versionId: number } | null> {
  const { rows } = await db.query<{ id: number; versionId: number }>(
    `SELECT id, version_id AS "versionId" FROM deployment WHERE environment_id = $1 AND prompt_id = $2 ORDER BY id DESC LIMIT 1`,
    [environmentId, promptId],
  );
  return rows[0] ?? null;
}

/**
 * The version that a rollback puts back; null where there is none.
 *
 * Deployments are a stack: DEPLOY pushes its version, ROLLBACK pops the top, and what is then on top runs. So each further
 * rollback goes one version further back, and never forward to what was just taken out: A, B, C, rollback (B), rollback (A). After
 * a rollback and a new version D it is B that D goes back to, not C.
 *
 * Read from the newest: +1 for each DEPLOY, −1 for each ROLLBACK. Where the sum first comes to 1 stands what is on top, where it
 * first comes to 2, what is under it: the sum moves by one, so it is always a DEPLOY that brings it up to there.
 */
export async function versionBefore(db: Reads, { environmentId, promptId }: Place): Promise<number | null> {
  const { rows } = await db.query<{ versionId: number }>(
    `SELECT version_id AS "versionId" FROM (
       SELECT id, version_id, sum(CASE kind WHEN 'DEPLOY' THEN 1 ELSE -1 END) OVER (ORDER BY id DESC) AS live
       FROM deployment WHERE environment_id = $1 AND prompt_id = $2) d
     WHERE live = 2 ORDER BY id DESC LIMIT 1`,
    [environmentId, promptId],
  );
  return rows[0]?.versionId ?? null;
}
