import type { Database } from '@docket/prisma/database.ts';
import { loadCombinations } from '@docket/schema/queue/combinations.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import { findRows } from '@docket/schema/queue/find-rows.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import { preparePage } from '@docket/schema/queue/prepare-page.ts';
import { explainPrepared } from './explain-prepared.ts';
import type { PageDataset } from './page-dataset.ts';
import { pageArgs, pageCases } from './page-filters.ts';

const size = 50;

export interface AskedPage {
  /** The request's body, ready to be sent. */
  body: string;
  /** The rows that it answers with. */
  ids: number[];
  /** Pages of the database's memory that its statement touches, planned once for all values as in a server that has run for
   * a while. */
  buffers: number;
  plan: string;
}

const document = (count: boolean) => `query P($id: ID!, $filter: RowFilter, $first: Int, $after: String, $last: Int, $before: String) {
  dataset(id: $id) { rows(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id version status values } pageInfo { hasNextPage endCursor } ${count ? 'totalCount { value exact }' : ''} } } }`;

/** The 60 pages of `page-filters.ts` for one dataset: what is sent, what comes, what it reads. */
export async function askedPages(db: Database, dataset: PageDataset): Promise<AskedPage[]> {
  const { first, last } = dataset.ids;
  const middle = Math.floor((first + last) / 2);
  const cursor = Buffer.from(`P.${middle}.${middle}`).toString('base64url');
  const combinations = await loadCombinations(db, dataset.id);
  const asked: AskedPage[] = [];
  for (const { filter, place, count } of pageCases) {
    const query = {
      datasetId: dataset.id,
      condition: resolveFilter(filter, { shape: dataset.shape, limits: defaultLimits }),
      order: 'POSITION' as const,
      limit: size,
      from: place === 'middle' || place === 'backwards' ? { key: middle, id: middle } : null,
      backwards: place === 'last' || place === 'backwards',
      count,
      countBound: defaultLimits.countBound,
    };
    const { text, values } = preparePage(query, combinations);
    const types = ['jsonb', 'int', 'int[]', 'int', 'int', 'float8', 'bigint'];
    const { buffers, plan } = await explainPrepared(db, { text, types, values });
    asked.push({
      body: JSON.stringify({ query: document(count), variables: { id: dataset.globalId, filter, ...pageArgs(place, size, cursor) } }),
      ids: (await findRows(db, query)).rows.map((row) => row.id),
      buffers,
      plan,
    });
  }
  return asked;
}
