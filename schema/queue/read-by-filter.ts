import type { Database } from '@docket/prisma/database.ts';
import { type KnownCombinations, loadCombinations } from './combinations.ts';
import { type CompiledFilter, compileFilter } from './filter/compile-filter.ts';
import type { Condition } from './filter/row-filter.ts';

/** Reads by a filter that is compiled for all combinations there are, and again where one was made meanwhile, which could hold rows of
 * it. Answers what was read, and the combinations that were known then. */
export async function readByFilter<T>(
  db: Database,
  { datasetId, condition }: { datasetId: number; condition: Condition },
  read: (filter: CompiledFilter) => Promise<T>,
): Promise<{ found: T; combinations: KnownCombinations }> {
  let combinations = await loadCombinations(db, datasetId);
  for (;;) {
    const { upTo } = combinations;
    const found = await read(compileFilter(condition, combinations.byId.values()));
    combinations = await loadCombinations(db, datasetId);
    if (combinations.upTo === upTo) return { found, combinations };
  }
}
