import { createHash } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';

/** A place in a dataset's feed: `<epoch>.<seq>`. The epoch tells a cursor of this history from one of another, such as
 * from before a restore, whose numbers would look just as good. */
export const encodeCursor = (epoch: string, seq: number): string => `${epoch}.${seq}`;

export type ParsedCursor = { seq: number } | 'unknown';

/** The seq of a cursor of this epoch; any other text is unknown. */
export function parseCursor(cursor: string, epoch: string): ParsedCursor {
  const [given, seq, ...more] = cursor.split('.');
  return given === epoch && seq !== undefined && more.length === 0 && /^\d{1,15}$/.test(seq) ? { seq: Number(seq) } : 'unknown';
}

/** The epoch of a dataset in this very database: another cluster (a restore from a dump), or the same after a
 * point-in-time recovery or failover (a new timeline), has another. */
export function epochOf(history: string, datasetEpoch: string): string {
  return createHash('sha256').update(`${history} ${datasetEpoch}`).digest('base64url').slice(0, 8);
}

/** What tells this database's history from any other's. */
export async function readHistory(db: Database): Promise<string> {
  const { rows } = await db.pool.query<{ history: string }>(
    `SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT timeline_id FROM pg_control_checkpoint()) AS history`,
  );
  return rows[0]!.history;
}
