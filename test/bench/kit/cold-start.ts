import { performance } from 'node:perf_hooks';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { Follower } from '@docket/schema/feed/follower.ts';
import type { BenchDataset } from './dataset.ts';

/** A dataset's rows multiplied to so many, without cells, which no follower reads: a row has its label from its place. Its
 * last hour is a busy one: 20,000 fills by one row and 50,000 other moves, 5,000 claims that are live (as many as 200 reviewers
 * may hold; those of what was measured before, some 100,000, are let go), and a tail of 1,000 events after the checkpoint of
 * sizes, as long as it gets. */
export async function growDataset(db: Database, { id }: BenchDataset, projectId: number, rows: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO dataset_row (project_id, dataset_id, combination_id)
     SELECT $1, $2, c.ids[1 + n % cardinality(c.ids)] FROM (SELECT array_agg(id ORDER BY id) AS ids FROM combination WHERE dataset_id = $2) c,
       generate_series(1, $3::int - (SELECT count(*) FROM dataset_row WHERE dataset_id = $2)) n`,
    [projectId, id, rows],
  );
  const events = (count: number, kind: string, from: number) =>
    db.pool.query(
      `INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after)
       SELECT $1, (SELECT head_seq($1)) + r.n, $2, now() - interval '59 minutes' + r.n * interval '50 milliseconds', $3, 1, r.id, 2, r.combination_id,
         (SELECT max(id) FROM combination WHERE dataset_id = $1)
       FROM (SELECT id, combination_id, row_number() OVER (ORDER BY id) AS n FROM dataset_row WHERE dataset_id = $1 AND id > $5 ORDER BY id LIMIT $4) r`,
      [id, projectId, kind, count, from],
    );
  const { rows: first } = await db.pool.query<{ id: number }>('SELECT min(id) AS id FROM dataset_row WHERE dataset_id = $1', [id]);
  await events(20_000, 'filled', first[0]!.id);
  await events(50_000, 'edited', first[0]!.id + 20_000);
  await db.pool.query(
    `INSERT INTO size_checkpoint (dataset_id, seq, project_id, at, sizes)
     SELECT $1, head_seq($1), $2, now(), jsonb_object_agg(combination_id, n) FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) s`,
    [id, projectId],
  );
  await events(1000, 'filled', first[0]!.id + 100_000);
  await db.pool.query('DELETE FROM claim WHERE dataset_id = $1', [id]);
  await db.pool.query(
    `INSERT INTO claim (row_id, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at)
     SELECT id, $2, $1, 1 + id % 50, gen_random_uuid(), now(), now() + interval '1 hour' FROM dataset_row WHERE dataset_id = $1 ORDER BY id LIMIT 5000 ON CONFLICT DO NOTHING`,
    [id, projectId],
  );
  await db.pool.query('VACUUM (ANALYZE) dataset_row, event, claim');
}

/** Milliseconds until a process that never met the dataset follows it: a connection that is open, and nothing known. */
export async function startFollower(url: string, { id }: BenchDataset): Promise<number> {
  const db = openDatabase({ url, poolSize: 1 });
  try {
    await db.pool.query('SELECT 1');
    const shape = (await loadShape(db, id))!;
    const began = performance.now();
    const follower = await Follower.start({
      db,
      datasetId: id,
      shape: () => Promise.resolve(shape),
      epoch: () => Promise.resolve('epoch'),
      limit: 20_000,
      onColumns: () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    const took = performance.now() - began;
    if ([...follower.state.sizes.values()].reduce((sum, n) => sum + n, 0) === 0) throw new Error('the follower knows no size');
    follower.stop();
    return took;
  } finally {
    await db.close();
  }
}
