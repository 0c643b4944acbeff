import type { KnownCombinations } from './combinations.ts';
import { compiledFilter } from './filter/compiled-filter.ts';
import type { FindRows } from './find-rows.ts';
import { type PageSql, pageSql, startOf, walkSteps } from './page-sql.ts';

/** One page's statement, with its values. */
export interface PreparedPage {
  /** Those over labels alone have few texts (12) and are prepared once a connection: parsing and planning took 1 to 2 ms each
   * time, which is more than the page itself. Others have the filter in their text, and are planned for it. */
  name?: string;
  text: string;
  values: unknown[];
}

const texts = new Map<string, string>();

export function preparePage(query: FindRows, combinations: KnownCombinations): PreparedPage {
  const { datasetId, condition, order, backwards, count, countBound, limit } = query;
  const from = query.from ?? startOf(query);
  const { filter, needs, combos, params } = compiledFilter(condition, combinations);
  const counts = !count ? 'none' : filter.sql === null ? 'combination' : needs === 'row' || needs === 'id' ? 'bounded' : needs;
  const sql: PageSql = { filter, order, backwards, counts, countBound };
  const values = [params, datasetId, combos, limit + 1, walkSteps(filter), from.key, from.id];
  if (filter.sql !== null) return { text: pageSql(sql), values };
  const name = `page_${order}_${backwards ? 'back' : 'on'}_${counts}`.toLowerCase();
  let text = texts.get(name);
  if (!text) texts.set(name, (text = pageSql(sql)));
  return { name, text, values };
}
