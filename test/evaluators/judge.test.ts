import type { LLMock } from '@copilotkit/aimock';
import { expect } from 'vitest';
import { prepareEvaluators } from '@docket/schema/evaluators/prepare-evaluator.ts';
import type { Stack } from '../kit/stack.ts';
import { judgedProject, model, reply, scale, test, usage } from './kit.ts';

interface Sent {
  messages: { role: string; content: string }[];
  response_format: { json_schema: { schema: { properties: Record<string, unknown>; required: string[] } } };
  tools?: unknown;
}

/** One answer judged, with what the model was sent. */
async function judged(stack: Stack, models: LLMock, answer: object, row: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  models.clearFixtures();
  models.clearRequests();
  models.on({ model }, answer);
  const { project, hands, config } = await judgedProject(stack, models);
  const input = {
    projectId: project.id,
    kind: 'JUDGE',
    config: { ...config, ...more },
    inputs: { question: '6 × 7?' },
    output: '42',
    ...row,
  };
  return { verdict: await hands.attempt(input), sent: models.getLastRequest()?.body as unknown as Sent };
}

test('a judge gives a score of its scale, with its reasons and what it cost', async ({ stack, models }) => {
  const { verdict } = await judged(stack, models, { content: reply('3'), usage });
  expect(verdict).toEqual({
    __typename: 'Verdict',
    grade: 'PASS',
    score: 3,
    reason: 'It says what is right.',
    cost: 1.8,
    raw: { text: reply('3'), finish: 'stop', model, tokensIn: 10, tokensOut: 4, cached: false },
  });
  expect((await judged(stack, models, { content: reply(2) })).verdict).toMatchObject({ grade: 'FAIL', score: 2 });
  expect((await judged(stack, models, { content: reply(2) }, {}, { passAt: 2 })).verdict).toMatchObject({ grade: 'PASS', score: 2 });
});

test('our rules come first, data is fenced, and reasons come before the score', async ({ stack, models }) => {
  const { sent } = await judged(stack, models, { content: reply('3') });
  const [system, user] = sent.messages;
  expect(sent.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  const nonce = /<data-([0-9a-f]{16})>/.exec(user!.content)![1]!;
  expect(system!.content).toMatch(/^You judge an answer/);
  expect(system!.content).toContain(`<data-${nonce}>`);
  expect(system!.content).toMatch(/no reason for a better score/);
  for (const { score, meaning } of scale) expect(system!.content).toContain(`${score}: ${meaning}`);
  expect(system!.content).toMatch(/Judge whether the answer is right\.$/);
  expect(user!.content).toBe(`Asked:\n<data-${nonce}>\n6 × 7?\n</data-${nonce}>\n\nAnswered:\n<data-${nonce}>\n42\n</data-${nonce}>`);
  const { properties, required } = sent.response_format.json_schema.schema;
  expect(Object.keys(properties)).toEqual(['reasoning', 'score']);
  expect(required).toEqual(['reasoning', 'score']);
  expect(properties.score).toMatchObject({ enum: ['1', '2', '3'] });
  expect(sent.tools).toBeUndefined();
});

test.for<[string, object, RegExp]>([
  ['a score off the scale', { content: reply(4) }, /“4”, is none of the scale/],
  ['a score between two', { content: reply('2.5') }, /none of the scale/],
  ['a score that is no number', { content: reply('good') }, /none of the scale/],
  ['an empty score', { content: reply('') }, /none of the scale/],
  ['no score', { content: '{"reasoning":"Fine."}' }, /did not reply with a score/],
  ['prose alone', { content: 'I would give it a 3.' }, /did not reply with a score, but with “I would give it a 3.”/],
  ['two scores', { content: `The answer says ${reply(3)}, but: ${reply(1)}` }, /more than one score/],
  ['nothing', { content: '' }, /replied with nothing|did not/],
  ['half a reply', { content: '{"reasoning":"It', finishReason: 'length' }, /most tokens/],
  ['tools', { toolCalls: [{ name: 'set_score', arguments: '{"score":3}' }] }, /called a tool/],
])('%s is UNKNOWN, with what came back', async ([, answer, reason], { stack, models }) => {
  const { verdict } = await judged(stack, models, answer);
  expect(verdict).toMatchObject({ grade: 'UNKNOWN', score: null, reason: expect.stringMatching(reason) as string });
  expect(verdict.raw).toMatchObject('content' in answer ? { text: answer.content } : { toolCalls: [{ name: 'set_score' }] });
});

test('prose and Markdown around a reply are no matter', async ({ stack, models }) => {
  for (const content of [
    `Sure! Here it is:\n\`\`\`json\n${reply(3, 'It has a { in it.')}\n\`\`\`\nAnything else?`,
    `{a} set {}: ${reply('3')} `,
  ])
    expect((await judged(stack, models, { content })).verdict).toMatchObject({ grade: 'PASS', score: 3 });
});

test('what the row does not have is UNKNOWN, and nobody is asked', async ({ stack, models }) => {
  models.clearRequests();
  const { project, hands, config } = await judgedProject(stack, models);
  const content = (text: string) => ({ messages: [{ role: 'user' as const, content: text }] });
  const needs = { ...config, promptVersionId: await hands.prompt(project.id, 'needs', content('{{output}} {{expected_output}}')) };
  const may = {
    ...config,
    promptVersionId: await hands.prompt(
      project.id,
      'may',
      content('{{output}}{{#expected_output}} {{expected_output}}{{/expected_output}}'),
    ),
  };
  const row = { projectId: project.id, kind: 'JUDGE', inputs: { question: '?' }, output: '42' };
  expect(await hands.attempt({ ...row, config: needs })).toMatchObject({
    grade: 'UNKNOWN',
    reason: 'There is no expected output to judge by.',
  });
  expect(await hands.attempt({ ...row, config, inputs: {} })).toMatchObject({
    grade: 'UNKNOWN',
    reason: expect.stringContaining('{{question}}') as string,
  });
  expect(models.getRequests()).toEqual([]);
  models.clearFixtures();
  models.on({ model }, { content: reply(1) });
  expect(await hands.attempt({ ...row, config: may })).toMatchObject({ grade: 'FAIL' });
  expect(await hands.attempt({ ...row, config: needs, expected: '42' })).toMatchObject({ grade: 'FAIL' });
});

test('an answer that is asked for again is kept, and the same rows make the same request', async ({ stack, models }) => {
  models.clearFixtures();
  models.clearRequests();
  models.on({ model }, { content: reply(3), usage });
  const { project, hands, config } = await judgedProject(stack, models);
  const { evaluator } = await hands.create({ projectId: project.id, name: 'Right', kind: 'JUDGE', config });
  const versionId = Number(evaluator.latest.id.split('_')[1]);
  const [ready] = await prepareEvaluators(stack.servers[0]!.services, [versionId]);
  expect(ready).toMatchObject({ name: 'Right', kind: 'JUDGE', usesModel: true, providerId: expect.any(Number) as number, versionId });
  const subject = { inputs: { question: '6 × 7?' }, output: '42', expected: null, latencyMs: null, cost: null, tokensOut: null };
  expect(await ready!.evaluate(subject, { cache: true })).toMatchObject({ grade: 'PASS', cost: 1.8 });
  expect(await ready!.evaluate(subject, { cache: true })).toMatchObject({ grade: 'PASS', cost: 0 });
  expect(models.getRequests()).toHaveLength(1);
});

test('a provider that is busy is no verdict: it is thrown, for whoever may try again; a refused request is UNKNOWN', async ({
  stack,
  models,
}) => {
  const { project, hands, config } = await judgedProject(stack, models);
  const { evaluator } = await hands.create({ projectId: project.id, name: 'Right', kind: 'JUDGE', config });
  const [ready] = await prepareEvaluators(stack.servers[0]!.services, [Number(evaluator.latest.id.split('_')[1])]);
  const subject = { inputs: { question: '?' }, output: '42', expected: null, latencyMs: null, cost: null, tokensOut: null };
  const failing = (status: number) => {
    models.clearFixtures();
    models.on({ model }, { error: { message: 'no' }, status });
    return ready!.evaluate(subject, { cache: false });
  };
  await expect(failing(429)).rejects.toMatchObject({ kind: 'RATE_LIMITED' });
  await expect(failing(401)).rejects.toMatchObject({ kind: 'KEY_REFUSED' });
  await expect(failing(500)).rejects.toMatchObject({ kind: 'PROVIDER_FAILED' });
  expect(await failing(400)).toMatchObject({ grade: 'UNKNOWN' });
  await expect(ready!.evaluate(subject, { cache: false, signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'CANCELLED' });
});
