import type { CompiledFilter } from './filter/compile-filter.ts';

export type RowOrder = 'POSITION' | 'NEWEST' | 'RECENTLY_UPDATED';

export interface PageSql {
  filter: Pick<CompiledFilter, 'combos' | 'sql' | 'readsCells'>;
  order: RowOrder;
  backwards: boolean;
  /** How the size of the whole filter is had: not at all; a sum over its combinations; the same, corrected by the claims;
   * counted up to a bound. */
  counts: 'none' | 'combination' | 'claim' | 'bounded';
  countBound: number;
}

/**
 * One statement, so one snapshot: head of the feed, page and size. $1 values of the filter, $2 dataset, $3 combinations in
 * ascending order, $4 rows wanted, $5 steps to walk, $6 and $7 the sort key and
 * id beyond which to read: see `startOf`.
 *
 * What decides by labels alone, in the order of ids, is a short **walk** by position, else a **merge** of index ranges,
 * one a combination. Neither alone will do: at a million rows the walk took up to 930 ms where matches are rare or at the
 * other end, and the merge of 300 ranges is 5.6 ms even where the next 51 rows all match. Both together read 5 to 1,570 pages
 * of memory over 60 filters, where the walk alone read up to 7,600. See `walkSteps`.
 */
export function pageSql({ filter, order, backwards, counts, countBound }: PageSql): string {
  const descending = (order !== 'POSITION') !== backwards;
  const [beyond, direction] = descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const recent = order === 'RECENTLY_UPDATED';
  // Not `dataset_id = $2`: then the planner may as well go through the primary key in order, over the rows of all other
  // datasets, which it takes for few (at a million rows beside 50,000 it did, and read 690 pages more). This says the same,
  // but leaves the dataset in the order, which only the index that starts with it has.
  const beyondStart = `r.dataset_id = ANY (ARRAY[$2::int]) AND ${
    recent ? `(r.updated_at, r.id) ${beyond} (to_timestamp($6::float8 / 1000)::timestamptz(3), $7::bigint)` : `r.id ${beyond} $7::bigint`
  }`;
  const sorted = [`r.dataset_id`, ...(recent ? ['r.updated_at'] : []), 'r.id'].map((column) => `${column} ${direction}`).join(', ');
  const where = filter.sql ?? 'true';
  const cells = filter.readsCells ? 'JOIN row_cells c ON c.row_id = r.id' : '';

  const search = {
    walk: `page AS MATERIALIZED (SELECT r.id FROM dataset_row r ${cells}
      WHERE ${beyondStart} AND ${amongCombinations('r')} AND ${where} ORDER BY ${sorted} LIMIT $4)`,
    'walk or merge': `walk AS MATERIALIZED (
        SELECT r.id FROM (SELECT r.* FROM dataset_row r WHERE ${beyondStart} ORDER BY ${sorted} LIMIT $5) r ${cells}
        WHERE ${amongCombinations('r')} AND ${where} ORDER BY ${sorted} LIMIT $4),
      page AS MATERIALIZED (
        SELECT id FROM walk WHERE (SELECT count(*) FROM walk) = $4
        UNION ALL
        (SELECT x.id FROM unnest($3::int[]) AS combo CROSS JOIN LATERAL (
          SELECT r.id FROM dataset_row r ${cells}
          WHERE r.dataset_id = $2 AND r.combination_id = combo AND r.id ${beyond} $7 AND ${where} ORDER BY r.id ${direction} LIMIT $4) x
        WHERE (SELECT count(*) FROM walk) < $4 ORDER BY x.id ${direction} LIMIT $4))`,
  }[waysTo(filter, order)];

  const total = {
    none: '',
    combination: `, 'size', (SELECT coalesce(sum(n), 0) FROM dataset_sizes($2) s WHERE ${amongCombinations('s')})`,
    claim: `, 'sizes', (SELECT json_object_agg(combination_id, n) FROM dataset_sizes($2)),
      'held', (SELECT json_agg(h) FROM (SELECT combination_id AS "combinationId", holders AS "holderIds", count(*) AS n FROM (
          SELECT r.combination_id, array_agg(k.reviewer_id ORDER BY k.reviewer_id) AS holders
          FROM claim k JOIN dataset_row r ON r.id = k.row_id WHERE k.dataset_id = $2 GROUP BY r.id) held GROUP BY 1, 2) h)`,
    bounded: `, 'counted', (SELECT count(*) FROM (SELECT FROM dataset_row r ${cells}
        WHERE r.dataset_id = $2 AND ${filter.combos.length > mostRanges ? amongCombinations('r') : 'r.combination_id = ANY ($3::int[])'}
          AND ${where} LIMIT ${countBound + 1}) found)`,
  }[counts];

  // The values are named even where a page has no use for them, so that the statement knows their types.
  return `WITH given AS (SELECT $1::jsonb, $3::int[], $5::int, $6::float8, $7::bigint),
    ${search}
    SELECT json_build_object(
      'seq', head_seq($2),
      'newest', newest_combination($2),
      'rows', (SELECT json_agg(row_image(r, c, k) ORDER BY ${sorted}) FROM page p JOIN dataset_row r ON r.id = p.id
        JOIN row_cells c ON c.row_id = r.id LEFT JOIN claim k ON k.row_id = r.id AND k.place = 0)${total}) AS snapshot`;
}

/** Whether a row is in one of $3, by bisection. `= ANY` would step through all of them for each row, since a prepared plan
 * does not know the array and cannot hash it, and a walk is up to 20,000 rows against hundreds of combinations. */
export const amongCombinations = (row: string): string =>
  `($3::int[])[width_bucket(${row}.combination_id, $3::int[])] = ${row}.combination_id`;

/** What is not decided by labels alone may have to read a range to its end, so only a few are merged; more are a walk. */
const mostRanges = 64;

/** By the time of the last change there are no ranges to merge. */
function waysTo({ sql, combos }: PageSql['filter'], order: RowOrder): 'walk' | 'walk or merge' {
  return order === 'RECENTLY_UPDATED' || (sql !== null && combos.length > mostRanges) ? 'walk' : 'walk or merge';
}

/**
 * How many rows a page looks at by position before it merges ranges: as many as take the time of that merge, so that it
 * takes about twice as long as the better of both at most; 16 steps a range are estimated from 3 to 4 pages of the index that a
 * range takes. Up to 8 combinations the merge (8 of them: 29 pages, 0.1 ms) is done at once.
 */
export function walkSteps({ sql, combos }: Pick<CompiledFilter, 'sql' | 'combos'>): number {
  if (sql !== null) return 1000;
  return combos.length <= 8 ? 0 : Math.min(16 * combos.length, 20_000);
}

/** Where a page starts that goes on from nothing: before every row, in milliseconds and by id. */
export function startOf({ order, backwards }: Pick<PageSql, 'order' | 'backwards'>): { key: number; id: number } {
  const descending = (order !== 'POSITION') !== backwards;
  return descending ? { key: Date.UTC(9999, 0), id: Number.MAX_SAFE_INTEGER } : { key: 0, id: 0 };
}
