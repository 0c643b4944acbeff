import { expect } from 'vitest';
import { encodeId, numberOf } from '@docket/schema/ids.ts';
import { test } from '../kit/stack.ts';
import { checkOf, pass, seedGate } from './gate-kit.ts';

test('a version that shows enough passes, and its verdict is kept', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, environmentId, versionIds, promptId } = yard;
  await yard.gate({ passRate: 0.9 });
  const evaluationId = await yard.evaluate(1, pass({ 3: 'FAIL' }));
  const verdict = await yard.judge(1);
  expect(verdict).toMatchObject({ passed: true, evaluationId, reason: null, rowCount: 10 });
  expect(verdict.checks.map(({ kind, got, wanted, passed, rowCount }) => ({ kind, got, wanted, passed, rowCount }))).toEqual([
    { kind: 'COVERAGE', got: 0, wanted: 0, passed: true, rowCount: 0 },
    { kind: 'PASS_RATE', got: 0.9, wanted: 0.9, passed: true, rowCount: 0 },
  ]);
  expect((await as.admin.deploy({ environmentId, versionId: versionIds[0] })).__typename).toBe('DeployPromptPayload');
  const { prompt } = await as.viewer.client.execute<{ prompt: unknown }>(
    'query ($id: ID!) { prompt(id: $id) { current { verdict { passed evaluationId checks { name got } } } } }',
    { id: promptId },
  );
  expect(prompt).toEqual({
    current: {
      verdict: {
        passed: true,
        evaluationId,
        checks: [
          { name: 'Rows that the evaluation lacks', got: 0 },
          { name: 'Pass rate of Exact match', got: 0.9 },
        ],
      },
    },
  });
});

test('a version that fails is refused, and the refusal shows the rows with the new output beside the old', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, environmentId, versionIds, promptId } = yard;
  await yard.gate({ passRate: 0.95 });
  await yard.evaluate(1, pass({ 7: 'FAIL', 2: null }));
  const refused = await as.admin.deploy({ environmentId, versionId: versionIds[0] });
  expect(refused.__typename).toBe('GateBlocked');
  expect(checkOf(refused.verdict, 'PASS_RATE', yard)).toMatchObject({ got: 0.8, passed: false, rowCount: 2, rows: [2, 7] });
  const [unanswered, failed] = refused.verdict.checks.find(({ kind }) => kind === 'PASS_RATE')!.rows;
  expect(failed).toMatchObject({ output: 'New 7', logged: 'Logged 7', error: null, row: { status: 'FILLED' } });
  expect(failed!.scores).toContainEqual({ evaluator: { name: 'Exact match' }, grade: 'FAIL', score: null, reason: 'Because 7.' });
  expect(unanswered).toMatchObject({ output: null, logged: 'Logged 2', error: 'Too long.', scores: [] });
  expect(await as.viewer.history(promptId)).toMatchObject({ current: null, deployments: { edges: [] } });
});

test('only an owner deploys against the gate, with a reason that is kept', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { as, environmentId, versionIds } = yard;
  await yard.gate();
  const deploy = { environmentId, versionId: versionIds[0] };
  expect((await as.admin.deploy({ ...deploy, override: 'Now' })).__typename).toBe('Forbidden');
  expect((await as.owner.deploy({ ...deploy, override: ' ' })).__typename).toBe('InvalidInput');
  expect(await as.owner.deploy(deploy)).toMatchObject({ __typename: 'GateBlocked' });
  const { deployment } = await as.owner.deploy({ ...deploy, override: ' The old one is down. ' });
  expect(deployment.overrideReason).toBe('The old one is down.');
  // Where nothing blocks, there is nothing to override.
  await yard.evaluate(2, pass());
  const next = await as.owner.deploy({ environmentId, versionId: versionIds[1], expected: deployment.id, override: 'In case' });
  expect(next.deployment.overrideReason).toBeNull();
});

test('without a finished evaluation of this very version that ran the evaluators, nothing is judged', async ({ stack }) => {
  const yard = await seedGate(stack);
  await yard.gate();
  await yard.evaluate(2, pass());
  await yard.evaluate(1, pass(), { status: 'RUNNING' });
  expect(await yard.judge(1)).toMatchObject({
    passed: false,
    evaluationId: null,
    checks: [],
    reason: expect.stringContaining('finished') as string,
  });
  const stranger = await stack.db.prisma.evaluator.create({
    data: { projectId: numberOf('Project', yard.projectId), name: 'Other', kind: 'TEXT' },
  });
  await yard.gate({ evaluatorId: encodeId('Evaluator', stranger.id), passRate: 0 });
  await yard.evaluate(1, pass());
  expect(await yard.judge(1)).toMatchObject({ passed: false, evaluationId: null });
});

test('rows that were changed or added since, and rows that are gone, are told apart', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { ada, datasetId } = yard;
  await yard.gate();
  await yard.evaluate(1, pass({ 9: null }));
  await ada.reopen({ rowId: yard.row(4), version: 2 });
  const { addRows } = await ada.client.execute<{ addRows: { rows: { id: string }[] } }>(
    'mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on AddRowsPayload { rows { id } } } }',
    { input: { datasetId, rows: [{ question: 'New' }] } },
  );
  yard.rowIds.push(addRows.rows[0]!.id);
  const verdict = await yard.judge(1);
  expect(verdict.passed).toBe(false);
  expect(checkOf(verdict, 'COVERAGE', yard)).toEqual({
    got: 3 / 11,
    passed: false,
    rowCount: 3,
    rows: [4, 9, 10],
    reason: 'The evaluation is out of date: 1 row is changed since, 1 row is not in it, 1 row is without an answer.',
  });
  // A share of them may be let through; what is judged is the rest, and a row without an answer did not pass.
  await yard.gate({ passRate: 0.9 }, { maxStale: 0.3 });
  const lenient = await yard.judge(1);
  expect(checkOf(lenient, 'COVERAGE', yard)).toMatchObject({ passed: true, rows: [] });
  expect(checkOf(lenient, 'PASS_RATE', yard)).toMatchObject({ got: 8 / 9, passed: false, rows: [9] });
});

test('the newest evaluation that covers the rows counts, and not a newer one of a few', async ({ stack }) => {
  const yard = await seedGate(stack);
  await yard.gate();
  await yard.evaluate(1, pass({ 0: 'FAIL' }));
  const whole = await yard.evaluate(1, pass(), { newVersion: true });
  await yard.evaluate(1, pass().slice(0, 3));
  expect(await yard.judge(1)).toMatchObject({ passed: true, evaluationId: whole });
  // None covers any more: the one that lacks least is told.
  await yard.ada.reopen({ rowId: yard.row(1), version: 2 });
  const verdict = await yard.judge(1);
  expect(verdict).toMatchObject({ passed: false, evaluationId: whole });
  expect(checkOf(verdict, 'COVERAGE', yard)).toMatchObject({ rows: [1], rowCount: 1 });
  // With one row let through, a newer one that lacks another is enough, though the older lacks none.
  const older = await yard.evaluate(1, pass());
  const newer = await yard.evaluate(1, pass().slice(0, 9));
  expect((await yard.judge(1)).evaluationId).toBe(older);
  await yard.gate({ passRate: 1 }, { maxStale: 0.1 });
  expect(await yard.judge(1)).toMatchObject({ passed: true, evaluationId: newer });
});

test('only the rows of the slice count, as it is now', async ({ stack }) => {
  const yard = await seedGate(stack);
  const { ada, datasetId } = yard;
  const { createSlice } = await ada.client.execute<{ createSlice: { slice: { id: string } } }>(
    'mutation ($input: CreateSliceInput!) { createSlice(input: $input) { ... on CreateSlicePayload { slice { id } } } }',
    {
      input: {
        datasetId,
        name: 'High',
        filter: { and: [{ column: { column: 'priority', equals: 'high' } }, { column: { column: 'question', contains: 'question' } }] },
      },
    },
  );
  await yard.gate({ passRate: 1 }, {}, { sliceId: createSlice.slice.id });
  await yard.evaluate(1, pass({ 1: 'FAIL', 2: 'FAIL' }));
  expect(await yard.judge(1)).toMatchObject({ passed: true, rowCount: 4 });
  await ada.annotate({ rowId: yard.row(1), version: 2, values: { priority: 'high' } });
  const grown = await yard.judge(1);
  expect(grown).toMatchObject({ passed: false, rowCount: 5 });
  expect(checkOf(grown, 'COVERAGE', yard)).toMatchObject({ rows: [1] });
  await ada.client.execute('mutation ($input: DeleteSliceInput!) { deleteSlice(input: $input) { __typename } }', {
    input: { id: createSlice.slice.id },
  });
  expect(await yard.judge(1)).toMatchObject({ passed: false, reason: expect.stringContaining('slice') as string });
});

test('a gate is set by admins alone, over what its project has', async ({ stack }) => {
  const yard = await seedGate(stack);
  const other = await seedGate(stack);
  const { as, datasetId, environmentId, promptId, evaluatorIds, versionIds } = yard;
  const rules = {
    evaluators: [{ evaluatorId: evaluatorIds[0], passRate: 0.9, perLabel: [{ columnKey: 'priority', value: 'high', passRate: 1 }] }],
  };
  const gate = { environmentId, promptId, datasetId, rules };
  expect(await as.admin.setGate(gate)).toMatchObject({
    gate: {
      slice: null,
      rules: {
        noRegression: false,
        maxUnknown: 0,
        maxStale: 0,
        evaluators: [{ passRate: 0.9, meanScore: null, perLabel: [{ columnKey: 'priority', value: 'high', passRate: 1 }] }],
      },
    },
  });
  expect((await as.reviewer.setGate(gate)).__typename).toBe('Forbidden');
  expect((await as.admin.setGate({ ...gate, datasetId: other.datasetId })).__typename).toBe('NotFound');
  const withRule = (rule: Record<string, unknown>) =>
    as.admin.setGate({ ...gate, rules: { evaluators: [{ ...rules.evaluators[0], ...rule }] } });
  expect((await withRule({ evaluatorId: other.evaluatorIds[0] })).__typename).toBe('NotFound');
  expect((await withRule({ passRate: 1.1 })).__typename).toBe('InvalidInput');
  expect((await withRule({ perLabel: [{ columnKey: 'question', value: 'x', passRate: 1 }] })).__typename).toBe('InvalidInput');
  expect((await withRule({ perLabel: [{ columnKey: 'priority', value: 'urgent', passRate: 1 }] })).__typename).toBe('InvalidInput');
  expect((await as.admin.setGate({ ...gate, rules: { evaluators: [] } })).__typename).toBe('InvalidInput');

  expect((await as.admin.deploy({ environmentId, versionId: versionIds[0] })).__typename).toBe('GateBlocked');
  expect((await as.reviewer.removeGate({ environmentId, promptId })).__typename).toBe('Forbidden');
  await as.admin.removeGate({ environmentId, promptId });
  expect(await as.viewer.verdict(environmentId, versionIds[0]!)).toBeNull();
  expect((await as.admin.deploy({ environmentId, versionId: versionIds[0] })).__typename).toBe('DeployPromptPayload');
});
