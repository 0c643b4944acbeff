import type { Database } from '@docket/prisma/database.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import type { JudgedBatch } from '../evaluators/standing/judge-batch.ts';

interface RecordScores extends Pick<JudgedBatch<unknown>, 'failed' | 'failedInARow' | 'cost' | 'pause'> {
  scores: { spanId: number; value: number }[];
  /** How many it could not tell of. */
  unknown: number;
  id: number;
  projectId: number;
  /** What the scores are called. */
  name: string;
  /** The cursor as it was when the batch was read, and as it is to be. */
  from: number;
  upTo: number;
}

/** Writes the scores of a batch and moves the cursor past it, both or neither. False where the cursor is not where it was: somebody
 * else has done this, or it was set back; then nothing is written. */
export function recordScores({ pool }: Database, batch: RecordScores): Promise<boolean> {
  const { id, projectId, name, from, upTo, scores, unknown, failed, failedInARow, cost, pause } = batch;
  return inTransaction(pool, async (client) => {
    const spanIds = scores.map(({ spanId }) => spanId);
    // Spans first, in the order of their ids, as every evaluator does: two of them must not wait for each other.
    if (spanIds.length > 0) await client.query('SELECT FROM span WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [spanIds]);
    const { rowCount } = await client.query(
      `UPDATE span_evaluator SET cursor = $3, scored = scored + $4, unknown = unknown + $5, failed = failed + $6, failed_in_a_row = $7,
         cost = cost + $8, enabled = enabled AND $9::text IS NULL, paused_because = coalesce(left($9, 1000), paused_because)
       WHERE id = $1 AND cursor = $2`,
      [id, from, upTo, scores.length, unknown, failed, failedInARow, cost, pause],
    );
    if (rowCount !== 1) return false;
    if (spanIds.length === 0) return true;
    // What the sender gave stays, but for a score of this very name.
    await client.query(
      `UPDATE span s SET scores = s.scores || jsonb_build_object($3::text, v.value)
       FROM unnest($1::bigint[], $2::double precision[]) AS v (id, value) WHERE s.id = v.id AND s.project_id = $4`,
      [spanIds, scores.map(({ value }) => value), name, projectId],
    );
    return true;
  });
}
