import { expect } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { test } from '../kit/stack.ts';
import { checkOf, pass, seedGate } from './gate-kit.ts';

test('UNKNOWN is left out of a rate up to the share that is allowed, and counts as not passed beyond it', async ({ stack }) => {
  const yard = await seedGate(stack);
  await yard.evaluate(1, pass({ 0: 'UNKNOWN', 5: 'UNKNOWN', 6: 'FAIL' }));
  await yard.gate({ passRate: 0.9 }, { maxUnknown: 0.2 });
  expect(checkOf(await yard.judge(1), 'PASS_RATE', yard)).toMatchObject({ got: 7 / 8, passed: false, rowCount: 1, rows: [6] });
  await yard.gate({ passRate: 0.9 }, { maxUnknown: 0.19 });
  expect(checkOf(await yard.judge(1), 'PASS_RATE', yard)).toMatchObject({ got: 0.7, passed: false, rowCount: 3, rows: [0, 5, 6] });
  // Where nobody could tell anything, nothing was shown.
  await yard.evaluate(
    2,
    Array.from({ length: 10 }, () => 'UNKNOWN' as const),
  );
  await yard.gate({ passRate: 0 }, { maxUnknown: 1 });
  expect(checkOf(await yard.judge(2), 'PASS_RATE', yard)).toMatchObject({
    got: null,
    passed: false,
    reason: expect.stringContaining('nothing') as string,
  });
});

test('a label’s rows have a rate of their own', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { owner, datasetId } = yard;
  // high are 0, 3, 6, 9, medium 1, 4, 7.
  await yard.gate({
    perLabel: [
      { columnKey: 'priority', value: 'high', passRate: 1 },
      { columnKey: 'priority', value: 'medium', passRate: 0.5 },
      { columnKey: 'feedback_category', value: null, passRate: 0.7 },
      { columnKey: 'feedback_category', value: 'hallucination', passRate: 0 },
    ],
  });
  await yard.evaluate(1, pass({ 3: 'FAIL', 4: 'FAIL', 9: 'UNKNOWN' }));
  const verdict = await yard.judge(1);
  const [high, medium, without, hallucination] = [0, 1, 2, 3].map((n) => checkOf(verdict, 'LABEL_PASS_RATE', yard, n));
  expect(high).toMatchObject({ got: 0.5, passed: false, rowCount: 2, rows: [3, 9] });
  expect(medium).toMatchObject({ got: 2 / 3, passed: true, rows: [] });
  expect(without).toMatchObject({ got: 0.7, passed: true });
  expect(hallucination).toMatchObject({ got: null, passed: false, rowCount: 0 });
  expect(verdict.checks.map(({ name }) => name)).toContain('Pass rate of Exact match where feedback_category is empty');

  // Renamed, the label is still the same.
  const { id } = await stack.db.prisma.labelOption.findFirstOrThrow({
    where: { value: 'high', column: { datasetId: numberOf('Dataset', datasetId) } },
  });
  await owner.client.execute('mutation ($input: RelabelOptionInput!) { relabelOption(input: $input) { __typename } }', {
    input: { id: `LabelOption_${id}`, value: 'urgent' },
  });
  const renamed = await yard.judge(1);
  expect(checkOf(renamed, 'LABEL_PASS_RATE', yard)).toMatchObject({ got: 0.5, rows: [3, 9] });
  expect(renamed.checks.map(({ name }) => name)).toContain('Pass rate of Exact match where priority is urgent');
});

test('a mean score names the lowest first, and needs scores', async ({ stack }) => {
  const yard = await seedGate(stack);
  const scored = pass().map((_, n): ['PASS', number] => ['PASS', n / 10]);
  await yard.gate({ meanScore: 0.45 });
  await yard.evaluate(1, scored);
  const enough = checkOf(await yard.judge(1), 'MEAN_SCORE', yard);
  expect(enough).toMatchObject({ passed: true, rows: [] });
  expect(enough.got).toBeCloseTo(0.45, 12);

  await yard.gate({ meanScore: 0.5 });
  await yard.evaluate(
    2,
    scored.map(([grade], n) => [grade, n === 2 ? 0.05 : n / 10]),
  );
  const low = checkOf(await yard.judge(2), 'MEAN_SCORE', yard);
  expect(low).toMatchObject({ passed: false, rowCount: 5, rows: [0, 2, 1, 3, 4] });

  await yard.evaluate(3, [['PASS', 1], ...pass().slice(1, 9), null]);
  expect(checkOf(await yard.judge(3), 'MEAN_SCORE', yard)).toMatchObject({
    got: 1,
    passed: false,
    rowCount: 9,
    reason: '9 of 10 rows have no score.',
  });
});

test('no row that passed with what runs may fail', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, environmentId, versionIds } = yard;
  await yard.gate({ passRate: 0.5 }, { noRegression: true });
  // Nothing runs: there is nothing to fall behind.
  await yard.evaluate(1, pass({ 1: 'FAIL', 2: 'UNKNOWN', 8: 'FAIL' }));
  expect(checkOf(await yard.judge(1), 'NO_REGRESSION', yard)).toMatchObject({ got: 0, passed: true });
  const { deployment } = await as.admin.deploy({ environmentId, versionId: versionIds[0] });

  // 1 and 2 did not pass before, 5 is not told, 8 passes now; 3 fails, and 4 has no answer.
  const evaluationId = await yard.evaluate(2, pass({ 1: 'FAIL', 2: 'FAIL', 3: 'FAIL', 4: null, 5: 'UNKNOWN' }));
  await yard.gate({ passRate: 0 }, { noRegression: true, maxStale: 0.1 });
  const refused = await as.admin.deploy({ environmentId, versionId: versionIds[1], expected: deployment.id });
  expect(refused.__typename).toBe('GateBlocked');
  expect(checkOf(refused.verdict, 'NO_REGRESSION', yard)).toMatchObject({ got: 2, passed: false, rowCount: 2, rows: [3, 4] });
  expect(refused.verdict.evaluationId).toBe(evaluationId);

  // Newest of what runs: then 3 failed before too.
  const baseline = await yard.evaluate(1, pass({ 3: 'FAIL', 4: 'FAIL' }), { newVersion: true });
  const passed = await yard.judge(2);
  expect(passed).toMatchObject({ baselineEvaluationId: baseline });
  expect(checkOf(passed, 'NO_REGRESSION', yard)).toMatchObject({ rows: [1, 2] });
});

test('the second evaluator is looked at for regressions too, each against itself', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, environmentId, versionIds, evaluatorIds } = yard;
  await as.admin.deploy({ environmentId, versionId: versionIds[0] });
  const evaluators = evaluatorIds.map((evaluatorId) => ({ evaluatorId }));
  await yard.gate({}, { noRegression: true, evaluators });
  await yard.evaluate(2, pass({ 0: 'FAIL' }), { second: pass({ 1: 'FAIL', 6: 'FAIL' }) });
  expect(checkOf(await yard.judge(2), 'NO_REGRESSION', yard)).toMatchObject({
    got: null,
    passed: false,
    reason: expect.stringContaining('runs') as string,
  });
  await yard.evaluate(1, pass({ 0: 'FAIL' }), { second: pass({ 0: 'FAIL', 6: 'FAIL' }) });
  expect(checkOf(await yard.judge(2), 'NO_REGRESSION', yard)).toMatchObject({ got: 1, rows: [1] });
});

test('an empty slice shows nothing', async ({ stack }) => {
  const yard = await seedGate(stack, { rows: 1 });
  const { createSlice } = await yard.ada.client.execute<{ createSlice: { slice: { id: string } } }>(
    'mutation ($input: CreateSliceInput!) { createSlice(input: $input) { ... on CreateSlicePayload { slice { id } } } }',
    { input: { datasetId: yard.datasetId, name: 'None', filter: { column: { column: 'priority', equals: 'low' } } } },
  );
  await yard.gate({ passRate: 0 }, { maxStale: 1, maxUnknown: 1 }, { sliceId: createSlice.slice.id });
  await yard.evaluate(1, pass({}, 1));
  const verdict = await yard.judge(1);
  expect(verdict).toMatchObject({ passed: false, rowCount: 0 });
  expect(verdict.checks.map(({ passed, got }) => [passed, got])).toEqual([
    [false, null],
    [false, null],
  ]);
});

test('the filled rows that block go back into the queue, and say by which evaluation', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, ada, environmentId, versionIds } = yard;
  await yard.gate({ passRate: 1, perLabel: [{ columnKey: 'priority', value: 'high', passRate: 1 }] });
  await ada.reopen({ rowId: yard.row(6), version: 2 });
  const evaluationId = await yard.evaluate(1, pass({ 3: 'FAIL', 6: 'FAIL', 7: 'FAIL' }).slice(0, 9));
  const reopen = { environmentId, versionId: versionIds[0] };
  expect((await as.viewer.reopen(reopen)).__typename).toBe('Forbidden');
  // 6 waits already; 9 is only lacking.
  const done = await as.reviewer.reopen(reopen);
  expect(done).toMatchObject({ left: 1, rows: [3, 7].map((n) => ({ id: yard.row(n), status: 'EMPTY' })) });
  const { row } = await ada.client.execute<{ row: { history: { kind: string; reason: string | null; actor: { name: string } }[] } }>(
    'query ($id: ID!) { row(id: $id) { history(first: 1) { kind reason actor { name } } } }',
    { id: yard.row(3) },
  );
  expect(row.history).toMatchObject([
    { kind: 'REOPENED', reason: `Blocks a deployment: fails in evaluation ${evaluationId.split('_')[1]}.` },
  ]);
  // Reopened rows are changed rows: there is nothing more to reopen until they were evaluated again.
  expect(await as.reviewer.reopen(reopen)).toMatchObject({ rows: [], left: 1 });
});
