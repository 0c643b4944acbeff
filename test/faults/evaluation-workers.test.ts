import { LLMock } from '@copilotkit/aimock';
import { expect, test } from 'vitest';
import { model } from '../evaluators/kit.ts';
import { askedIn, seedLoop } from '../evaluations/kit.ts';
import { ownDatabase } from '../kit/database.ts';
import { makeStack } from '../kit/make-stack.ts';
import { modelsEnv } from '../kit/models.ts';
import { startServers } from '../model/servers.ts';

const rows = 500;
const priceOfACall = 0.3;
// Rows that a worker has at once where its provider takes 8 calls.
const slots = 20;

test('a worker killed three times in the middle of an evaluation loses nothing and records nothing twice', async () => {
  const { url, drop } = await ownDatabase();
  const env = {
    DATABASE_URL: url,
    ...modelsEnv,
    // Long enough that a worker that lives keeps its own on a busy machine, too.
    DOCKET_LEASE_SECONDS: '5',
  };
  const api = await startServers(1, { ...env, DOCKET_WORKER: 'false' });
  const workers = await startServers(1, env);
  const models = new LLMock({ port: 0 });
  await models.start();
  const asked = { answers: new Map<string, number>(), judgements: 0 };
  models.addFixture({
    match: { model },
    response: async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      if (request.response_format) {
        asked.judgements += 1;
        return { content: '{"reasoning":"It says so.","score":3}', usage };
      }
      const question = askedIn(request);
      asked.answers.set(question, (asked.answers.get(question) ?? 0) + 1);
      return { content: `Answer to ${question}`, usage };
    },
  });
  const stack = makeStack(url, api.urls);
  try {
    const loop = await seedLoop(stack, models, { rows });
    const judgePrompt = await loop.hands.prompt(loop.projectId, 'judge');
    const scale = [1, 2, 3].map((score) => ({ score, meaning: `Anchor ${score}.` }));
    const judge = await loop.hands.create({
      projectId: loop.projectId,
      name: 'judge',
      kind: 'JUDGE',
      config: { promptVersionId: judgePrompt, scale, passAt: 3 },
    });
    const evaluatorIds = [loop.evaluatorId, judge.evaluator.id];
    const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds, settings: { cache: false } });

    for (const share of [0.15, 0.4, 0.65]) {
      await expect.poll(async () => (await loop.look(evaluation.id)).done, { timeout: 60_000, interval: 20 }).toBeGreaterThan(rows * share);
      await workers.kill(0);
      await workers.start(0);
    }
    const ended = await loop.until(evaluation.id, 'FINISHED', 90_000);

    expect(ended).toMatchObject({ rowCount: rows, done: rows, failed: 0, calls: 2 * rows, cachedCalls: 0 });
    expect(ended.evaluators.map(({ passed, failed, unknown }) => passed + failed + unknown)).toEqual([rows, rows]);
    const results = await loop.rows(evaluation.id);
    expect(results.map(({ rowId }) => rowId)).toEqual(loop.rowIds);
    for (const { state, output, inputs, scores } of results) {
      expect({ state, output, grades: scores.length }).toEqual({
        state: 'DONE',
        output: `Answer to Asked: ${String(inputs.question)}`,
        grades: 2,
      });
    }
    // Whatever the provider was asked beyond what was recorded is told as repeated, and at most what was under way besides.
    const wasted = [...asked.answers.values()].reduce((sum, n) => sum + n, 0) + asked.judgements - 2 * rows;
    expect(asked.answers.size).toBe(rows);
    expect(wasted).toBeGreaterThan(0);
    expect(ended.repeatedCalls).toBeGreaterThanOrEqual(wasted);
    expect(ended.repeatedCalls).toBeLessThanOrEqual(3 * slots);
    expect(ended.repeatedCost).toBeCloseTo(ended.repeatedCalls * priceOfACall);
    expect(ended.cost).toBeCloseTo(2 * rows * priceOfACall);
  } finally {
    await Promise.all([workers.stop(), api.stop(), models.stop()]);
    await stack.stop();
    await drop();
  }
});
