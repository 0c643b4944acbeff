import { expect } from 'vitest';
import type { Client } from '../kit/client.ts';
import { type EvaluationView, type RowView, answerBy, evaluationFields, seedLoop, test } from './kit.ts';

test('a prompt’s version answers every row, and the evaluators judge what it said', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models);
  const { asked } = answerBy(models, (question) => ({ content: question.endsWith('2') ? 'wrong' : 'this is right' }));
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  expect(evaluation).toMatchObject({ status: 'RUNNING', rowCount: 6 });
  const ended = await loop.until(evaluation.id, 'FINISHED');
  expect(ended).toMatchObject({
    done: 6,
    failed: 0,
    calls: 6,
    cachedCalls: 0,
    repeatedCalls: 0,
    evaluators: [{ passed: 5, failed: 1, unknown: 0 }],
  });
  expect(ended.evaluators[0]!.passRate).toBeCloseTo(5 / 6);
  expect(ended.cost).toBeCloseTo(6 * 0.3);
  expect([...asked].sort()).toEqual(Array.from({ length: 6 }, (_, n) => `Asked: Question ${n}`));
  const rows = await loop.rows(evaluation.id);
  expect(rows.map(({ rowId }) => rowId)).toEqual(loop.rowIds);
  expect(rows[2]).toMatchObject({
    state: 'DONE',
    inputs: { question: 'Question 2' },
    logged: 'Logged 2',
    output: 'wrong',
    scores: [{ grade: 'FAIL', score: 0 }],
  });
  expect((await loop.rows(evaluation.id, { grade: 'FAIL' })).map(({ rowId }) => rowId)).toEqual([loop.rowIds[2]]);
});

test('the same again costs nothing, unless it is asked to ask anew', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 3 });
  const { asked } = answerBy(models, () => ({ content: 'right' }));
  const again = async (settings?: object) => {
    const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId], settings });
    return loop.until(evaluation.id, 'FINISHED');
  };
  expect((await again()).cost).toBeCloseTo(0.9);
  expect(await again()).toMatchObject({ cost: 0, calls: 3, cachedCalls: 3, evaluators: [{ passed: 3 }] });
  expect(asked).toHaveLength(3);
  expect(await again({ cache: false })).toMatchObject({ calls: 3, cachedCalls: 0 });
  expect(asked).toHaveLength(6);
});

test('it shows the same after its rows were changed and removed', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 2 });
  answerBy(models, () => ({ content: 'right' }));
  await loop.owner.annotate({ rowId: loop.rowIds[0], version: 1, values: { expected_output: 'before', priority: 'high' } });
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  await loop.until(evaluation.id, 'FINISHED');
  const before = await loop.rows(evaluation.id);
  expect(before[0]).toMatchObject({ expected: 'before', labels: { priority: 'high' } });
  await loop.owner.annotate({ rowId: loop.rowIds[0], version: 2, values: { expected_output: 'after', priority: 'low' } });
  const removed = await loop.client.execute<{ removeRows: { __typename: string } }>(
    'mutation ($input: RemoveRowsInput!) { removeRows(input: $input) { __typename ... on Error { message } } }',
    { input: { datasetId: loop.datasetId, rowIds: [loop.rowIds[1]] } },
  );
  expect(removed.removeRows.__typename).toBe('RemoveRowsPayload');
  await loop.client.execute('mutation ($input: UpdateColumnInput!) { updateColumn(input: $input) { __typename } }', {
    input: { id: await columnId(loop, 'question'), key: 'asked' },
  });
  expect(await loop.rows(evaluation.id)).toEqual(before);
});

async function columnId({ client, datasetId }: { client: Client; datasetId: string }, key: string): Promise<string> {
  const { dataset } = await client.execute<{ dataset: { columns: { id: string; key: string }[] } }>(
    'query ($id: ID!) { dataset(id: $id) { columns { id key } } }',
    { id: datasetId },
  );
  return dataset.columns.find((column) => column.key === key)!.id;
}

test('logged outputs are judged as they are, and nothing is asked for them', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 2, values: (n) => ({ question: 'q', answer: n === 0 ? 'right' : 'no' }) });
  const { asked } = answerBy(models, () => ({ content: 'x' }));
  const { evaluation } = await loop.start({ evaluatorIds: [loop.evaluatorId] });
  expect(await loop.until(evaluation.id, 'FINISHED')).toMatchObject({ calls: 0, cost: 0, evaluators: [{ passed: 1, failed: 1 }] });
  expect(asked).toEqual([]);
});

test('what cannot be run is refused with what is missing, and leaves nothing behind', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 1 });
  const strange = await loop.hands.prompt(loop.projectId, 'strange', {
    purpose: 'ANSWER',
    messages: [{ role: 'user', content: '{{questoin}} {{tone}} {{answer}}' }],
  });
  expect(await loop.start({ promptVersionId: strange, evaluatorIds: [loop.evaluatorId] })).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringMatching(
      /No column of “Answers” fills \{\{questoin\}\}, \{\{tone\}\}\. Its columns are .*question, answer/,
    ) as string,
  });
  const none = { column: { column: 'question', equals: 'nobody asked this' } };
  expect(await loop.start({ evaluatorIds: [loop.evaluatorId], filter: none })).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringContaining('No row') as string,
  });
  expect(await loop.start({ evaluatorIds: [] })).toMatchObject({ __typename: 'InvalidInput' });
  const other = await seedLoop(stack, models, { rows: 1 });
  expect(await loop.start({ evaluatorIds: [other.evaluatorId] })).toMatchObject({ __typename: 'NotFound' });
  expect(await loop.start({ promptVersionId: other.promptVersionId, evaluatorIds: [loop.evaluatorId] })).toMatchObject({
    __typename: 'NotFound',
  });
  expect(await stack.db.prisma.evaluation.count({ where: { projectId: Number(loop.projectId.split('_')[1]) } })).toBe(0);
});

test('rows that fail say why, and are taken up again when asked', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 4 });
  let broken = true;
  const { asked } = answerBy(models, (question) =>
    broken && question.endsWith('1') ? { error: { message: 'the model is out' }, status: 500 } : { content: 'right' },
  );
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  expect(await loop.until(evaluation.id, 'FINISHED')).toMatchObject({ done: 3, failed: 1 });
  const [failed] = await loop.rows(evaluation.id, { state: 'FAILED' });
  expect(failed).toMatchObject({ rowId: loop.rowIds[1], error: expect.stringContaining('the model is out') as string, scores: [] });
  broken = false;
  const before = asked.length;
  expect((await loop.retry(evaluation.id)).evaluation).toMatchObject({ status: 'RUNNING', failed: 0 });
  expect(await loop.until(evaluation.id, 'FINISHED')).toMatchObject({ done: 4, failed: 0, evaluators: [{ passed: 4 }] });
  expect(asked.length).toBe(before + 1);
});

test('paused it takes no more rows, and goes on where it was; cancelled it gives up at once', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 60 });
  const { asked } = answerBy(models, async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { content: 'right' };
  });
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  await expect.poll(() => asked.length).toBeGreaterThan(4);
  expect((await loop.pause(evaluation.id)).evaluation.status).toBe('PAUSED');
  expect((await loop.pause(evaluation.id)).evaluation.status).toBe('PAUSED');
  // What was under way is finished and recorded: it was paid for.
  await expect.poll(async () => (await loop.look(evaluation.id)).done).toBe(asked.length);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await loop.look(evaluation.id)).done).toBe(asked.length);
  expect(asked.length).toBeLessThan(40);
  expect((await loop.resume(evaluation.id)).evaluation.status).toBe('RUNNING');
  await expect.poll(async () => (await loop.look(evaluation.id)).done).toBeGreaterThan(asked.length - 20);
  expect((await loop.cancel(evaluation.id)).evaluation.status).toBe('CANCELLED');
  const waiting = async () => (await loop.rows(evaluation.id, { state: 'WAITING' })).length;
  await expect.poll(async () => (await loop.look(evaluation.id)).done + (await waiting())).toBe(60);
  expect(await loop.resume(evaluation.id)).toMatchObject({ __typename: 'EvaluationIsOver' });
  expect(await loop.retry(evaluation.id)).toMatchObject({ __typename: 'EvaluationIsOver' });
});

test('a budget pauses it before it is overspent, and says so', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 40 });
  answerBy(models, () => ({ content: 'right' }));
  const { evaluation } = await loop.start({
    promptVersionId: loop.promptVersionId,
    evaluatorIds: [loop.evaluatorId],
    settings: { budget: 3 },
  });
  const paused = await loop.until(evaluation.id, 'PAUSED');
  expect(paused.pausedBecause).toMatch(/budget of \$3/);
  expect(paused.cost).toBeLessThanOrEqual(3);
  expect(paused.done).toBeGreaterThanOrEqual(9);
});

test('a budget is refused where nobody knows what a model costs', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 1 });
  await stack.db.prisma.modelProvider.updateMany({ where: { projectId: Number(loop.projectId.split('_')[1]) }, data: { prices: {} } });
  const refused = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId], settings: { budget: 3 } });
  expect(refused).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringContaining('No price is known for judge-1') as string,
  });
});

test('requests per minute are kept to', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 12 });
  const times: number[] = [];
  answerBy(models, () => {
    times.push(performance.now());
    return { content: 'right' };
  });
  const settings = { requestsPerMinute: 300 };
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId], settings });
  await loop.until(evaluation.id, 'FINISHED');
  // One each 200 ms, four at a time at most; and not much more slowly either.
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(200 * (12 - 1 - 4));
  expect(times.at(-1)! - times[0]!).toBeLessThan(200 * 12 * 3);
});

test('a key that is refused pauses it at the first row, and nothing is lost', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 10 });
  let refused = true;
  answerBy(models, () => (refused ? { error: { message: 'Incorrect API key' }, status: 401 } : { content: 'right' }));
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  const paused = await loop.until(evaluation.id, 'PAUSED');
  expect(paused.pausedBecause).toMatch(/key/i);
  await expect.poll(async () => (await loop.rows(evaluation.id, { state: 'WAITING' })).length).toBe(10);
  refused = false;
  await loop.resume(evaluation.id);
  expect(await loop.until(evaluation.id, 'FINISHED')).toMatchObject({ done: 10, failed: 0 });
});

test('whoever follows it sees results as they come', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 30 });
  answerBy(models, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * 10));
    return { content: 'right' };
  });
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  const events = loop.client.subscribe<{ evaluationChanged: EvaluationView & { latest: RowView[] } }>(
    `subscription ($id: ID!) { evaluationChanged(id: $id) { ${evaluationFields} latest(first: 200) { rowId state output } } }`,
    { id: evaluation.id },
  );
  const seen = new Set<string>();
  const steps: number[] = [];
  for await (const { evaluationChanged } of events) {
    for (const { rowId, state } of evaluationChanged.latest) if (state === 'DONE') seen.add(rowId);
    steps.push(evaluationChanged.done);
    if (evaluationChanged.status === 'FINISHED') break;
  }
  expect(seen.size).toBe(30);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(new Set(steps).size).toBeGreaterThan(2);
});
