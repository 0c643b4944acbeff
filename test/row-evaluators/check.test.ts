import { expect } from 'vitest';
import { findBehind } from '@docket/schema/row-evaluators/find-behind.ts';
import { answerBy } from '../evaluations/kit.ts';
import { reply } from '../evaluators/kit.ts';
import { mutationsOf } from '../kit/mutations.ts';
import type { Stack } from '../kit/stack.ts';
import { seedJudge, seedRows, someRows, test } from './kit.ts';

/** A dataset in which similarity to the expected output checks what is filled. */
async function seedCheck(stack: Stack, count = 4) {
  const bench = await seedRows(stack);
  const evaluatorId = await bench.evaluator('like the expected', { measure: 'TOKEN_F1', passAt: 0.5 }, 'SIMILARITY');
  const rows = await bench.addRows(someRows(count));
  const { rowEvaluator } = await bench.add({ purpose: 'CHECK', evaluatorId });
  /** Claims and fills a row as Ada does. */
  const fill = async (rowId: string, category: string | null, expected: string) => {
    const { claim } = await bench.ada.claimRow({ rowId });
    return bench.ada.annotate({
      rowId,
      token: claim.token,
      values: { ...(category !== null && { feedback_category: category }), expected_output: expected },
      fill: true,
    });
  };
  return { ...bench, evaluatorId, rows, id: rowEvaluator.id, fill };
}

const slicesOf = async ({ client }: { client: ReturnType<Stack['as']> }, datasetId: string) =>
  (
    await client.execute<{ dataset: { slices: { name: string; total: { value: number }; filter: unknown }[] } }>(
      'query ($id: ID!) { dataset(id: $id) { slices { name filter total { value } } } }',
      { id: datasetId },
    )
  ).dataset.slices;

/** How many events of these kinds a dataset has. */
const events = async (stack: Stack, datasetId: string, kind: string): Promise<number> =>
  (
    await stack.db.pool.query<{ n: number }>('SELECT count(*) AS n FROM event WHERE dataset_id = $1 AND kind = $2', [
      Number(datasetId.split('_')[1]),
      kind,
    ])
  ).rows[0]!.n;

test('judges rows as they are filled, and marks those on which it contradicts the reviewer', async ({ stack }) => {
  const { owner, datasetId, rows, id, fill, until, untilRow, look } = await seedCheck(stack);
  expect(await slicesOf(owner, datasetId)).toEqual([
    { name: 'Check disagrees', filter: { column: { column: 'check', equals: 'disagrees' } }, total: { value: 0 } },
  ]);
  // What was answered is like the first, and says otherwise of the reviewer; the others agree, or cannot be told.
  await fill(rows[0]!, 'correct', 'Something else entirely');
  await fill(rows[1]!, 'incorrect', 'Wrong 1');
  await fill(rows[2]!, 'correct', 'All right 2');
  await fill(rows[3]!, 'correct', '');
  await until(id, { judged: 4, disagreed: 3, unknown: 0 });
  const marked = await untilRow(rows[0]!, { status: 'FILLED', values: { check: 'disagrees' } });
  expect(marked.checks).toMatchObject([
    { evaluator: { name: 'like the expected' }, version: 1, grade: 'FAIL', score: 0, disagrees: true, outdated: false },
  ]);
  expect(marked.checks[0]!.reason).toContain('Token F1');
  expect(await untilRow(rows[1]!, { values: { check: 'disagrees' } })).toMatchObject({ checks: [{ grade: 'PASS', disagrees: true }] });
  // What agrees is told, and written nowhere: its reviewer can still undo the fill.
  expect(await look(rows[2]!)).toMatchObject({ version: 2, values: { check: null }, checks: [{ grade: 'PASS', disagrees: false }] });
  await expect.poll(async () => (await slicesOf(owner, datasetId))[0]!.total.value).toBe(3);
  const history = await owner.client.execute<{ row: { history: { kind: string; actor: object | null; changes: { after: unknown }[] }[] } }>(
    'query ($id: ID!) { row(id: $id) { history { kind actor { name } changes { after } } } }',
    { id: rows[0] },
  );
  expect(history.row.history[0]).toEqual({ kind: 'EDITED', actor: null, changes: [{ after: 'disagrees' }] });
});

test('its own mark, and what people say to it, is no fill: nothing is judged again', async ({ stack }) => {
  const { ada, datasetId, rows, id, fill, until, untilRow, look } = await seedCheck(stack);
  await fill(rows[0]!, 'correct', 'Something else entirely');
  const { version } = await untilRow(rows[0]!, { values: { check: 'disagrees' } });
  await ada.annotate({ rowId: rows[0], version, values: { check: 'confirmed' }, fill: false });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await until(id, { judged: 1, disagreed: 1 });
  expect(await look(rows[0]!)).toMatchObject({ status: 'FILLED', values: { check: 'confirmed' } });
  expect(await events(stack, datasetId, 'edited')).toBe(2);
});

test('edited where it was filled it is judged anew: another label, another answer; not for a remark', async ({ stack }) => {
  const { ada, rows, id, fill, until, untilRow, look } = await seedCheck(stack);
  await fill(rows[0]!, 'correct', 'Something else entirely');
  const edit = async (values: Record<string, unknown>) =>
    ada.annotate({ rowId: rows[0], version: (await look(rows[0]!)).version, values, fill: false });
  await untilRow(rows[0]!, { values: { check: 'disagrees' } });
  await edit({ feedback_category: 'incorrect' });
  await untilRow(rows[0]!, { status: 'FILLED', values: { check: 'agrees' }, checks: [{ grade: 'FAIL', disagrees: false }] });
  await edit({ expected_output: 'All right 0' });
  await untilRow(rows[0]!, { values: { check: 'disagrees' }, checks: [{ grade: 'PASS', disagrees: true }] });
  await edit({ feedback_category: 'correct' });
  await untilRow(rows[0]!, { values: { check: 'agrees' } });
  await edit({ annotation: 'As the help center has it.' });
  const isBehind = async () => (await findBehind(stack.db)).behind.includes(Number(id.split('_')[1]));
  await expect.poll(isBehind).toBe(false);
  await until(id, { judged: 4, disagreed: 2 });
});

test('from the beginning all that is filled is judged anew', async ({ stack }) => {
  const { rows, id, fill, until, update } = await seedCheck(stack);
  await fill(rows[0]!, 'correct', 'Something else entirely');
  await fill(rows[1]!, 'incorrect', 'Something else entirely');
  await until(id, { judged: 2, disagreed: 1 });
  await update({ id, from: 'BEGINNING' });
  await until(id, { judged: 4, disagreed: 2 });
});

test('reopened and filled anew it is judged anew, and what stood there is taken back', async ({ stack }) => {
  const { ada, rows, id, fill, until, untilRow } = await seedCheck(stack);
  await fill(rows[0]!, 'correct', 'Something else entirely');
  const marked = await untilRow(rows[0]!, { values: { check: 'disagrees' } });
  const { row } = await ada.reopen({ rowId: rows[0], version: marked.version });
  expect(await untilRow(rows[0]!, { status: 'EMPTY' })).toMatchObject({ checks: [{ disagrees: true, outdated: true }] });
  await fill(row.id, 'incorrect', 'Something else entirely');
  await untilRow(rows[0]!, { status: 'FILLED', values: { check: 'agrees' }, checks: [{ disagrees: false, outdated: false }] });
  await until(id, { judged: 2, disagreed: 1 });
});

test('a fill that was undone before it came to it is not judged, and one that agrees can be undone after', async ({ stack }) => {
  const { ada, datasetId, rows, id, fill, until, update, look, untilRow } = await seedCheck(stack);
  await update({ id, enabled: false });
  await fill(rows[0]!, 'correct', 'Something else entirely');
  expect((await ada.undo({ datasetId })).__typename).toBe('UndoPayload');
  await update({ id, enabled: true });
  await fill(rows[2]!, 'correct', 'All right 2');
  await until(id, { judged: 1 });
  expect(await look(rows[0]!)).toMatchObject({ status: 'EMPTY', checks: [], values: { check: null } });
  expect((await ada.undo({ datasetId })).__typename).toBe('UndoPayload');
  await untilRow(rows[2]!, { status: 'EMPTY', checks: [{ outdated: true }] });
});

test('rows that are filled at once are judged each, and a label of one’s own says what is right', async ({ stack }) => {
  const { owner, datasetId, addRows, add, evaluator, until, client, look } = await seedRows(stack);
  await client.execute('mutation ($input: AddColumnInput!) { addColumn(input: $input) { __typename } }', {
    input: { datasetId, key: 'verdict', role: 'ANNOTATION', type: 'LABEL', options: ['good', 'fine', 'bad'].map((value) => ({ value })) },
  });
  const rows = await addRows(someRows(30));
  const evaluatorId = await evaluator('right', { mode: 'CONTAINS_ANY', values: ['right'] });
  const { rowEvaluator } = await add({ purpose: 'CHECK', evaluatorId, column: 'verdict', passLabels: ['good', 'fine'] });
  await owner.bulk({ datasetId, filter: {}, values: { verdict: 'fine' }, fill: true });
  await until(rowEvaluator.id, { judged: 30, disagreed: 15 });
  await expect.poll(async () => (await owner.rows(datasetId, { column: { column: 'check', equals: 'disagrees' } })).nodes.length).toBe(15);
  expect((await look(rows[0]!)).values.check).toBeNull();
  // One edit for all, since one fill made them all.
  expect(await events(stack, datasetId, 'edited')).toBe(1);
});

test('of two checks the one that disagrees is heard, whichever comes last', async ({ stack }) => {
  const { evaluator, rows, id, fill, add, until, untilRow, ada, owner, datasetId } = await seedCheck(stack, 20);
  const other = await evaluator('always', { mode: 'CONTAINS_ANY', values: ['r', 'R'] });
  const second = (await add({ purpose: 'CHECK', evaluatorId: other })).rowEvaluator;
  expect((await slicesOf(owner, datasetId)).map(({ name }) => name)).toEqual(['Check disagrees']);
  for (const row of rows) await fill(row, 'correct', 'Something else entirely');
  await Promise.all([id, second.id].map((one) => until(one, { judged: 20 })));
  for (const row of rows) await untilRow(row, { values: { check: 'disagrees' } });
  // Filled anew with what both agree on.
  const { version } = await untilRow(rows[0]!, {});
  await ada.reopen({ rowId: rows[0], version });
  await fill(rows[0]!, 'correct', 'All right 0');
  await Promise.all([id, second.id].map((one) => until(one, { judged: 21 })));
  await untilRow(rows[0]!, { values: { check: 'agrees' } });
});

test('a judge sees what the reviewer wrote', async ({ stack, models }) => {
  const { evaluators, evaluator, projectId, addRows, add, ada, untilRow } = await seedJudge(stack, models);
  const promptVersionId = await evaluators.prompt(projectId, 'compare', {
    messages: [{ role: 'user', content: 'Answered: {{output}}\nRight would be: {{expected_output}}' }],
  });
  const scale = [1, 2, 3].map((score) => ({ score, meaning: `Anchor ${score}.` }));
  const evaluatorId = await evaluator('compare', { promptVersionId, scale, passAt: 2 }, 'JUDGE');
  const { asked } = answerBy(models, (text) => ({ content: reply(text.includes('Of Ada') ? 1 : 3, 'It is not what was asked for.') }));
  await add({ purpose: 'CHECK', evaluatorId });
  const [first, second] = await addRows(someRows(2));
  for (const [rowId, expected_output] of [
    [first, 'Of Ada'],
    [second, null],
  ]) {
    const { claim } = await ada.claimRow({ rowId });
    await ada.annotate({ rowId, token: claim.token, values: { feedback_category: 'correct', expected_output }, fill: true });
  }
  const marked = await untilRow(first!, { values: { check: 'disagrees' } });
  expect(marked.checks).toMatchObject([{ grade: 'FAIL', score: 1, reason: 'It is not what was asked for.' }]);
  // Nobody wrote what would have been right: it cannot tell, and accuses nobody.
  expect(await untilRow(second!, { checks: [{ grade: 'UNKNOWN', disagrees: null }] })).toMatchObject({ values: { check: null } });
  expect(asked).toHaveLength(1);
});

test('a column called check of another kind is told before anything is made', async ({ stack }) => {
  const { add, client, datasetId, evaluatorId, all, owner } = await seedRows(stack);
  await client.execute('mutation ($input: AddColumnInput!) { addColumn(input: $input) { __typename } }', {
    input: { datasetId, key: 'check', role: 'ANNOTATION', type: 'TEXT' },
  });
  expect(await add({ purpose: 'CHECK', evaluatorId })).toMatchObject({ __typename: 'NameTaken' });
  expect(await all()).toEqual([]);
  expect(await slicesOf(owner, datasetId)).toEqual([]);
});

test('where its column is retired or renamed it pauses and says why, and nothing is lost by that', async ({ stack }) => {
  const { client, datasetId, rows, id, fill, until, update, untilRow } = await seedCheck(stack);
  const columnsOf = async () =>
    (
      await client.execute<{ dataset: { columns: { id: string; key: string }[] } }>(
        'query ($id: ID!) { dataset(id: $id) { columns(includeRetired: true) { id key } } }',
        { id: datasetId },
      )
    ).dataset.columns;
  const column = async (key: string) => (await columnsOf()).find((one) => one.key === key)!.id;
  const change = mutationsOf(client);
  await change('updateColumn', { id: await column('check'), key: 'checked' });
  await fill(rows[0]!, 'correct', 'Something else entirely');
  expect(await until(id, { enabled: false })).toMatchObject({
    judged: 1,
    pausedBecause: expect.stringContaining('no column “check”') as string,
  });
  await change('updateColumn', { id: await column('checked'), key: 'check' });
  await update({ id, enabled: true });
  await untilRow(rows[0]!, { values: { check: 'disagrees' } });
  await until(id, { judged: 1, enabled: true, pausedBecause: null });

  await change('retireColumn', { id: await column('feedback_category') });
  await fill(rows[1]!, null, 'Anything');
  expect(await until(id, { enabled: false })).toMatchObject({
    judged: 1,
    pausedBecause: 'The column “feedback_category” is retired. Restore it first.',
  });
});

test('a row that two events of the same moment tell of is judged once', async ({ stack }) => {
  const { datasetId, rows, id, until, people } = await seedCheck(stack, 2);
  const column = await stack.db.prisma.datasetColumn.findFirstOrThrow({
    where: { datasetId: Number(datasetId.split('_')[1]), key: 'annotation' },
  });
  const row = Number(rows[0]!.split('_')[1]);
  const nothing = { given: {}, answer: {}, labels: {}, fill: true, combinations: null, adjudication: null };
  const fill = { ...nothing, op: 'annotate', by: people.ada.number, row, version: 1, token: null, force: false, typed: null };
  // It names a row that is filled already, since it changes a value of it.
  const bulk = {
    ...nothing,
    op: 'bulk',
    by: people.owner.number,
    rows: [row],
    known: 1e9,
    combos: null,
    sql: null,
    params: [],
    group: 'one',
  };
  await stack.db.pool.query('SELECT queue_batch($1, $2::jsonb)', [
    Number(datasetId.split('_')[1]),
    JSON.stringify([fill, { ...bulk, answer: { [column.id]: 'Seen by all' } }]),
  ]);
  await until(id, { judged: 0, unknown: 1, failed: 0, pausedBecause: null });
  await stack.as(people.ada).execute('mutation ($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename } }', {
    input: { rowId: rows[1], version: 1, values: { feedback_category: 'correct', expected_output: 'Wrong 1' }, fill: true },
  });
  await until(id, { judged: 1, unknown: 1, failed: 0, pausedBecause: null });
});
