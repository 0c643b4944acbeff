import { expect } from 'vitest';
import { askedPages } from '../bench/kit/page-requests.ts';
import { makePageDataset } from '../bench/kit/page-dataset.ts';
import { pageCases } from '../bench/kit/page-filters.ts';
import { loadCombinations } from '@docket/schema/queue/combinations.ts';
import { compileFilter } from '@docket/schema/queue/filter/compile-filter.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import { test } from '../kit/database.ts';

/** All of the table and its indexes are some 6,000 pages; 50 rows with cells and claims are 520, the widest merge 1,000 more. */
const mostBuffers = 2000;

test(
  'whatever labels a page asks for, and wherever it stands, it finds the right rows and reads a bounded part of 200,000',
  { timeout: 120_000 },
  async ({ db }) => {
    const project = await db.prisma.project.create({ data: { slug: 'plans', name: 'Plans' } });
    // Another dataset before it: who goes by the primary key has to step over all of its rows.
    await makePageDataset(db, { projectId: project.id, name: 'Other', rows: 50_000 });
    const dataset = await makePageDataset(db, { projectId: project.id, name: 'Large', rows: 200_000 });
    const asked = await askedPages(db, dataset);
    const { byId } = await loadCombinations(db, dataset.id);
    const middle = Math.floor((dataset.ids.first + dataset.ids.last) / 2);
    for (const [n, { filter, place, name }] of pageCases.entries()) {
      const { combos, sql } = compileFilter(resolveFilter(filter, { shape: dataset.shape, limits: defaultLimits }), byId.values());
      expect(sql, name).toBeNull();
      const beyond = { first: 'true', middle: `id > ${middle}`, last: 'true', backwards: `id < ${middle}` }[place];
      const { rows } = await db.pool.query<{ id: number }>(
        `SELECT id FROM dataset_row WHERE dataset_id = $1 AND combination_id = ANY ($2) AND ${beyond}
         ORDER BY id ${place === 'last' || place === 'backwards' ? 'DESC' : 'ASC'} LIMIT 50`,
        [dataset.id, combos],
      );
      expect(asked[n]!.ids, name).toEqual(rows.map((row) => row.id).sort((a, b) => a - b));
      expect(asked[n]!.plan, name).not.toMatch(/Seq Scan on (dataset_row|row_cells)/);
      expect(asked[n]!.buffers, name).toBeLessThan(mostBuffers);
    }
  },
);
