import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import { perDatabase } from '../per-database.ts';

const cacheOf = perDatabase(() => new LRUCache<number, number>({ max: 100_000 }));

/** Which dataset a row is in; null when there is none. Kept, since a row never moves: some 100 bytes each for the last
 * 100,000 rows that this process has met. A row that was removed since is found out by whoever writes to it. */
export async function datasetOfRow(db: Database, rowId: number): Promise<number | null> {
  const known = cacheOf(db).get(rowId);
  if (known !== undefined) return known;
  const { rows } = await db.pool.query<{ dataset_id: number }>({
    name: 'dataset_of_row',
    text: 'SELECT dataset_id FROM dataset_row WHERE id = $1',
    values: [rowId],
  });
  const found = rows[0]?.dataset_id ?? null;
  if (found !== null) cacheOf(db).set(rowId, found);
  return found;
}

/** Takes note of rows that were met on another way. */
export function noteDatasets(db: Database, rows: Iterable<{ id: number; datasetId: number }>): void {
  for (const { id, datasetId } of rows) cacheOf(db).set(id, datasetId);
}
