import type { Database } from '@docket/prisma/database.ts';

/**
 * Moves what a rule has just written to the moment at which the demo says that it happened. The rules know only the
 * database's clock, and rightly so: this is the one place that writes times, and it is used while the demo is made and
 * nobody follows its datasets. Called after each step with a later moment than before, so that times go up with `seq`,
 * and what an event remembers of a row's times (for undo) is moved already when it is written.
 *
 * Fresh is whatever is not older than `since`, when the seeding began: the demo's own moments are all before it.
 */
export async function setTimes({ pool }: Database, { datasetId, since, at, seconds = null, claims = {} }: NewTimes): Promise<void> {
  await pool.query({ name: 'demo_set_times', text: SET_TIMES, values: [datasetId, since, at, seconds, JSON.stringify(claims)] });
}

export interface NewTimes {
  datasetId: number;
  since: Date;
  at: Date;
  /** From claim to fill. */
  seconds?: number | null;
  /** When rows were claimed since the last call, by their ids: claims need no call of their own. */
  claims?: Readonly<Record<string, Date>>;
}

const moved = (column: string): string => `${column} = CASE WHEN ${column} >= $2 THEN $3 ELSE ${column} END`;

const SET_TIMES = `
  WITH events AS (
    UPDATE event SET at = CASE WHEN kind = 'claimed' THEN coalesce(($5::jsonb ->> row_id::text)::timestamptz, $3) ELSE $3 END
    WHERE dataset_id = $1 AND at >= $2),
  datasets AS (UPDATE dataset SET created_at = $3 WHERE id = $1 AND created_at >= $2),
  slices AS (UPDATE slice SET created_at = $3 WHERE dataset_id = $1 AND created_at >= $2),
  rows AS (
    UPDATE dataset_row SET ${moved('created_at')}, ${moved('updated_at')}, ${moved('filled_at')}
    WHERE dataset_id = $1 AND greatest(created_at, updated_at, filled_at) >= $2),
  claims AS (UPDATE claim SET claimed_at = $3 WHERE dataset_id = $1 AND claimed_at >= $2),
  drafts AS (UPDATE draft SET updated_at = $3 WHERE dataset_id = $1 AND updated_at >= $2),
  skips AS (UPDATE skip SET skipped_at = $3 WHERE dataset_id = $1 AND skipped_at >= $2),
  checkpoints AS (UPDATE size_checkpoint SET at = $3 WHERE dataset_id = $1 AND at >= $2)
  UPDATE review SET ${moved('ended_at')}, ${moved('filled_at')},
    seconds = CASE WHEN filled_at >= $2 AND seconds IS NOT NULL THEN $4::double precision ELSE seconds END
  WHERE dataset_id = $1 AND greatest(filled_at, ended_at) >= $2`;
