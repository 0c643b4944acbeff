import type { LLMock } from '@copilotkit/aimock';
import { expect } from 'vitest';
import { answerBy } from '../evaluations/kit.ts';
import { judgedProject, reply } from '../evaluators/kit.ts';
import type { Stack } from '../kit/stack.ts';
import { someSpans, spansOf, test, valueOf } from './kit.ts';

/** What a call costs by the prices of the kit: one token in, one out. */
const price = 0.3;

async function judgedSpans(stack: Stack, models: LLMock) {
  const { ada, project, hands, config } = await judgedProject(stack, models);
  const { evaluator } = await hands.create({ projectId: project.id, name: 'judge', kind: 'JUDGE', config });
  return { evaluatorId: evaluator.id, ...spansOf(stack, ada, project.id) };
}

const failing = (status: number) => ({ status, error: { message: 'No.', type: 'x' } });

test('a judge gives its own number, and nothing where it cannot tell', async ({ stack, models }) => {
  const { evaluatorId, add, send, until, spans } = await judgedSpans(stack, models);
  const { asked } = answerBy(models, (text) => ({ content: reply(text.includes('Wrong') ? 1 : 3) }));
  const { spanEvaluator } = await add({ evaluatorId });
  await send([
    ...someSpans(4),
    { id: 'talk', messages: [{ role: 'user', content: 'Of the messages' }], output: 'Half' },
    { id: 'untold', variables: { other: 'No question' }, output: 'All right' },
  ]);
  const ended = await until(spanEvaluator.id, { scored: 5, unknown: 1, failed: 0 });
  expect(ended.cost).toBeCloseTo(5 * price);
  expect((await spans()).map((span) => valueOf(span, 'judge')).slice(0, 4)).toEqual([3, 1, 3, 1]);
  expect(asked.some((text) => text.includes('Of the messages'))).toBe(true);
  expect((await spans({ score: [{ name: 'judge', max: 2 }] })).map(({ spanId }) => spanId)).toEqual(['s1', 's3']);
});

test('a key that is refused pauses it, and no span is lost by that', async ({ stack, models }) => {
  const { evaluatorId, add, update, send, until, spans } = await judgedSpans(stack, models);
  let refuse = false;
  answerBy(models, () => (refuse ? failing(401) : { content: reply(2) }));
  const { spanEvaluator } = await add({ evaluatorId });
  const { id } = spanEvaluator;
  await send(someSpans(3));
  await until(id, { scored: 3 });
  refuse = true;
  await send(someSpans(40, () => ({}), 3));
  const paused = await until(id, { enabled: false });
  expect(paused).toMatchObject({ scored: 3, failed: 0 });
  expect(paused.pausedBecause).toMatch(/key/i);
  refuse = false;
  expect((await update({ id, enabled: true })).spanEvaluator).toMatchObject({ enabled: true, pausedBecause: null });
  await until(id, { scored: 43, failed: 0 });
  expect((await spans()).filter((span) => valueOf(span, 'judge') === 2)).toHaveLength(43);
});

test('what fails now and then is counted, and 20 in a row pause it', async ({ stack, models }) => {
  const { evaluatorId, add, send, until } = await judgedSpans(stack, models);
  let down = false;
  answerBy(models, (text) => (down || /Question [13]\b/.test(text) ? failing(503) : { content: reply(2) }));
  const { spanEvaluator } = await add({ evaluatorId });
  await send(someSpans(6));
  await until(spanEvaluator.id, { scored: 4, failed: 2, enabled: true });
  down = true;
  for (const n of [0, 1, 2]) await send(someSpans(7, () => ({}), 6 + 7 * n));
  const paused = await until(spanEvaluator.id, { enabled: false });
  expect(paused).toMatchObject({ scored: 4, failed: 22 });
  expect(paused.pausedBecause).toMatch(/^The last 20 spans failed/);
});

test('a budget pauses it before it is overspent', async ({ stack, models }) => {
  const { evaluatorId, add, update, send, until } = await judgedSpans(stack, models);
  answerBy(models, () => ({ content: reply(2) }));
  const { spanEvaluator } = await add({ evaluatorId, budget: 10.5 * price });
  await send(someSpans(30));
  const paused = await until(spanEvaluator.id, { enabled: false });
  expect(paused).toMatchObject({ scored: 10, pausedBecause: expect.stringContaining('budget') as string });
  await update({ id: spanEvaluator.id, budget: null, enabled: true });
  await until(spanEvaluator.id, { scored: 30, enabled: true });
});

test('the newest version judges, and an archived evaluator no more', async ({ stack, models }) => {
  const { client, evaluatorId, add, send, until, spans } = await judgedSpans(stack, models);
  answerBy(models, () => ({ content: reply(2) }));
  const { createEvaluator } = await client.execute<{ createEvaluator: { evaluator: { id: string } } }>(
    `mutation ($input: CreateEvaluatorInput!) { createEvaluator(input: $input) { ... on CreateEvaluatorPayload { evaluator { id } } } }`,
    {
      input: {
        projectId: (
          await client.execute<{ evaluator: { project: { id: string } } }>('query ($id: ID!) { evaluator(id: $id) { project { id } } }', {
            id: evaluatorId,
          })
        ).evaluator.project.id,
        name: 'text',
        kind: 'TEXT',
        config: { mode: 'CONTAINS_ANY', values: ['right'] },
      },
    },
  );
  const { id } = createEvaluator.evaluator;
  const change = (input: Record<string, unknown>) =>
    client.execute('mutation ($input: UpdateEvaluatorInput!) { updateEvaluator(input: $input) { __typename ... on Error { message } } }', {
      input: { id, ...input },
    });
  const { spanEvaluator } = await add({ evaluatorId: id });
  await send(someSpans(2));
  await until(spanEvaluator.id, { scored: 2 });
  await change({ config: { mode: 'CONTAINS_ANY', values: ['Wrong'] } });
  await send(someSpans(2, () => ({}), 2));
  await until(spanEvaluator.id, { scored: 4 });
  expect((await spans()).map((span) => valueOf(span, 'text'))).toEqual([1, 0, 0, 1]);
  await change({ archived: true });
  await send(someSpans(2, () => ({}), 4));
  expect(await until(spanEvaluator.id, { enabled: false })).toMatchObject({
    scored: 4,
    pausedBecause: 'The evaluator “text” was archived.',
  });
});
