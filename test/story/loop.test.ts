import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { expect, test, vi } from 'vitest';
import { gateCommand } from '@docket/server/cli/gate-command.ts';
import { deployerOf } from '../deploy/kit.ts';
import { evaluationsOf } from '../evaluations/kit.ts';
import { evaluatorsOf } from '../evaluators/kit.ts';
import type { Client } from '../kit/client.ts';
import { modelsEnv } from '../kit/models.ts';
import { mutationsOf, payload } from '../kit/mutations.ts';
import { startStack } from '../kit/stack.ts';
import { promptsOf } from '../prompts/kit.ts';
import { reviewerOf } from '../queue/kit.ts';

const topics = ['refund', 'shipping', 'login'] as const;
type Topic = (typeof topics)[number];
const right: Record<Topic, string> = {
  refund: 'Refunds take 14 days.',
  shipping: 'Shipping takes 3 days.',
  login: 'Use “Forgot password”.',
};

/** What the made-up model gets wrong, by what its system prompt says: that is what the versions differ by. */
const wrongBy = (system: string): Topic[] =>
  system.includes('refunds and shipping') ? [] : system.includes('refunds') ? ['shipping'] : ['refund'];

const answerOf = (system: string, question: string): string => {
  const topic = topics.find((one) => question.includes(one))!;
  return wrongBy(system).includes(topic) ? 'I cannot say.' : right[topic];
};

const mutate = async <T>(client: Client, field: string, input: object, selection: string): Promise<T> => {
  const answer = await mutationsOf(client)<T>(field, input, payload(field, selection));
  expect(answer).not.toHaveProperty('message');
  return answer;
};

/** The whole loop: from a log to a prompt that was mended, guarded by what its reviewers wrote. */
test('a log becomes a reviewed row, and the row scores, guards and keeps a prompt', { timeout: 120_000 }, async () => {
  const models = new LLMock({ port: 0 });
  await models.start();
  models.addFixture({
    match: { model: 'support-1' },
    response: (request) => ({ content: answerOf(String(request.messages[0]!.content), String(request.messages.at(-1)!.content)) }),
  });
  const folder = await mkdtemp(join(tmpdir(), 'docket-gate-'));
  const stack = await startStack({ env: modelsEnv });
  try {
    const [olga, ada] = [await stack.person('Olga'), await stack.person('Ada')];
    const project = await stack.project([
      [olga, 'OWNER'],
      [ada, 'REVIEWER'],
    ]);
    const owner = stack.as(olga);

    // The application logs what its prompt, version 1, answered.
    const first = 'You are the support of a shop.';
    const spans = Array.from({ length: 12 }, (_, n) => {
      const question = `Question ${n} about ${topics[n % 3]}`;
      return {
        id: `s${n}`,
        traceId: 't',
        kind: 'MODEL',
        promptName: 'support',
        promptVersion: '1',
        variables: { question },
        output: answerOf(first, question),
      };
    });
    await mutate(owner, 'importSpans', { projectId: project.id, spans }, 'added');

    // Somebody adds them to a dataset, and a reviewer says what was wrong and what would have been right.
    const { dataset } = await mutate<{ dataset: { id: string } }>(
      owner,
      'createDataset',
      { projectId: project.id, name: 'Support' },
      'dataset { id }',
    );
    await mutate(owner, 'addSpansToDataset', { datasetId: dataset.id, filter: {} }, 'added');
    const reviewer = reviewerOf(stack.as(ada));
    for (;;) {
      const { claims } = await reviewer.claim({ datasetId: dataset.id, count: 1 });
      if (!claims[0]) break;
      const { token, row } = claims[0];
      const topic = topics.find((one) => String(row.values.question).includes(one))!;
      const isRight = row.values.output === right[topic];
      const values = {
        feedback_category: isRight ? 'correct' : 'incorrect',
        expected_output: right[topic],
        priority: topic === 'refund' ? 'high' : 'low',
      };
      await reviewer.annotate({ rowId: row.id, token, values, fill: true });
    }

    // Version 1 is what runs. An evaluator holds answers against what the reviewer wrote; held against the reviewer, it agrees.
    const hands = evaluatorsOf(stack, olga);
    await mutate(
      owner,
      'createModelProvider',
      { projectId: project.id, name: 'mock', kind: 'OPENAI_COMPATIBLE', baseUrl: `${models.url}/v1`, concurrency: 4 },
      '__typename',
    );
    const prompts = promptsOf(stack, olga, project.id);
    const contentOf = (system: string) => ({
      messages: [
        { role: 'SYSTEM', content: system },
        { role: 'USER', content: '{{question}}' },
      ],
      provider: 'mock',
      model: 'support-1',
    });
    const { prompt } = await prompts.create({ name: 'support', content: contentOf(first) });
    const one = (await prompts.saveVersion({ id: prompt.id, revision: 1, notes: 'As it was.' })).version;
    const { evaluator } = await hands.create({
      projectId: project.id,
      name: 'as expected',
      kind: 'TEXT',
      config: { mode: 'EQUALS', against: 'EXPECTED' },
    });
    const evaluations = evaluationsOf(stack, olga, dataset.id);
    const evaluate = async (promptVersionId?: string) => {
      const { evaluation } = await evaluations.start({
        promptVersionId,
        evaluatorIds: [evaluator.id],
        filter: { column: { column: 'annotation_status', equals: 'filled' } },
      });
      return evaluations.until(evaluation.id, 'FINISHED');
    };
    const logged = await evaluate();
    const { evaluation: held } = await owner.execute<{ evaluation: { agreement: { kappa: number; percent: number } } }>(
      'query ($id: ID!, $version: ID!) { evaluation(id: $id) { agreement(evaluatorVersionId: $version) { kappa percent } } }',
      { id: logged.id, version: evaluator.latest.id },
    );
    expect(held.agreement).toEqual({ kappa: 1, percent: 1 });
    const before = await evaluate(one.id);
    expect(before.evaluators[0]).toMatchObject({ passed: 8, failed: 4 });

    const deployer = deployerOf(owner);
    const [production] = (await deployer.environments(project.slug))!;
    const environmentId = production!.id;
    const deployed = await deployer.deploy({ environmentId, versionId: one.id });
    expect(deployed).toMatchObject({ __typename: 'DeployPromptPayload' });
    const rule = { evaluatorId: evaluator.id, passRate: 0.9, perLabel: [{ columnKey: 'priority', value: 'high', passRate: 1 }] };
    await deployer.setGate({
      environmentId,
      promptId: prompt.id,
      datasetId: dataset.id,
      rules: { evaluators: [rule], noRegression: true },
    });

    // Version 2 mends refunds and breaks shipping. The comparison says so, and the gate holds it back and names the rows.
    const next = async (revision: number, system: string, notes: string) => {
      const saved = await prompts.saveDraft({ id: prompt.id, revision, content: contentOf(system) });
      return (await prompts.saveVersion({ id: prompt.id, revision: saved.prompt.draftRevision, notes })).version;
    };
    const two = await next(1, 'You are the support of a shop. You know about refunds.', 'Knows about refunds.');
    expect(await deployer.deploy({ environmentId, versionId: two.id, expected: deployed.deployment.id })).toMatchObject({
      __typename: 'GateBlocked',
      verdict: { evaluationId: null },
    });
    const after = await evaluate(two.id);
    const { compareEvaluations: compared } = await owner.execute<{
      compareEvaluations: { overall: { better: number; worse: number; passRate: { p: number } } };
    }>(
      `query ($before: ID!, $after: ID!, $evaluator: ID!) { compareEvaluations(beforeId: $before, afterId: $after, evaluatorId: $evaluator) {
         overall { better worse passRate { p } } } }`,
      { before: before.id, after: after.id, evaluator: evaluator.id },
    );
    expect(compared.overall).toEqual({ better: 4, worse: 4, passRate: { p: 1 } });
    const blocked = await deployer.deploy({ environmentId, versionId: two.id, expected: deployed.deployment.id });
    expect(blocked.__typename).toBe('GateBlocked');
    const shipping = (await evaluations.rows(after.id, { grade: 'FAIL' })).map(({ rowId }) => rowId).sort();
    expect(shipping).toHaveLength(4);
    const failing = blocked.verdict.checks.filter(({ passed }) => !passed);
    expect(failing.length).toBeGreaterThanOrEqual(2);
    for (const check of failing) expect(check.rows.map(({ rowId }) => rowId).sort()).toEqual(shipping);
    expect(failing[0]!.rows[0]).toMatchObject({ output: 'I cannot say.', logged: right.shipping });

    // In somebody's CI: the prompt file with the mended prompt becomes version 3, is evaluated, and passes.
    const junit = join(folder, 'gate.xml');
    const { secret } = await mutate<{ secret: string }>(
      owner,
      'createApiToken',
      { projectId: project.id, name: 'ci', role: 'ADMIN' },
      'secret',
    );
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const gate = (...args: string[]) =>
      gateCommand(['--project', project.slug, '--env', 'production', '--junit', junit, '--url', stack.url, '--token', secret, ...args]);
    expect(await gate('--prompt', 'support')).toBe(2);
    const report = await readFile(junit, 'utf8');
    expect(report.match(/<failure/g)).toHaveLength(failing.length);
    for (const rowId of shipping) expect(report).toContain(rowId);
    const file = join(folder, 'support.prompt.yml');
    await writeFile(
      file,
      two.file
        .replace('You know about refunds.', 'You know about refunds and shipping.')
        .replace('Knows about refunds.', 'And about shipping.'),
    );
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await gate('--file', file, '--evaluate')).toBe(0);
    expect(await readFile(junit, 'utf8')).not.toContain('<failure');
    expect(said.mock.lastCall?.[0]).toMatch(/support version 3 for production: passes/);
    vi.restoreAllMocks();

    // It is deployed, integrations read it, and it is rolled back at once.
    const three = (await prompts.look(prompt.id))!.latest!;
    expect(three.number).toBe(3);
    const read = async (headers: Record<string, string> = {}) =>
      stack.as(secret).request(`/api/deployed/${project.slug}/production/support`, { headers });
    const earlier = await read();
    const now = await deployer.deploy({ environmentId, versionId: three.id, expected: deployed.deployment.id });
    expect(now.__typename).toBe('DeployPromptPayload');
    const current = await read({ 'if-none-match': earlier.headers.get('etag')! });
    expect(await current.json()).toMatchObject({ name: 'support', version: 3 });
    expect((await read({ 'if-none-match': current.headers.get('etag')! })).status).toBe(304);
    const back = await deployer.rollBack({ environmentId, promptId: prompt.id, expected: now.deployment.id });
    expect(back.deployment).toMatchObject({ kind: 'ROLLBACK', version: { number: 1 } });
    expect(await (await read()).json()).toMatchObject({ version: 1 });
    expect((await deployer.history(prompt.id)).deployments.edges.map(({ node }) => `${node.kind} ${node.version.number}`)).toEqual([
      'ROLLBACK 1',
      'DEPLOY 3',
      'DEPLOY 1',
    ]);
  } finally {
    vi.restoreAllMocks();
    await stack.stop();
    await models.stop();
    await rm(folder, { recursive: true });
  }
});
