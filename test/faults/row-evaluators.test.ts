import { expect, test } from 'vitest';
import { scale } from '../evaluators/kit.ts';
import { ownDatabase } from '../kit/database.ts';
import { makeStack } from '../kit/make-stack.ts';
import { modelsEnv } from '../kit/models.ts';
import { startServers } from '../model/servers.ts';
import { rowEvaluatorsOf, seedRows, someRows } from '../row-evaluators/kit.ts';
import { gatedModel } from './gated-model.ts';

const count = 150;

test('a worker that is killed in the middle loses no row, judges none twice, and the other goes on at once', async () => {
  const { url, drop } = await ownDatabase();
  // A lease far longer than the test: what comes at once does not come because one ran out.
  const servers = await startServers(2, { ...modelsEnv, DATABASE_URL: url, DOCKET_LEASE_SECONDS: '600' });
  const model = await gatedModel();
  const stack = makeStack(url, servers.urls);
  try {
    const bench = await seedRows(stack);
    const { projectId, datasetId, people, evaluators, evaluator, owner } = bench;
    await evaluators.provider(projectId, model.url);
    // Of each its own prompt: an answer that is kept would ask nobody.
    const judge = async (name: string, content: string) => {
      const promptVersionId = await evaluators.prompt(projectId, name, { messages: [{ role: 'user', content }] });
      return evaluator(name, { promptVersionId, scale, passAt: 3 }, 'JUDGE');
    };
    const suggests = await judge('suggests', 'Asked:\n{{question}}\nAnswered:\n{{output}}');
    const checks = await judge('checks', 'Asked:\n{{question}}\nAnswered:\n{{output}}\nRight:\n{{expected_output}}');
    const at = (process: number) => rowEvaluatorsOf(stack, people.owner, datasetId, { process });
    const suggesting = (await bench.add({ ...bench.suggest, evaluatorId: suggests })).rowEvaluator.id;
    const beyond = (id: string, n: number, process: number) =>
      expect
        .poll(async () => (await at(process).all()).find((one) => one.id === id)!.judged, { timeout: 10_000, interval: 20 })
        .toBeGreaterThanOrEqual(n);

    // One of both has the lock: each is killed while the one that has it waits for the model.
    model.allowed = 50;
    const rows = await bench.addRows(someRows(count));
    await beyond(suggesting, 32, 1);
    await servers.kill(0);
    model.allowed = 100;
    await beyond(suggesting, 80, 1);
    await servers.start(0);
    await servers.kill(1);
    model.allowed = Infinity;
    await at(0).until(suggesting, { judged: count, unknown: 0, failed: 0, enabled: true }, 30_000);
    const { rows: kept } = await stack.db.pool.query<{ id: number }>('SELECT row_id AS id FROM suggestion ORDER BY row_id');
    expect(kept.map(({ id }) => `Row_${id}`)).toEqual(rows);
    expect(model.asked.size).toBe(count);
    // At most what one worker had under way was asked again, each time.
    const again = () => [...model.asked.values()].reduce((sum, n) => sum + n, 0) - count;
    expect(again()).toBeLessThanOrEqual(2 * 16);

    // The same for checks of rows that one edit fills: the model says FAIL of each, the reviewer that they are right.
    await servers.start(1);
    const checking = (await at(0).add({ purpose: 'CHECK', evaluatorId: checks })).rowEvaluator.id;
    model.asked.clear();
    model.allowed = 50;
    await owner.client.execute(
      'mutation ($input: AnnotateRowsInput!) { annotateRows(input: $input) { __typename ... on Error { message } } }',
      { input: { datasetId, filter: {}, values: { feedback_category: 'correct', expected_output: 'Nothing' }, fill: true } },
    );
    await beyond(checking, 32, 1);
    await servers.kill(0);
    model.allowed = 100;
    await beyond(checking, 80, 1);
    await servers.start(0);
    await servers.kill(1);
    model.allowed = Infinity;
    await at(0).until(checking, { judged: count, disagreed: count, failed: 0, enabled: true }, 30_000);
    const marked = async () =>
      (
        await stack.db.pool.query<{ n: number }>(
          `SELECT count(*) AS n FROM dataset_row r JOIN combination m ON m.id = r.combination_id JOIN dataset_column c ON c.dataset_id = r.dataset_id AND c.key = 'check'
           JOIN label_option o ON o.id = (m.labels ->> c.id::text)::int WHERE o.value = 'disagrees' AND r.version = 3`,
        )
      ).rows[0]!.n;
    // Each is marked by one edit: filled is version 2.
    await expect.poll(marked, { timeout: 10_000 }).toBe(count);
    expect(model.asked.size).toBe(count);
    expect(again()).toBeLessThanOrEqual(2 * 16);
  } finally {
    await Promise.all([servers.stop(), model.stop()]);
    await stack.stop();
    await drop();
  }
});
