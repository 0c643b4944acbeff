import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@docket/prisma/database.ts';
import { createDataset } from '@docket/schema/datasets/create-dataset.ts';
import { type DatasetShape, loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { type LabelKey, labelWeights, phases } from './page-labels.ts';
import { withoutIndexes } from './without-indexes.ts';

export interface PageDataset {
  id: number;
  globalId: string;
  shape: DatasetShape;
  /** The ids of its first and last row. */
  ids: { first: number; last: number };
}

/** Rows of one INSERT: large enough to be quick, small enough that its WAL does not pile up. */
const chunk = 500_000;

interface Weighted {
  filled: boolean;
  labels: Record<string, number>;
  /** How often it comes in each phase. */
  weights: number[];
}

/**
 * A dataset of six columns and so many rows whose labels are as skewed as people make them: `page-labels.ts`, some 700
 * combinations. Written straight into the tables, as no user could, since it is what is measured on and not what is measured.
 */
export async function makePageDataset(
  db: Database,
  { projectId, name, rows }: { projectId: number; name: string; rows: number },
): Promise<PageDataset> {
  const id = await createDataset(db, { projectId, name, annotationPreset: false });
  const shape = await addColumns(db, { projectId, id });
  const weighted = combinationsOf(shape);
  const { rows: made } = await db.pool.query<{ ids: number[] }>(
    `SELECT array_agg(combination_of($1, (c ->> 'filled')::boolean, c -> 'labels') ORDER BY n) AS ids
     FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS e(c, n)`,
    [id, JSON.stringify(weighted)],
  );
  const bounds = phases.map((_, phase) => runningShares(weighted.map(({ weights }) => weights[phase]!)));
  const columnIds = ['question', 'answer'].map((key) => String(shape.byKey.get(key)!.id));

  await withoutIndexes(db, ['dataset_row', 'row_cells'], async (client) => {
    for (let from = 0; from < rows; from += chunk) {
      await client.query('SELECT setseed(0.5)');
      await client.query(
        `WITH made AS (
           INSERT INTO dataset_row (project_id, dataset_id, combination_id)
           SELECT $1, $2, ($3::int[])[1 + CASE ${phases.map(({ until }, n) => `WHEN n <= ${until} * $4::float8 THEN width_bucket(random(), $${n + 9}::float8[])`).join(' ')} END]
           FROM generate_series($5::int, $6::int) n RETURNING id)
         INSERT INTO row_cells (row_id, project_id, dataset_id, given)
         SELECT id, $1, $2, jsonb_build_object($7::text, 'How do I reset the password of account ' || id || '?',
           $8::text, repeat('Open the settings and choose security. ', 4)) FROM made`,
        [projectId, id, made[0]!.ids, rows, from + 1, Math.min(rows, from + chunk), ...columnIds, ...bounds],
      );
    }
  });
  await db.pool.query(
    `INSERT INTO size_checkpoint (dataset_id, seq, project_id, at, sizes)
     SELECT $1, head_seq($1), $2, now(), jsonb_object_agg(combination_id, n) FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) s`,
    [id, projectId],
  );
  // Sets the visibility map too, as autovacuum does once it has seen so many rows: without it no scan is index-only.
  for (const table of ['dataset_row', 'row_cells']) await settle(db, table);
  const ends = await db.pool.query<{ first: number; last: number }>(
    'SELECT min(id) AS first, max(id) AS last FROM dataset_row WHERE dataset_id = $1',
    [id],
  );
  return { id, globalId: `Dataset_${id}`, shape, ids: ends.rows[0]! };
}

/** Vacuums until all pages are marked as visible to everybody: an automatic analysis that began while rows were inserted
 * keeps these from being marked for as long as it takes. */
async function settle(db: Database, table: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await db.pool.query(`VACUUM (ANALYZE) ${table}`);
    const { rows } = await db.pool.query<{ settled: boolean }>(
      'SELECT relallvisible >= 0.99 * relpages AS settled FROM pg_class WHERE oid = $1::regclass',
      [table],
    );
    if (rows[0]!.settled) return;
    await sleep(200);
  }
  throw new Error(`Something keeps the pages of ${table} from being marked as visible to everybody.`);
}

async function addColumns(db: Database, { projectId, id }: { projectId: number; id: number }): Promise<DatasetShape> {
  await db.pool.query(
    `INSERT INTO dataset_column (project_id, dataset_id, key, title, role, type, position)
     VALUES ($1, $2, 'question', 'Question', 'INPUT', 'TEXT', -2), ($1, $2, 'answer', 'Answer', 'OUTPUT', 'TEXT', -1)`,
    [projectId, id],
  );
  for (const key of ['priority', 'category', 'team'] as const) {
    await db.pool.query(
      `WITH made AS (INSERT INTO dataset_column (project_id, dataset_id, key, title, role, type, position) VALUES ($1, $2, $3, $3, 'ANNOTATION', 'LABEL', 10) RETURNING id)
       INSERT INTO label_option (project_id, column_id, value, color, position) SELECT $1, made.id, o, 'gray', n FROM made, unnest($4::text[]) WITH ORDINALITY AS x(o, n)`,
      [projectId, id, key, Object.keys(labelWeights[key]).filter((value) => value !== '')],
    );
  }
  return (await loadShape(db, id))!;
}

/** Every combination that comes in any phase, and those of `archived`, which no row has any more. */
function combinationsOf(shape: DatasetShape): Weighted[] {
  let some: Weighted[] = [true, false].map((filled) => ({
    filled,
    labels: {},
    weights: phases.map((phase) => (filled ? phase.filled : 1 - phase.filled)),
  }));
  for (const key of ['priority', 'category', 'team'] as const) {
    const column = shape.byKey.get(key)!;
    some = some.flatMap((one) =>
      Object.entries(labelWeights[key]).flatMap(([value, weight]): Weighted[] => {
        const option = column.optionByValue.get(value);
        const weights = one.weights.map((w, phase) => w * weightIn(key, value, weight, phase));
        const labels = option ? { ...one.labels, [column.id]: option.id } : one.labels;
        return weights.some(Boolean) || value === 'archived' ? [{ ...one, labels, weights }] : [];
      }),
    );
  }
  return some;
}

const weightIn = (key: LabelKey, value: string, weight: number, phase: number): number =>
  key === 'team' ? (phases[phase]!.teams[value] ?? weight) : weight;

/** Where each one's share of 0 to 1 ends, but for the last's: what `width_bucket` takes. */
function runningShares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  return weights.slice(0, -1).map((weight) => Math.min(1, (sum += weight / total)));
}
