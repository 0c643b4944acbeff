import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { giveBackRows, leaseRows, renewLeases } from '@docket/schema/evaluations/lease-rows.ts';
import { recordResults, type RowResult } from '@docket/schema/evaluations/record-results.ts';
import { startEvaluation } from '@docket/schema/evaluations/start-evaluation.ts';
import type { Database } from '@docket/prisma/database.ts';
import { everything } from '@docket/schema/queue/filter/row-filter.ts';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import { processes, shapeNow, someDataset } from '../datasets/kit.ts';
import { test } from '../kit/database.ts';

/** An evaluation of rows that nobody works on but the test: a judge and a matcher over a prompt's answers. */
async function seed(db: Database, { rows = 3, settings = {} }: { rows?: number; settings?: object } = {}) {
  const [services] = processes(db);
  const { datasetId, projectId, actorId } = await someDataset(db);
  await db.pool.query(
    `INSERT INTO dataset_column (project_id, dataset_id, key, title, role, type, position) VALUES ($1, $2, 'question', 'Question', 'INPUT', 'TEXT', -1)`,
    [projectId, datasetId],
  );
  await addRows(services!, { datasetId, actorId, rows: Array.from({ length: rows }, (_, n) => ({ question: `q${n}` })) });
  const content = {
    messages: [{ role: 'user', content: '{{question}}' }],
    provider: 'p',
    model: 'm',
    settings: {},
    tools: [],
    responseSchema: null,
  };
  await db.prisma.modelProvider.create({ data: { projectId, name: 'p', kind: 'OPENAI' } });
  const prompt = await db.prisma.prompt.create({
    data: { projectId, name: 'p', draft: content, versions: { create: { projectId, number: 1, content, contentHash: '' } } },
    include: { versions: true },
  });
  const evaluators = await Promise.all(
    (['JUDGE', 'TEXT'] as const).map((kind) =>
      db.prisma.evaluator.create({
        data: { projectId, name: kind, kind, versions: { create: { projectId, number: 1, config: {}, contentHash: '' } } },
        include: { versions: true },
      }),
    ),
  );
  const evaluationId = await startEvaluation(services!, {
    shape: await shapeNow(db, datasetId),
    actorId,
    name: 'run',
    promptVersionId: prompt.versions[0]!.id,
    evaluatorIds: evaluators.map(({ id }) => id),
    condition: everything,
    sliceName: null,
    sampleId: null,
    settings: { budget: null, requestsPerMinute: null, cache: false, ...settings },
  });
  const [judge, matcher] = evaluators.map(({ versions }) => versions[0]!.id) as [number, number];
  const lease = (token: string, { rows: n = 10, seconds = 60 } = {}) => leaseRows(db, { evaluationId, token, rows: n, seconds, calls: 2 });
  const record = async (token: string, ...results: Partial<RowResult>[]) => {
    const recorder = recordResults({
      db,
      evaluationId,
      token,
      onRecorded: () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    await Promise.all(results.map((result) => recorder.add({ row: 0, calls: 0, cachedCalls: 0, ...result })));
  };
  const answer = (output: string, cost = 1) => ({ output, latencyMs: 5, tokensIn: 1, tokensOut: 2, cost });
  const verdict = (version: number, cost: number | null = null) => ({
    version,
    grade: 'PASS' as const,
    score: 1,
    reason: 'yes',
    cost,
    raw: null,
  });
  return {
    ...{ evaluationId, judge, matcher, lease, record, answer, verdict },
    look: () =>
      db.prisma.evaluation.findUniqueOrThrow({ where: { id: evaluationId }, include: { evaluators: { orderBy: { position: 'asc' } } } }),
    row: (rowId: number) => db.prisma.evaluationRow.findFirstOrThrow({ where: { evaluationId, rowId } }),
    expire: () =>
      db.pool.query(
        `UPDATE evaluation_row SET lease_until = clock_timestamp() - interval '1 second' WHERE evaluation_id = $1 AND state = 'LEASED'`,
        [evaluationId],
      ),
  };
}

test('two workers get different rows, and what is held is held until it runs out', async ({ db }) => {
  const run = await seed(db, { rows: 5 });
  const [a, b] = [randomUUID(), randomUUID()];
  const [mine, theirs] = await Promise.all([run.lease(a, { rows: 3 }), run.lease(b, { rows: 3 })]);
  expect(new Set([...mine, ...theirs].map(({ rowId }) => rowId)).size).toBe(5);
  expect(await run.lease(a)).toEqual([]);
  expect(await giveBackRows(db, null)).toEqual([]);
  await run.expire();
  await renewLeases(db, { evaluationId: run.evaluationId, token: a, seconds: 60 });
  expect(await giveBackRows(db, null)).toEqual([run.evaluationId]);
  expect((await run.lease(randomUUID())).map(({ rowId }) => rowId).sort()).toEqual(theirs.map(({ rowId }) => rowId).sort());
});

test('a worker that was taken for dead records nothing any more, whatever it still has', async ({ db }) => {
  const run = await seed(db, { rows: 1 });
  const [dead, alive] = [randomUUID(), randomUUID()];
  const [row] = await run.lease(dead);
  await run.expire();
  await giveBackRows(db, null);
  await run.lease(alive);
  const late = {
    row: row!.rowId,
    answer: run.answer('late'),
    scores: [run.verdict(run.judge, 1), run.verdict(run.matcher)],
    calls: 2,
    end: 'DONE' as const,
  };
  await run.record(dead, late);
  expect(await run.look()).toMatchObject({ done: 0, cost: 0, calls: 0, status: 'RUNNING' });
  await run.record(alive, { ...late, answer: run.answer('in time') });
  // Once more by the same: it holds nothing any more.
  await run.record(alive, { ...late, answer: run.answer('twice') });
  expect(await run.look()).toMatchObject({
    done: 1,
    cost: 2,
    calls: 2,
    status: 'FINISHED',
    evaluators: [{ passed: 1, scored: 1, cost: 1 }, { passed: 1 }],
  });
  expect(await run.row(row!.rowId)).toMatchObject({ state: 'DONE', output: 'in time', leaseToken: null });
});

test('what was recorded before a worker died is not asked again, and the rest is told as repeated, with its cost', async ({ db }) => {
  const run = await seed(db, { rows: 2 });
  const [dead, alive] = [randomUUID(), randomUUID()];
  const [first, second] = await run.lease(dead);
  await run.record(dead, { row: first!.rowId, answer: run.answer('kept', 4), calls: 1 });
  await run.expire();
  await giveBackRows(db, null);
  const again = await run.lease(alive);
  expect(again.map(({ rowId, answered, output }) => ({ rowId, answered, output }))).toEqual([
    { rowId: first!.rowId, answered: true, output: 'kept' },
    { rowId: second!.rowId, answered: false, output: null },
  ]);
  const scores = [run.verdict(run.judge, 2), run.verdict(run.matcher)];
  await run.record(
    alive,
    { row: first!.rowId, scores, calls: 1, end: 'DONE' },
    { row: second!.rowId, answer: run.answer('new', 8), scores, calls: 2, end: 'DONE' },
  );
  // Lost were the first row's judgement and the second row's answer; the second's judge had not been asked.
  expect(await run.look()).toMatchObject({ status: 'FINISHED', calls: 4, cost: 4 + 8 + 2 + 2, repeatedCalls: 2, repeatedCost: 2 + 8 });
});

test('a row with which five workers died is given up, and the others go on', async ({ db }) => {
  const run = await seed(db, { rows: 2 });
  const [poison] = await run.lease(randomUUID(), { rows: 1 });
  for (let death = 1; death < 5; death += 1) {
    await run.expire();
    await giveBackRows(db, null);
    expect((await run.row(poison!.rowId)).state).toBe('WAITING');
    await run.lease(randomUUID(), { rows: 1 });
  }
  await run.expire();
  await giveBackRows(db, null);
  expect(await run.row(poison!.rowId)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/Five workers died/) as string });
  expect(await run.look()).toMatchObject({ failed: 1, status: 'RUNNING' });
  // A worker that leaves by itself gives back as often as it likes.
  for (let n = 0; n < 6; n += 1) {
    const token = randomUUID();
    expect(await run.lease(token)).toHaveLength(1);
    await giveBackRows(db, token);
  }
});

test('answers that Postgres cannot hold are kept as near as it can, and spoil no batch', async ({ db }) => {
  const run = await seed(db, { rows: 3 });
  const token = randomUUID();
  const rows = await run.lease(token);
  const strange = 'a\u0000b \ud800 c \\u0000 "\\ud800" \u{1f6a2}';
  await run.record(
    token,
    ...rows.map(({ rowId }, n) => ({
      row: rowId,
      answer: run.answer(n === 1 ? strange : 'plain'),
      scores: [{ ...run.verdict(run.judge), reason: strange, raw: { [strange]: strange } }, run.verdict(run.matcher)],
      end: 'DONE' as const,
    })),
  );
  expect(await run.look()).toMatchObject({ done: 3, status: 'FINISHED' });
  expect((await run.row(rows[1]!.rowId)).output).toBe('a\ufffdb \ufffd c \\u0000 "\\ud800" \u{1f6a2}');
});

test('results have dense numbers in the order in which they were recorded', async ({ db }) => {
  const run = await seed(db, { rows: 40 });
  const tokens = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await Promise.all(
    tokens.map(async (token) => {
      for (const { rowId } of await run.lease(token, { rows: 10 }))
        await run.record(token, { row: rowId, answer: run.answer('x'), end: 'DONE' });
    }),
  );
  const { seq, done, status } = await run.look();
  expect({ done, status }).toEqual({ done: 40, status: 'FINISHED' });
  const { rows } = await db.pool.query<{ seq: number }>('SELECT seq FROM evaluation_row WHERE evaluation_id = $1 ORDER BY seq', [
    run.evaluationId,
  ]);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: Number(seq) }, (_, n) => n + 1));
});
