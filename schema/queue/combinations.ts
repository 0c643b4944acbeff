import { LRUCache } from 'lru-cache';
import type { Database } from '@docket/prisma/database.ts';
import { perDatabase } from '../per-database.ts';
import type { Combination } from './filter/row-image.ts';

/** A dataset's combinations as this process knows them. They are never changed and never removed, so what is known stays true. */
export interface KnownCombinations {
  byId: Map<number, Combination>;
  /** All with an id up to this one are known: ids become visible in their order, since they are made under the dataset's lock. */
  upTo: number;
}

const cacheOf = perDatabase(() => new LRUCache<number, KnownCombinations>({ max: 500 }));

/** What this process knows already; reads only for a dataset it has not met. */
export async function knownCombinations(db: Database, datasetId: number): Promise<KnownCombinations> {
  return cacheOf(db).get(datasetId) ?? (await loadCombinations(db, datasetId));
}

/** One combination if this process knows it, without a promise: a page of 50 rows asks for it 100 times. */
export const combinationIfKnown = (db: Database, datasetId: number, id: number): Combination | undefined =>
  cacheOf(db).get(datasetId)?.byId.get(id);

/** Reads what is new since the last time. */
export async function loadCombinations(db: Database, datasetId: number): Promise<KnownCombinations> {
  const cache = cacheOf(db);
  const known = cache.get(datasetId) ?? { byId: new Map<number, Combination>(), upTo: 0 };
  const { rows } = await db.pool.query<Combination>({
    name: 'combinations',
    text: 'SELECT id, filled, labels FROM combination WHERE dataset_id = $1 AND id > $2 ORDER BY id',
    values: [datasetId, known.upTo],
  });
  for (const row of rows) {
    known.byId.set(row.id, row);
    known.upTo = Math.max(known.upTo, row.id);
  }
  cache.set(datasetId, known);
  return known;
}

/** The combinations with these ids, reading once when one of them is not known yet. */
export async function combinationsWith(db: Database, datasetId: number, ids: Iterable<number>): Promise<Map<number, Combination>> {
  const known = await knownCombinations(db, datasetId);
  for (const id of ids) if (!known.byId.has(id)) return (await loadCombinations(db, datasetId)).byId;
  return known.byId;
}
