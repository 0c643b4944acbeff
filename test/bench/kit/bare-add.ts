import { performance } from 'node:perf_hooks';
import { connect } from '@docket/prisma/connect.ts';
import type { BenchDataset } from './dataset.ts';

/** The baseline: the same rows into the same tables and indexes by one statement, that knows beforehand what goes where.
 * Answers with seconds. */
export async function bareAdd(
  url: string,
  projectId: number,
  { id, shape }: BenchDataset,
  columns: Record<string, string>,
): Promise<number> {
  const client = await connect(url);
  try {
    const given = Object.entries(columns).map(([key, sql]) => `'${shape.byKey.get(key)!.id}', ${sql}`);
    const { rows } = await client.query<{ id: number }>(`SELECT combination_of($1, false, '{}') AS id`, [id]);
    const began = performance.now();
    await client.query(
      `WITH made AS (
         INSERT INTO dataset_row (project_id, dataset_id, combination_id, span_id)
         SELECT $1::int, $2::int, $3::int, s.id FROM span s WHERE s.project_id = $1 AND s.prompt_name = 'asked' ORDER BY s.started_at, s.id
         RETURNING id, span_id)
       INSERT INTO row_cells (row_id, project_id, dataset_id, given)
       SELECT m.id, $1, $2, jsonb_build_object(${given.join(', ')}) FROM made m JOIN span s ON s.id = m.span_id`,
      [projectId, id, rows[0]!.id],
    );
    return (performance.now() - began) / 1000;
  } finally {
    await client.end();
  }
}
