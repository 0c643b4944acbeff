import type pg from 'pg';
import type { GateRules } from './gate-rules.ts';
import type { Place } from './history.ts';

/** What a version of a prompt must have shown before it runs in an environment, and over which rows. */
export interface GateRecord {
  datasetId: number;
  /** Null: all rows of the dataset. */
  sliceId: number | null;
  rules: GateRules;
}

/** The gate of a prompt in an environment; null where there is none. */
export async function gateOf(db: Pick<pg.Pool, 'query'>, { environmentId, promptId }: Place): Promise<GateRecord | null> {
  const { rows } = await db.query<GateRecord>(
    `SELECT dataset_id AS "datasetId", slice_id AS "sliceId", rules FROM gate WHERE environment_id = $1 AND prompt_id = $2`,
    [environmentId, promptId],
  );
  return rows[0] ?? null;
}
