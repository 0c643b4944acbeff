import { expect } from 'vitest';
import { answerBy, seedLoop, test } from './kit.ts';

const Compare = `query ($beforeId: ID!, $afterId: ID!, $evaluatorId: ID!, $groupBy: String) {
  compareEvaluations(beforeId: $beforeId, afterId: $afterId, evaluatorId: $evaluatorId, groupBy: $groupBy) {
    changedRows
    overall { ...group }
    groups { ...group }
    better: rows(change: BETTER) { nodes { change before { rowId output } after { output } } endCursor }
    worse: rows(change: WORSE, first: 1) { nodes { after { rowId } } endCursor }
  }
}
fragment group on ComparedGroup { label rows better worse same unknown adjustedP
  passRate { before after difference p n test interval { low high } } score { difference n } }`;

interface Group {
  label: string | null;
  rows: number;
  better: number;
  worse: number;
  same: number;
  unknown: number;
  adjustedP: number | null;
  passRate: {
    before: number;
    after: number;
    difference: number;
    p: number;
    n: number;
    test: string;
    interval: { low: number; high: number };
  } | null;
}

interface Compared {
  compareEvaluations: {
    changedRows: number;
    overall: Group;
    groups: Group[];
    better: { nodes: { change: string; before: { rowId: string; output: string }; after: { output: string } }[]; endCursor: string | null };
    worse: { nodes: { after: { rowId: string } }[]; endCursor: string | null };
  };
}

test('two evaluations are compared row by row and by label, with what chance alone would do', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, {
    rows: 20,
    values: (n) => ({ question: `Question ${n}`, answer: 'x', priority: n < 12 ? 'high' : 'low' }),
  });
  // Before: the first six fail. After: the last two fail.
  let fails = (n: number) => n < 6;
  answerBy(models, (asked) => ({ content: fails(Number(asked.match(/\d+$/)![0])) ? 'wrong' : 'right' }));
  const run = async () => {
    const { evaluation } = await loop.start({
      promptVersionId: loop.promptVersionId,
      evaluatorIds: [loop.evaluatorId],
      settings: { cache: false },
    });
    await loop.until(evaluation.id, 'FINISHED');
    return evaluation.id;
  };
  const beforeId = await run();
  fails = (n) => n >= 18;
  await loop.owner.annotate({ rowId: loop.rowIds[3], version: 1, values: { annotation: 'looked at' } });
  const afterId = await run();
  const variables = { beforeId, afterId, evaluatorId: loop.evaluatorId, groupBy: 'priority' };
  const { compareEvaluations: found } = await loop.client.execute<Compared>(Compare, variables);
  expect(found.overall).toMatchObject({ rows: 20, better: 6, worse: 2, same: 12, unknown: 0 });
  expect(found.overall.passRate).toMatchObject({ before: 0.7, after: 0.9, n: 20, test: 'exact McNemar' });
  expect(found.overall.passRate!.difference).toBeCloseTo(0.2);
  // Six against two of eight that differ: 2 × (1 + 8 + 28) / 256.
  expect(found.overall.passRate!.p).toBeCloseTo(74 / 256);
  expect(found.overall.passRate!.interval.low).toBeLessThan(0);
  expect(found.groups.map(({ label, rows, better, worse }) => ({ label, rows, better, worse }))).toEqual([
    { label: 'high', rows: 12, better: 6, worse: 0 },
    { label: 'low', rows: 8, better: 0, worse: 2 },
  ]);
  expect(found.groups[0]!.passRate!.p).toBeCloseTo(2 / 64);
  expect(found.groups[0]!.adjustedP).toBeCloseTo(4 / 64);
  expect(found.better.nodes.map(({ before }) => before.rowId)).toEqual(loop.rowIds.slice(0, 6));
  expect(found.better.nodes[0]).toMatchObject({ change: 'BETTER', before: { output: 'wrong' }, after: { output: 'right' } });
  expect(found.worse.nodes).toEqual([{ after: { rowId: loop.rowIds[18] } }]);
  expect(found.worse.endCursor).not.toBeNull();
  expect(found.changedRows).toBe(1);
  // The other way round is the same with the sign turned.
  const { compareEvaluations: turned } = await loop.client.execute<Compared>(Compare, {
    ...variables,
    beforeId: afterId,
    afterId: beforeId,
  });
  expect(turned.overall).toMatchObject({ better: 2, worse: 6 });
  expect(turned.overall.passRate!.p).toBeCloseTo(found.overall.passRate!.p);
});

test('evaluations of two datasets, or of two projects, are not compared', async ({ stack, models }) => {
  const [loop, other] = [await seedLoop(stack, models, { rows: 1 }), await seedLoop(stack, models, { rows: 1 })];
  const [one, two] = [await loop.start({ evaluatorIds: [loop.evaluatorId] }), await other.start({ evaluatorIds: [other.evaluatorId] })];
  const asked = (beforeId: string, afterId: string, evaluatorId: string) => loop.client.result(Compare, { beforeId, afterId, evaluatorId });
  const code = async (answer: ReturnType<typeof asked>) => (await answer).errors?.[0]?.message;
  expect(await code(asked(one.evaluation.id, two.evaluation.id, loop.evaluatorId))).toMatch(/not found/);
  expect(await code(asked(one.evaluation.id, one.evaluation.id, other.evaluatorId))).toMatch(/not found/);
});

const Agreement = `query ($id: ID!, $versionId: ID!) { evaluation(id: $id) { agreement(evaluatorVersionId: $versionId) {
  rows unknown percent kappa kappaInterval { low high } confusion { said judged rows } labelScores { label precision recall f1 rows } disagreementCount disagreementIds
  disagreements(first: 5) { rowId labels scores { grade } } }
  evaluators { version { agreement { kappa rows evaluation { id } } } } } }`;

test('an evaluator is held against the reviewers, and what they disagree on becomes a slice', async ({ stack, models }) => {
  // Reviewers: 8 correct, 8 not. The evaluator finds 6 of the first and 1 of the second right.
  const says = (n: number) => (n < 6 || n === 8 ? 'right' : 'no');
  const loop = await seedLoop(stack, models, {
    rows: 18,
    values: (n) => ({ question: 'q', answer: says(n), ...(n < 16 && { feedback_category: n < 8 ? 'correct' : 'hallucination' }) }),
  });
  const { evaluation } = await loop.start({ evaluatorIds: [loop.evaluatorId] });
  await loop.until(evaluation.id, 'FINISHED');
  const { evaluation: found } = await loop.client.execute<{
    evaluation: { agreement: Record<string, unknown> & { kappa: number; disagreementIds: string[] }; evaluators: unknown };
  }>(Agreement, { id: evaluation.id, versionId: loop.versionId });
  // Agreement 13 of 16; by chance (8·7 + 8·9) / 256 = 0.5: kappa (0.8125 − 0.5) / 0.5.
  expect(found.agreement).toMatchObject({
    rows: 16,
    unknown: 0,
    percent: 13 / 16,
    disagreementCount: 3,
    disagreementIds: [6, 7, 8].map((n) => loop.rowIds[n]),
    disagreements: [{ scores: [{ grade: 'FAIL' }] }, { scores: [{ grade: 'FAIL' }] }, { scores: [{ grade: 'PASS' }] }],
    confusion: [
      { said: 'PASS', judged: 'PASS', rows: 6 },
      { said: 'PASS', judged: 'FAIL', rows: 2 },
      { said: 'FAIL', judged: 'PASS', rows: 1 },
      { said: 'FAIL', judged: 'FAIL', rows: 7 },
    ],
    labelScores: [
      { label: 'PASS', precision: 6 / 7, recall: 6 / 8, f1: 12 / 15, rows: 8 },
      { label: 'FAIL', precision: 7 / 9, recall: 7 / 8, f1: 14 / 17, rows: 8 },
    ],
  });
  expect(found.agreement.kappa).toBeCloseTo(0.625);
  expect(found.evaluators).toEqual([
    { version: { agreement: { kappa: found.agreement.kappa, rows: 16, evaluation: { id: evaluation.id } } } },
  ]);

  const { createSlice } = await loop.client.execute<{ createSlice: { slice: { size: { value: number }; filter: unknown } } }>(
    `mutation ($input: CreateSliceInput!) { createSlice(input: $input) { ... on Error { message } ... on CreateSlicePayload { slice { size { value exact } filter } } } }`,
    { input: { datasetId: loop.datasetId, name: 'Disagreements', filter: { rows: found.agreement.disagreementIds } } },
  );
  expect(createSlice.slice).toEqual({ size: { value: 3, exact: true }, filter: { rows: [6, 7, 8].map((n) => loop.rowIds[n]) } });
  const { claims } = await loop.ada.claim({ datasetId: loop.datasetId, filter: { rows: found.agreement.disagreementIds }, count: 5 });
  expect(claims.map(({ row }) => row.id).sort()).toEqual([6, 7, 8].map((n) => loop.rowIds[n]!).sort());
});

test('reviewers’ labels are not held against another answer than they have seen', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 1 });
  answerBy(models, () => ({ content: 'right' }));
  const { evaluation } = await loop.start({ promptVersionId: loop.promptVersionId, evaluatorIds: [loop.evaluatorId] });
  await loop.until(evaluation.id, 'FINISHED');
  const { errors } = await loop.client.result(Agreement, { id: evaluation.id, versionId: loop.versionId });
  expect(errors?.[0]?.message).toMatch(/logged outputs/);
});

test('a sample stays what was drawn', async ({ stack, models }) => {
  const loop = await seedLoop(stack, models, { rows: 30 });
  const draw = (input: object) =>
    loop.client.execute<{ drawSample: { __typename: string; sample: { id: string; size: number } } }>(
      'mutation ($input: DrawSampleInput!) { drawSample(input: $input) { __typename ... on Error { message } ... on DrawSamplePayload { sample { id size } } } }',
      { input: { datasetId: loop.datasetId, ...input } },
    );
  const { sample } = (await draw({ name: 'Ten', size: 10 })).drawSample;
  expect(sample.size).toBe(10);
  expect((await draw({ name: 'Ten', size: 5 })).drawSample.__typename).toBe('NameTaken');
  expect((await draw({ name: 'None', size: 0 })).drawSample.__typename).toBe('InvalidInput');
  const rowsOf = async (sampleId: string) => {
    const { evaluation } = await loop.start({ evaluatorIds: [loop.evaluatorId], sampleId });
    return (await loop.rows(evaluation.id)).map(({ rowId }) => rowId);
  };
  const drawn = await rowsOf(sample.id);
  expect(new Set(drawn).size).toBe(10);
  const again = (await draw({ name: 'Ten again', size: 10 })).drawSample.sample;
  expect(await rowsOf(again.id)).toEqual(drawn);
  const otherwise = (await draw({ name: 'Ten others', size: 10, seed: 2 })).drawSample.sample;
  expect(await rowsOf(otherwise.id)).not.toEqual(drawn);
});
