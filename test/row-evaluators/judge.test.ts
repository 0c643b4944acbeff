import { expect } from 'vitest';
import { answerBy } from '../evaluations/kit.ts';
import { reply } from '../evaluators/kit.ts';
import { seedJudge, seedRows, someRows, test } from './kit.ts';

/** What a call costs by the prices of the kit: one token in, one out. */
const price = 0.3;

const failing = (status: number) => ({ status, error: { message: 'No.', type: 'x' } });

test('a judge’s score becomes a label by what passes, and how far it is from that is the confidence', async ({ stack, models }) => {
  const { addRows, add, suggest, until, look } = await seedJudge(stack, models);
  answerBy(models, (text) => ({
    content: reply(Number(/Question (\d)/.exec(text)![1]), 'Because of what it says.'),
  }));
  const { rowEvaluator } = await add(suggest);
  const rows = await addRows([1, 2, 3, 7].map((n) => ({ question: `Question ${n}`, answer: 'An answer' })));
  const ended = await until(rowEvaluator.id, { judged: 3, unknown: 1, failed: 0 });
  expect(ended.cost).toBeCloseTo(4 * price);
  const told = await Promise.all(rows.map(async (id) => (await look(id)).suggestions));
  const reason = 'Because of what it says.';
  expect(told).toMatchObject([
    [{ value: 'incorrect', score: 1, confidence: 1, reason, cost: price }],
    [{ value: 'incorrect', score: 2, confidence: 0.5, reason }],
    [{ value: 'correct', score: 3, confidence: 0, reason }],
    // Off its scale: it could not tell, and suggests nothing.
    [],
  ]);
});

test('a key that is refused pauses it, and no row is lost by that', async ({ stack, models }) => {
  const { addRows, add, update, suggest, until, look } = await seedJudge(stack, models);
  let refuse = false;
  answerBy(models, () => (refuse ? failing(401) : { content: reply(3) }));
  const { rowEvaluator } = await add(suggest);
  const { id } = rowEvaluator;
  const rows = await addRows(someRows(3));
  await until(id, { judged: 3 });
  refuse = true;
  rows.push(...(await addRows(someRows(40, 3))));
  const paused = await until(id, { enabled: false });
  expect(paused).toMatchObject({ judged: 3, failed: 0 });
  expect(paused.pausedBecause).toMatch(/key/i);
  refuse = false;
  expect((await update({ id, enabled: true })).rowEvaluator).toMatchObject({ enabled: true, pausedBecause: null });
  await until(id, { judged: 43, failed: 0 });
  for (const row of rows) expect((await look(row)).suggestions).toHaveLength(1);
});

test('what fails now and then is counted, and 20 in a row pause it', async ({ stack, models }) => {
  const { addRows, add, suggest, until } = await seedJudge(stack, models);
  let down = false;
  answerBy(models, (text) => (down || /Question [13]\b/.test(text) ? failing(503) : { content: reply(2) }));
  const { rowEvaluator } = await add(suggest);
  await addRows(someRows(6));
  await until(rowEvaluator.id, { judged: 4, failed: 2, enabled: true });
  down = true;
  for (const n of [0, 1, 2]) await addRows(someRows(7, 6 + 7 * n));
  const paused = await until(rowEvaluator.id, { enabled: false });
  expect(paused).toMatchObject({ judged: 4, failed: 22 });
  expect(paused.pausedBecause).toMatch(/^The last 20 rows failed/);
});

test('a budget pauses it before it is overspent', async ({ stack, models }) => {
  const { addRows, add, update, suggest, until } = await seedJudge(stack, models);
  const { asked } = answerBy(models, () => ({ content: reply(2) }));
  const { rowEvaluator } = await add({ ...suggest, budget: 10.5 * price });
  await addRows(someRows(30));
  const paused = await until(rowEvaluator.id, { enabled: false });
  expect(paused).toMatchObject({ judged: 10, pausedBecause: 'Its budget of $3.15 does not pay for another row.' });
  expect(asked).toHaveLength(10);
  await update({ id: rowEvaluator.id, budget: null, enabled: true });
  await until(rowEvaluator.id, { judged: 30, enabled: true });
});

test('the newest version judges, and an archived evaluator no more', async ({ stack }) => {
  const { evaluators, evaluatorId, addRows, add, suggest, until, look } = await seedRows(stack);
  const { rowEvaluator } = await add(suggest);
  const [first] = await addRows(someRows(1));
  await until(rowEvaluator.id, { judged: 1 });
  await evaluators.update({ id: evaluatorId, config: { mode: 'CONTAINS_ANY', values: ['Wrong'] } });
  const [second] = await addRows(someRows(1));
  await until(rowEvaluator.id, { judged: 2 });
  expect((await look(first!)).suggestions).toMatchObject([{ value: 'correct', version: 1 }]);
  expect((await look(second!)).suggestions).toMatchObject([{ value: 'incorrect', version: 2 }]);
  await evaluators.update({ id: evaluatorId, archived: true });
  await addRows(someRows(1));
  expect(await until(rowEvaluator.id, { enabled: false })).toMatchObject({
    judged: 2,
    pausedBecause: 'The evaluator “says right” was archived.',
  });
});
