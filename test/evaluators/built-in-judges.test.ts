import { expect } from 'vitest';
import { builtInJudges, promptOf } from '@docket/schema/evaluators/built-in-judges.ts';
import { checkedConfig } from '@docket/schema/evaluators/evaluator-kinds.ts';
import { checkedContent } from '@docket/schema/prompts/prompt-content.ts';
import { requireRunnable } from '@docket/schema/prompts/render-prompt.ts';
import { judgedProject, model, reply, test } from './kit.ts';

test('each built-in judge is one that could have been made by hand', () => {
  for (const judge of builtInJudges) {
    const ready = requireRunnable(checkedContent(promptOf(judge, { provider: 'p', model: 'm' })));
    expect(ready.variables, judge.key).toContain('output');
    const { scale, passAt } = judge;
    expect(checkedConfig('JUDGE', { promptVersionId: 1, scale, passAt })).toEqual({ promptVersionId: 1, scale, passAt });
  }
});

test('a project gets its own copy: prompt, version and evaluator, numbered where the name is taken', async ({ stack, models }) => {
  models.clearFixtures();
  models.on({ model }, { content: reply('5') });
  const { project, hands } = await judgedProject(stack, models);
  const make = (more: object = {}) =>
    hands.createBuiltIn({ projectId: project.id, judge: 'CORRECTNESS', provider: 'mock', model, ...more });
  const made = await make();
  expect(made).toMatchObject({
    __typename: 'CreateBuiltInJudgePayload',
    secret: null,
    evaluator: {
      name: 'Correctness',
      kind: 'JUDGE',
      latest: { number: 1, promptVersion: { number: 1, prompt: { name: 'judge-correctness', purpose: 'JUDGE' } } },
    },
  });
  const again = await Promise.all([make(), make()]);
  expect(again.map(({ evaluator }) => evaluator.name).sort()).toEqual(['Correctness 2', 'Correctness 3']);
  expect(again.map(({ evaluator }) => evaluator.latest.promptVersion!.prompt.name).sort()).toEqual([
    'judge-correctness-2',
    'judge-correctness-3',
  ]);

  const row = { projectId: project.id, evaluatorVersionId: made.evaluator.latest.id, inputs: { question: '6 × 7?' }, output: '42' };
  expect(await hands.attempt({ ...row, expected: '42' })).toMatchObject({ grade: 'PASS', score: 5 });
  expect(await hands.attempt(row)).toMatchObject({ grade: 'UNKNOWN', reason: 'There is no expected output to judge by.' });

  // The draft is that version, so that somebody can go on from it.
  const query =
    'query ($slug: String!) { project(slug: $slug) { prompt(name: "judge-correctness") { draftBase draftFile latest { file } } } }';
  const { project: shown } = await hands.client.execute<{
    project: { prompt: { draftBase: number; draftFile: string; latest: { file: string } } };
  }>(query, { slug: project.slug });
  expect(shown.prompt.draftBase).toBe(1);
  expect(shown.prompt.latest.file.replace(/^notes: .*\n/m, '')).toBe(shown.prompt.draftFile);
});

test('without such a provider nothing is made', async ({ stack, models }) => {
  const { project, hands } = await judgedProject(stack, models);
  const before = await stack.db.prisma.prompt.count({ where: { projectId: project.number } });
  const refused = await hands.createBuiltIn({ projectId: project.id, judge: 'TONE', provider: 'nobody', model });
  expect(refused).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'provider'] });
  expect(await hands.createBuiltIn({ projectId: project.id, judge: 'TONE', provider: 'mock', model: ' ' })).toMatchObject({
    path: ['input', 'model'],
  });
  expect(await stack.db.prisma.prompt.count({ where: { projectId: project.number } })).toBe(before);
  expect(await stack.db.prisma.evaluator.count({ where: { projectId: project.number } })).toBe(0);
});

test('without inputs only the judges that do not need them judge', async ({ stack, models }) => {
  models.clearFixtures();
  models.on({ model }, { content: reply('4') });
  const { project, hands } = await judgedProject(stack, models);
  const grades: Record<string, string> = {};
  for (const { key } of builtInJudges) {
    const { evaluator } = await hands.createBuiltIn({ projectId: project.id, judge: key, provider: 'mock', model });
    grades[key] = (
      await hands.attempt({ projectId: project.id, evaluatorVersionId: evaluator.latest.id, output: 'a', expected: 'a' })
    ).grade;
  }
  expect(grades).toEqual({ CORRECTNESS: 'PASS', TONE: 'PASS', HALLUCINATION: 'UNKNOWN', OFF_TOPIC: 'UNKNOWN', LENGTH: 'UNKNOWN' });
});

test('the list shows what a copy would be', async ({ stack }) => {
  const list = await stack
    .as(await stack.person('Ada'))
    .execute<{ builtInJudges: object[] }>(
      '{ builtInJudges { key name description passAt scale { score meaning } content { provider messages { role content } variables } } }',
    );
  expect(list.builtInJudges).toHaveLength(5);
  expect(list.builtInJudges[0]).toMatchObject({
    key: 'CORRECTNESS',
    name: 'Correctness',
    passAt: 4,
    content: { provider: null, variables: ['inputs', 'expected_output', 'output'] },
  });
});
