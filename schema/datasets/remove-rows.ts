import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';

export interface RemoveRows {
  datasetId: number;
  actorId: number;
  rowIds: readonly number[];
}

/** Takes rows out of a dataset, with their drafts and claims that have run out; rows that somebody holds stay.
 * Answers with how many went and how many were held. Rows of another dataset count as not there. */
export async function removeRows(
  { db, signals, limits }: { db: Database; signals: Signals; limits: Limits },
  { datasetId, actorId, rowIds }: RemoveRows,
): Promise<{ removed: number; held: number }> {
  if (rowIds.length > limits.batch) throw new InvalidInput(`At most ${limits.batch} rows at once.`, ['input', 'rowIds']);
  const { rows } = await db.pool.query<{ reply: { removed: number; held: number } }>('SELECT remove_rows($1, $2, $3) AS reply', [
    datasetId,
    actorId,
    [...new Set(rowIds)],
  ]);
  const { removed, held } = rows[0]!.reply;
  if (removed > 0) signals.send('dataset', { datasetId });
  return { removed, held };
}
