import { expect } from 'vitest';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import { addSpansToDataset } from '@docket/schema/datasets/add-spans.ts';
import { inTransaction } from '@docket/schema/datasets/in-transaction.ts';
import { test } from '../kit/database.ts';
import { processes, someDataset, someSpans } from './kit.ts';

// What foreign keys of dataset_row would hold.

test('a dataset that goes takes its rows with it, and all that is about them', async ({ db }) => {
  const [services] = processes(db);
  const gone = await someDataset(db, { annotationPreset: true });
  const stays = await someDataset(db, { annotationPreset: true });
  for (const { datasetId, actorId, projectId } of [gone, stays]) {
    const [id] = await addRows(services!, { datasetId, actorId, rows: [{ priority: 'high' }, {}] });
    for (const sql of [
      `INSERT INTO claim (row_id, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at) VALUES ($1, $2, $3, $4, gen_random_uuid(), now(), now())`,
      `INSERT INTO draft (row_id, project_id, dataset_id, reviewer_id, "values", updated_at) VALUES ($1, $2, $3, $4, '{}', now())`,
      `INSERT INTO skip (row_id, project_id, dataset_id, reviewer_id, skipped_at) VALUES ($1, $2, $3, $4, now())`,
      `INSERT INTO review (row_id, project_id, dataset_id, reviewer_id, answer, labels, filled_at) VALUES ($1, $2, $3, $4, '{}', '{}', now())`,
    ])
      await db.pool.query(sql, [id, projectId, datasetId, actorId]);
    await db.pool.query('SELECT checkpoint_sizes($1)', [datasetId]);
  }
  const left = async (datasetId: number) => {
    const tables = ['dataset_row', 'row_cells', 'claim', 'draft', 'skip', 'review', 'event', 'combination', 'size_checkpoint'];
    const { rows } = await db.pool.query<{ n: number[] }>(
      `SELECT ARRAY[${tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE dataset_id = $1)`).join(', ')}] AS n`,
      [datasetId],
    );
    return rows[0]!.n;
  };
  const before = await left(stays.datasetId);
  expect(before.every((n) => n > 0)).toBe(true);
  await db.pool.query('DELETE FROM project WHERE id = $1', [gone.projectId]);
  expect(await left(gone.datasetId)).toEqual(before.map(() => 0));
  expect(await left(stays.datasetId)).toEqual(before);
});

test('a span that goes lets go of its rows, those too that were being made of it', async ({ db }) => {
  const [services] = processes(db);
  const { datasetId, projectId, actorId } = await someDataset(db);
  const spanIds = await someSpans(db, projectId, [{ variables: { q: 'a' } }, { variables: { q: 'b' } }]);
  const spansOf = async () =>
    (await db.prisma.datasetRow.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })).map(({ spanId }) => spanId && Number(spanId));
  await addSpansToDataset(services!, { datasetId, actorId, spanIds: [spanIds[0]!] });
  const deleting = await inTransaction(db.pool, async (client) => {
    // As adding does: holds the spans, makes rows, tells of them last.
    await client.query('SELECT hold_spans($1)', [projectId]);
    await client.query(
      `INSERT INTO dataset_row (project_id, dataset_id, combination_id, span_id) SELECT $1, $2, combination_of($2, false, '{}'), $3`,
      [projectId, datasetId, spanIds[1]],
    );
    let done = false;
    const deletion = db.pool.query('DELETE FROM span WHERE project_id = $1', [projectId]).finally(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(false);
    return { deletion };
  });
  await deleting.deletion;
  expect(await spansOf()).toEqual([null, null]);
});

test('rows that name another dataset’s combination, or a dataset that is gone, are not told of and so not made', async ({ db }) => {
  const [mine, other] = [await someDataset(db), await someDataset(db)];
  const add = (datasetId: number, combination: number) =>
    inTransaction(db.pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO dataset_row (project_id, dataset_id, combination_id) VALUES ($1, $2, $3) RETURNING id',
        [mine.projectId, datasetId, combination],
      );
      await client.query(`SELECT append_rows_event($1, NULL, 'added', $2, $3, NULL)`, [datasetId, [rows[0]!.id], [combination]]);
    });
  const combinationOf = async (datasetId: number) =>
    (await db.pool.query<{ id: number }>(`SELECT combination_of($1, false, '{}') AS id`, [datasetId])).rows[0]!.id;
  await add(mine.datasetId, await combinationOf(mine.datasetId));
  await expect(add(mine.datasetId, await combinationOf(other.datasetId))).rejects.toThrow('not its own');
  await expect(add(987_654_321, await combinationOf(mine.datasetId))).rejects.toThrow();
  expect(await db.prisma.datasetRow.count({ where: { datasetId: { in: [mine.datasetId, 987_654_321] } } })).toBe(1);
});
