import type { Database } from '@docket/prisma/database.ts';
import { createDataset } from '@docket/schema/datasets/create-dataset.ts';
import { type DatasetShape, loadShape } from '@docket/schema/datasets/dataset-shape.ts';

export interface BenchDataset {
  id: number;
  globalId: string;
  shape: DatasetShape;
}

/**
 * A dataset with the annotation preset, two more columns and so many rows in the queue: 1 in 10 of high priority, 3 of
 * medium, 6 of low. Written straight into the tables, as no user could, since it is what is measured on and not what is measured.
 */
export async function makeDataset(
  db: Database,
  { projectId, name, rows }: { projectId: number; name: string; rows: number },
): Promise<BenchDataset> {
  const id = await createDataset(db, { projectId, name, annotationPreset: true });
  await db.pool.query(
    `INSERT INTO dataset_column (project_id, dataset_id, key, title, role, type, position)
     VALUES ($1, $2, 'question', 'Question', 'INPUT', 'TEXT', -2), ($1, $2, 'answer', 'Answer', 'OUTPUT', 'TEXT', -1)`,
    [projectId, id],
  );
  const shape = (await loadShape(db, id))!;
  const priority = shape.byKey.get('priority')!;
  const combinations: number[] = [];
  for (const value of ['high', 'medium', 'low']) {
    const labels = { [priority.id]: priority.optionByValue.get(value)!.id };
    const { rows: made } = await db.pool.query<{ id: number }>('SELECT combination_of($1, false, $2::jsonb) AS id', [
      id,
      JSON.stringify(labels),
    ]);
    combinations.push(made[0]!.id);
  }
  const [question, answer] = [shape.byKey.get('question')!.id, shape.byKey.get('answer')!.id];
  await db.pool.query(
    `WITH made AS (
       INSERT INTO dataset_row (project_id, dataset_id, combination_id)
       SELECT $1, $2, CASE WHEN n % 10 = 0 THEN $3::int WHEN n % 10 < 4 THEN $4::int ELSE $5::int END FROM generate_series(1, $6::int) n
       RETURNING id)
     INSERT INTO row_cells (row_id, project_id, dataset_id, given)
     SELECT id, $1, $2, jsonb_build_object($7::text, 'How do I reset the password of account ' || id || '?', $8::text, repeat('Open the settings, choose security. ', 8)) FROM made`,
    [projectId, id, ...combinations, rows, String(question), String(answer)],
  );
  await db.pool.query(
    `INSERT INTO size_checkpoint (dataset_id, seq, project_id, at, sizes)
     SELECT $1, head_seq($1), $2, now(), jsonb_object_agg(combination_id, n) FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) s`,
    [id, projectId],
  );
  await db.pool.query('ANALYZE');
  return { id, globalId: `Dataset_${id}`, shape };
}
