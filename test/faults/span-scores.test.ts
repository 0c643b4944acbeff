import { expect, test } from 'vitest';
import { evaluatorsOf } from '../evaluators/kit.ts';
import { ownDatabase } from '../kit/database.ts';
import { makeStack, type Stack } from '../kit/make-stack.ts';
import { modelsEnv } from '../kit/models.ts';
import { startServers } from '../model/servers.ts';
import { gatedModel } from './gated-model.ts';
import { end, type Server, spawnServer } from './kit.ts';
import { someSpans, spansOf, valueOf } from '../span-scores/kit.ts';

/** A judge that runs on spans of a project of its own. */
async function seedJudge(stack: Stack, modelUrl: string) {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'ADMIN']]);
  const hands = evaluatorsOf(stack, ada);
  await hands.provider(project.id, modelUrl);
  const promptVersionId = await hands.prompt(project.id, 'judge');
  const scale = [1, 2, 3].map((score) => ({ score, meaning: `Anchor ${score}.` }));
  const config = { promptVersionId, scale, passAt: 2 };
  const { evaluator } = await hands.create({ projectId: project.id, name: 'judge', kind: 'JUDGE', config });
  const ask = (process: number, from = stack) => spansOf(from, ada, project.id, { process });
  const { spanEvaluator } = await ask(0).add({ evaluatorId: evaluator.id });
  const scoredBeyond = (n: number, process: number) =>
    expect.poll(async () => (await ask(process).all())[0]!.scored, { timeout: 10_000, interval: 20 }).toBeGreaterThanOrEqual(n);
  return { ask, id: spanEvaluator.id, scoredBeyond };
}

test('a worker that is killed in the middle loses no span, scores none twice, and the other goes on at once', async () => {
  const { url, drop } = await ownDatabase();
  // A lease far longer than the test: what comes at once does not come because one ran out.
  const servers = await startServers(2, { ...modelsEnv, DATABASE_URL: url, DOCKET_LEASE_SECONDS: '600' });
  const model = await gatedModel();
  const stack = makeStack(url, servers.urls);
  try {
    const { ask, id, scoredBeyond } = await seedJudge(stack, model.url);
    const count = 200;
    await ask(0).send(someSpans(count));
    // One of both has the lock: each is killed while the one that has it waits for the model.
    model.allowed = 60;
    await scoredBeyond(40, 1);
    await servers.kill(0);
    model.allowed = 120;
    await scoredBeyond(100, 1);
    await servers.start(0);
    await servers.kill(1);
    model.allowed = Infinity;
    await scoredBeyond(120, 0);
    const ended = await ask(0).until(id, { scored: count }, 30_000);
    expect(ended).toMatchObject({ scored: count, unknown: 0, failed: 0, enabled: true });
    expect((await ask(0).spans()).map((span) => valueOf(span, 'judge'))).toEqual(Array(count).fill(2));
    expect(model.asked.size).toBe(count);
    // At most what one worker had under way was asked again, each time.
    expect([...model.asked.values()].reduce((sum, n) => sum + n, 0) - count).toBeLessThanOrEqual(2 * 16);
  } finally {
    await Promise.all([servers.stop(), model.stop()]);
    await stack.stop();
    await drop();
  }
});

test('a worker that freezes is taken for dead after its lease, and writes nothing when it wakes', async () => {
  const { url, drop } = await ownDatabase();
  const first = await spawnServer(url, { ...modelsEnv, DOCKET_LEASE_SECONDS: '1' });
  await first.up;
  const model = await gatedModel();
  const stack = makeStack(url, [first.url]);
  let second: Server | undefined;
  let other: Stack | undefined;
  try {
    const { ask, id, scoredBeyond } = await seedJudge(stack, model.url);
    model.allowed = 20;
    await ask(0).send(someSpans(40));
    await scoredBeyond(16, 0);
    // Only now is there another: the first has the lock.
    second = await spawnServer(url, { ...modelsEnv, DOCKET_LEASE_SECONDS: '1' });
    await second.up;
    other = makeStack(url, [second.url]);
    const { all, send, until } = ask(0, other);
    first.child.kill('SIGSTOP');
    model.allowed = Infinity;
    const ended = await until(id, { scored: 40 }, 20_000);
    first.child.kill('SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await all())[0]).toMatchObject({ scored: 40, failed: 0, enabled: true, cost: ended.cost });
    await send(someSpans(10, () => ({}), 40));
    await until(id, { scored: 50 });
  } finally {
    await Promise.all([end(first), second && end(second), model.stop()]);
    await Promise.all([stack.stop(), other?.stop()]);
    await drop();
  }
});
