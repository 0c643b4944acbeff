import { describe, expect } from 'vitest';
import { addAnnotationPreset } from '@docket/schema/datasets/annotation-preset.ts';
import { addColumn, reorderColumns, retireColumn, updateColumn } from '@docket/schema/datasets/change-columns.ts';
import { addOption, relabelOption, retireOption } from '@docket/schema/datasets/change-options.ts';
import { createDataset } from '@docket/schema/datasets/create-dataset.ts';
import { shapeOf } from '@docket/schema/datasets/dataset-shape.ts';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import { updateDataset } from '@docket/schema/datasets/update-dataset.ts';
import { InvalidInput, NameTaken, NotFound } from '@docket/schema/refusals.ts';
import { test } from '../kit/database.ts';
import { eventsOf, processes, rowsOf, shapeNow, someDataset, someProject } from './kit.ts';

describe('a new dataset', () => {
  test('has annotation_status with its two options, and the preset unless it is told otherwise', async ({ db }) => {
    const { projectId } = await someProject(db);
    const bare = await shapeNow(db, await createDataset(db, { projectId, name: 'Bare', annotationPreset: false }));
    const full = await shapeNow(db, await createDataset(db, { projectId, name: 'Full' }));
    expect(bare.columns.map(({ key, role, type, system }) => ({ key, role, type, system }))).toEqual([
      { key: 'annotation_status', role: 'ANNOTATION', type: 'LABEL', system: true },
    ]);
    expect(bare.status.options.map(({ value, color }) => [value, color])).toEqual([
      ['empty', 'gray'],
      ['filled', 'green'],
    ]);
    expect(full.columns.map(({ key }) => key)).toEqual([
      'annotation',
      'feedback_category',
      'expected_output',
      'priority',
      'annotation_status',
    ]);
    expect(full.byKey.get('feedback_category')!.options.map(({ value }) => value)).toEqual([
      'correct',
      'incorrect',
      'hallucination',
      'off-topic',
      'too-long',
    ]);
    expect(bare.epoch).not.toBe(full.epoch);
  });

  test('wants a name that is its own', async ({ db }) => {
    const { projectId } = await someProject(db);
    await createDataset(db, { projectId, name: 'Answers' });
    await expect(createDataset(db, { projectId, name: ' Answers ' })).rejects.toThrow(NameTaken);
    for (const name of ['', '   ', 'x'.repeat(121), 'a\0b', '\ud800'])
      await expect(createDataset(db, { projectId, name })).rejects.toThrow(InvalidInput);
  });

  test('gets the preset later, once, and keeps what it has', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db, { annotationPreset: false });
    const [services] = processes(db);
    await addColumn(services!, {
      datasetId,
      actorId,
      key: 'annotation',
      title: 'My own',
      role: 'ANNOTATION',
      type: 'TEXT',
      limits: services!.limits,
    });
    for (let n = 0; n < 3; n++) await addAnnotationPreset(services!, { datasetId, actorId, maxColumns: 64 });
    const shape = await shapeNow(db, datasetId);
    expect(shape.columns.map(({ key }) => key)).toEqual([
      'annotation_status',
      'annotation',
      'feedback_category',
      'expected_output',
      'priority',
    ]);
    expect(shape.byKey.get('annotation')!.title).toBe('My own');
    expect((await eventsOf(db, datasetId)).map(({ kind }) => kind)).toEqual(['columns', 'columns']);
  });

  test('does not get the preset where another kind of column has its key', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db, { annotationPreset: false });
    const [services] = processes(db);
    await addColumn(services!, { datasetId, actorId, key: 'priority', role: 'INPUT', type: 'NUMBER', limits: services!.limits });
    await expect(addAnnotationPreset(services!, { datasetId, actorId, maxColumns: 64 })).rejects.toThrow(NameTaken);
  });

  test('is renamed, and claims last within bounds', async ({ db }) => {
    const { datasetId, projectId } = await someDataset(db);
    const [services] = processes(db);
    await createDataset(db, { projectId, name: 'Other' });
    await updateDataset(services!, { datasetId, name: 'Renamed', claimSeconds: 60, maxClaimSeconds: 3600 });
    expect(await shapeNow(db, datasetId)).toMatchObject({ name: 'Renamed', claimSeconds: 60 });
    await expect(updateDataset(services!, { datasetId, name: 'Other', maxClaimSeconds: 3600 })).rejects.toThrow(NameTaken);
    for (const claimSeconds of [0, -1, 3601])
      await expect(updateDataset(services!, { datasetId, claimSeconds, maxClaimSeconds: 3600 })).rejects.toThrow(InvalidInput);
  });
});

describe('columns', () => {
  test('have keys that are well formed and never used twice, retired ones included', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    const add = (key: string) => addColumn(services!, { datasetId, actorId, key, role: 'INPUT', type: 'TEXT', limits: services!.limits });
    for (const key of ['', 'A', '1a', 'a-b', 'a b', 'é', 'a'.repeat(64), '_a', '__proto__'])
      await expect(add(key)).rejects.toThrow(InvalidInput);
    const columnId = await add('question');
    await expect(add('question')).rejects.toThrow(NameTaken);
    await expect(add('annotation_status')).rejects.toThrow(NameTaken);
    await retireColumn(services!, { datasetId, actorId, columnId, retired: true });
    await expect(add('question')).rejects.toThrow(NameTaken);
    await retireColumn(services!, { datasetId, actorId, columnId, retired: false });
    expect((await shapeNow(db, datasetId)).byKey.get('question')!.retired).toBe(false);
  });

  test('of the same key at the same moment: one comes to be', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [one, two] = processes(db, 2);
    const add = (services = one!) =>
      addColumn(services, { datasetId, actorId, key: 'x', role: 'INPUT', type: 'TEXT', limits: services.limits });
    const done = await Promise.allSettled([add(), add(two), add(), add(two)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of done) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(NameTaken);
    await two!.db.close();
  });

  test('are bounded in number, as are options', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db, { annotationPreset: false });
    const [services] = processes(db, 1, { columns: 2, options: 2 });
    const { limits } = services!;
    const options = ['a', 'b', 'c'].map((value) => ({ value }));
    await expect(
      addColumn(services!, { datasetId, actorId, key: 'l', role: 'ANNOTATION', type: 'LABEL', options, limits }),
    ).rejects.toThrow(/at most 2 options/);
    const columnId = await addColumn(services!, {
      datasetId,
      actorId,
      key: 'l',
      role: 'ANNOTATION',
      type: 'LABEL',
      options: options.slice(0, 2),
      limits,
    });
    await expect(addOption(services!, { datasetId, actorId, columnId, value: 'c', limits })).rejects.toThrow(/at most 2 options/);
    await expect(addColumn(services!, { datasetId, actorId, key: 'm', role: 'INPUT', type: 'TEXT', limits })).rejects.toThrow(
      /at most 2 columns/,
    );
  });

  test('take options only as labels', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    const add = (options: { value: string; color?: string }[], type: 'LABEL' | 'TEXT' = 'LABEL') =>
      addColumn(services!, { datasetId, actorId, key: 'l', role: 'ANNOTATION', type, options, limits: services!.limits });
    await expect(add([{ value: 'a' }], 'TEXT')).rejects.toThrow(InvalidInput);
    await expect(add([{ value: 'a' }, { value: ' a' }])).rejects.toThrow(/twice/);
    await expect(add([{ value: '' }])).rejects.toThrow(InvalidInput);
    await expect(add([{ value: 'a', color: 'url(x)' }])).rejects.toThrow(/colour/);
  });

  test('are renamed and put in another order', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await addRows(services!, { datasetId, actorId, rows: [{ annotation: 'well said' }] });
    const shape = await shapeNow(db, datasetId);
    const ids = shape.columns.map(({ id }) => id);
    await updateColumn(services!, { datasetId, actorId, columnId: shape.byKey.get('annotation')!.id, key: 'verdict', title: 'Verdict' });
    await expect(updateColumn(services!, { datasetId, actorId, columnId: ids[0]!, key: 'priority' })).rejects.toThrow(NameTaken);
    await expect(updateColumn(services!, { datasetId, actorId, columnId: shape.status.id, key: 'status' })).rejects.toThrow(InvalidInput);
    await reorderColumns(services!, { datasetId, actorId, columnIds: ids.toReversed() });
    for (const columnIds of [ids.slice(1), [...ids, ids[0]!], [...ids.slice(1), -1]]) {
      await expect(reorderColumns(services!, { datasetId, actorId, columnIds })).rejects.toThrow(InvalidInput);
    }
    expect((await shapeNow(db, datasetId)).columns.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(await rowsOf(db, datasetId)).toEqual([expect.objectContaining({ verdict: 'well said', annotation_status: 'empty' })]);
  });

  test('of every dataset are not retired, and those of another are not found', async ({ db }) => {
    const mine = await someDataset(db);
    const other = await shapeNow(db, (await someDataset(db)).datasetId);
    const [services] = processes(db);
    const { status } = await shapeNow(db, mine.datasetId);
    await expect(retireColumn(services!, { ...mine, columnId: status.id, retired: true })).rejects.toThrow(InvalidInput);
    await expect(relabelOption(services!, { ...mine, optionId: status.options[0]!.id, value: 'x' })).rejects.toThrow(InvalidInput);
    await expect(addOption(services!, { ...mine, columnId: status.id, value: 'half', limits: services!.limits })).rejects.toThrow(
      InvalidInput,
    );
    await expect(retireColumn(services!, { ...mine, columnId: other.columns[0]!.id, retired: true })).rejects.toThrow(NotFound);
    await expect(retireOption(services!, { ...mine, optionId: other.status.options[0]!.id, retired: true })).rejects.toThrow(NotFound);
    await expect(retireColumn(services!, { ...mine, datasetId: 0, columnId: 1, retired: true })).rejects.toThrow(NotFound);
  });
});

describe('options', () => {
  test('keep their ids when they are relabelled, and no row is rewritten', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await addRows(services!, { datasetId, actorId, rows: [{ priority: 'high' }, { priority: 'low' }] });
    const before = await db.pool.query('SELECT xmin, * FROM dataset_row WHERE dataset_id = $1 ORDER BY id', [datasetId]);
    const high = (await shapeNow(db, datasetId)).byKey.get('priority')!.optionByValue.get('high')!;
    await relabelOption(services!, { datasetId, actorId, optionId: high.id, value: 'urgent', color: 'grape' });
    const option = (await shapeNow(db, datasetId)).byKey.get('priority')!.optionByValue.get('urgent')!;
    expect(option).toMatchObject({ id: high.id, color: 'grape' });
    expect((await rowsOf(db, datasetId)).map(({ priority }) => priority)).toEqual(['urgent', 'low']);
    expect((await db.pool.query('SELECT xmin, * FROM dataset_row WHERE dataset_id = $1 ORDER BY id', [datasetId])).rows).toEqual(
      before.rows,
    );
    await expect(relabelOption(services!, { datasetId, actorId, optionId: high.id, value: 'low' })).rejects.toThrow(NameTaken);
  });

  test('stay on rows when they are retired, and cannot be set anew', async ({ db }) => {
    const { datasetId, actorId } = await someDataset(db);
    const [services] = processes(db);
    await addRows(services!, { datasetId, actorId, rows: [{ priority: 'high' }] });
    const column = (await shapeNow(db, datasetId)).byKey.get('priority')!;
    const optionId = column.optionByValue.get('high')!.id;
    await retireOption(services!, { datasetId, actorId, optionId, retired: true });
    expect((await rowsOf(db, datasetId))[0]).toMatchObject({ priority: 'high' });
    await expect(addRows(services!, { datasetId, actorId, rows: [{ priority: 'high' }] })).rejects.toThrow(/medium, low/);
    await expect(
      addOption(services!, { datasetId, actorId, columnId: column.id, value: 'high', limits: services!.limits }),
    ).rejects.toThrow(NameTaken);
    await retireOption(services!, { datasetId, actorId, optionId, retired: false });
    await addRows(services!, { datasetId, actorId, rows: [{ priority: 'high' }] });
  });
});

test('a process hears of another’s change, and what it read before is not kept', async ({ db }) => {
  const { datasetId, actorId } = await someDataset(db);
  const [one, two] = processes(db, 2);
  expect(await shapeOf(two!, datasetId)).toBe(await shapeOf(two!, datasetId));
  await addColumn(one!, { datasetId, actorId, key: 'x', role: 'INPUT', type: 'TEXT', limits: one!.limits });
  expect((await shapeOf(two!, datasetId))!.byKey.has('x')).toBe(true);
  // A read that was under way while the change came.
  two!.signals.send('structure', { datasetId });
  const reading = shapeOf(two!, datasetId);
  two!.signals.send('structure', { datasetId });
  expect(await shapeOf(two!, datasetId)).not.toBe(await reading);
  await two!.db.close();
});
