import { expect } from 'vitest';
import type { Stack } from '../kit/stack.ts';
import { recordSuggestions } from '@docket/schema/row-evaluators/record-verdicts.ts';
import { placeOf, rowEvaluatorsOf, seedRows, someRows, test } from './kit.ts';

test('suggests a label for rows as they are added, and not for those before', async ({ stack }) => {
  const { addRows, add, suggest, until, look } = await seedRows(stack);
  const [early] = await addRows(someRows(1));
  const { rowEvaluator } = await add(suggest);
  expect(rowEvaluator).toMatchObject({
    purpose: 'SUGGEST',
    filter: {},
    column: { key: 'feedback_category' },
    passLabels: ['correct'],
    failLabel: 'incorrect',
    hiddenShare: 0,
    budget: null,
    enabled: true,
    judged: 0,
  });
  const [one] = await addRows(someRows(1));
  const many = await addRows(someRows(120));
  await until(rowEvaluator.id, { judged: 121, unknown: 0, failed: 0, cost: 0, disagreed: 0 });
  expect((await look(early!)).suggestions).toEqual([]);
  expect((await look(one!)).suggestions).toEqual([
    {
      evaluator: { name: 'says right' },
      version: 1,
      column: { key: 'feedback_category' },
      value: 'correct',
      score: 1,
      confidence: null,
      reason: expect.any(String) as string,
      cost: null,
      hidden: false,
      outcome: null,
    },
  ]);
  const values = await Promise.all(many.map(async (id) => (await look(id)).suggestions.map(({ value }) => value)));
  expect(values).toEqual(many.map((_, n) => [n % 2 === 0 ? 'correct' : 'incorrect']));
  // It fills nothing by itself.
  expect(await look(one!)).toMatchObject({ version: 1, status: 'EMPTY', values: { feedback_category: null } });
});

test('goes through an event of many rows piece by piece, each once', async ({ stack }) => {
  const { owner, datasetId, add, suggest, until, addRows } = await seedRows(stack);
  const { rowEvaluator } = await add({ ...suggest, filter: { column: { column: 'question', contains: '7' } } });
  const lines = someRows(9000).map((row) => JSON.stringify(row));
  const answer = await owner.client.request(`/api/datasets/${datasetId}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/jsonl' },
    body: lines.join('\n'),
  });
  expect(answer.status).toBeLessThan(300);
  await addRows(someRows(10, 70_000));
  const expected = Array.from({ length: 9000 }, (_, n) => n).filter((n) => String(n).includes('7')).length + 10;
  await until(rowEvaluator.id, { judged: expected, failed: 0 }, 25_000);
  const { rows } = await stack.db.pool.query<{ n: number }>('SELECT count(*) AS n FROM suggestion WHERE row_evaluator_id = $1', [
    Number(rowEvaluator.id.split('_')[1]),
  ]);
  expect(rows[0]!.n).toBe(expected);
});

test('what is hidden is so by the row’s id, until one’s own answer or the row is filled', async ({ stack }) => {
  const { people, datasetId, ada, addRows, add, suggest, until, look } = await seedRows(stack);
  const { rowEvaluator } = await add({ ...suggest, hiddenShare: 0.4 });
  const rows = await addRows(someRows(60));
  await until(rowEvaluator.id, { judged: 60 });
  const shown = await Promise.all(rows.map(async (id) => (await look(id)).suggestions.length));
  expect(shown).toEqual(rows.map((id) => (placeOf(id) < 0.4 ? 0 : 1)));
  expect(shown).toContain(0);

  const hidden = rows.find((id) => placeOf(id) < 0.4)!;
  const byAda = rowEvaluatorsOf(stack, people.ada, datasetId);
  expect((await byAda.look(hidden)).suggestions).toEqual([]);
  const { claim } = await ada.claimRow({ rowId: hidden });
  await ada.annotate({ rowId: hidden, token: claim.token, values: { feedback_category: 'hallucination' }, fill: true });
  expect((await byAda.look(hidden)).suggestions).toMatchObject([{ hidden: true, outcome: 'CHANGED' }]);
  expect((await look(hidden)).suggestions).toMatchObject([{ hidden: true }]);

  // A review of one's own that does not fill the row: who gave it sees, and nobody else.
  const other = rows.filter((id) => placeOf(id) < 0.4)[1]!;
  const { values } = await look(other);
  const right = String(values.answer).includes('right');
  await ownReview(stack, other, { reviewer: people.ada.number, label: right ? 'correct' : 'incorrect' });
  expect((await byAda.look(other)).suggestions).toMatchObject([{ hidden: true, outcome: 'ACCEPTED' }]);
  expect((await look(other)).suggestions).toEqual([]);
});

/** A review that settles nothing, as there is where several are wanted. */
async function ownReview(stack: Stack, rowId: string, { reviewer, label }: { reviewer: number; label: string }): Promise<void> {
  await stack.db.pool.query(
    `INSERT INTO review (project_id, dataset_id, row_id, reviewer_id, answer, labels, seconds, filled_at)
     SELECT r.project_id, r.dataset_id, r.id, $2, '{}', jsonb_build_object(c.id::text, o.id), 0, clock_timestamp()
     FROM dataset_row r JOIN dataset_column c ON c.dataset_id = r.dataset_id AND c.key = 'feedback_category'
       JOIN label_option o ON o.column_id = c.id AND o.value = $3 WHERE r.id = $1`,
    [Number(rowId.split('_')[1]), reviewer, label],
  );
}

test('what became of a shown one is told to who has answered alone', async ({ stack }) => {
  const { people, datasetId, ada, addRows, add, suggest, until, look } = await seedRows(stack);
  const { rowEvaluator } = await add(suggest);
  const [first, second] = await addRows(someRows(2));
  await until(rowEvaluator.id, { judged: 2 });
  await ownReview(stack, second!, { reviewer: people.ada.number, label: 'correct' });
  expect((await look(second!)).suggestions).toMatchObject([{ value: 'incorrect', outcome: null }]);
  expect((await rowEvaluatorsOf(stack, people.ada, datasetId).look(second!)).suggestions).toMatchObject([{ outcome: 'CHANGED' }]);
  const { claim } = await ada.claimRow({ rowId: first });
  await ada.annotate({ rowId: first, token: claim.token, values: { feedback_category: 'correct' }, fill: true });
  expect((await look(first!)).suggestions).toMatchObject([{ value: 'correct', outcome: 'ACCEPTED' }]);
  await ada.undo({ datasetId });
  expect((await look(first!)).suggestions).toMatchObject([{ value: 'correct', outcome: null }]);
});

test('anchoring: agreement where it was shown and where it was hidden, of answers that could have been swayed', async ({ stack }) => {
  const { datasetId, ada, bo, owner, addRows, add, suggest, until } = await seedRows(stack);
  const { rowEvaluator } = await add({ ...suggest, hiddenShare: 0.5 });
  const { id } = rowEvaluator;
  expect(rowEvaluator.anchoring).toEqual({
    shown: { rows: 0, agreed: 0, share: null },
    hidden: { rows: 0, agreed: 0, share: null },
    difference: null,
    interval: null,
  });
  // All of them say right, so `correct` is what is suggested.
  const rows = await addRows(Array.from({ length: 80 }, (_, n) => ({ question: `Q ${n}`, answer: 'All right' })));
  await until(id, { judged: 80 });
  const hidden = rows.filter((row) => placeOf(row) < 0.5).slice(0, 20);
  const shown = rows.filter((row) => placeOf(row) >= 0.5).slice(0, 20);
  const fill = async (rowId: string, label: string | null) => {
    const { claim } = await ada.claimRow({ rowId });
    await ada.annotate({ rowId, token: claim.token, values: { feedback_category: label }, fill: true });
  };
  for (const [n, row] of shown.entries()) await fill(row, n < 18 ? 'correct' : 'incorrect');
  for (const [n, row] of hidden.entries()) await fill(row, n < 10 ? 'correct' : 'off-topic');
  const told = (await until(id, { judged: 80 })).anchoring!;
  expect(told.shown).toEqual({ rows: 20, agreed: 18, share: 0.9 });
  expect(told.hidden).toEqual({ rows: 20, agreed: 10, share: 0.5 });
  // Newcombe's method 10, by hand from Wilson's intervals of 18/20 (0.6990 to 0.9721) and of 10/20 (0.2993 to 0.7007):
  // 0.4 less √(0.2010² + 0.2007²), and 0.4 and √(0.0721² + 0.2007²).
  expect(told.difference).toBeCloseTo(0.4);
  expect(told.interval!.low).toBeCloseTo(0.1159, 3);
  expect(told.interval!.high).toBeCloseTo(0.6133, 3);

  // None of these counts: no label; a bulk fill; a fill without a claim; taken before the suggestion was there; a second answer.
  const rest = rows.filter((row) => !hidden.includes(row) && !shown.includes(row));
  await fill(rest[0]!, null);
  await owner.bulk({ datasetId, filter: { rows: [rest[1]!, rest[2]!] }, values: { feedback_category: 'incorrect' }, fill: true });
  await ada.annotate({ rowId: rest[3]!, version: 1, values: { feedback_category: 'incorrect' }, fill: true });
  await stack.db.pool.query(`UPDATE suggestion SET created_at = clock_timestamp() + interval '1 hour' WHERE row_id = $1`, [
    Number(rest[4]!.split('_')[1]),
  ]);
  await fill(rest[4]!, 'incorrect');
  const { row } = await owner.reopen({ rowId: hidden[19]!, version: 2 });
  const { claim } = await bo.claimRow({ rowId: row.id });
  await bo.annotate({ rowId: row.id, token: claim.token, values: { feedback_category: 'correct' }, fill: true });
  expect((await until(id, { judged: 80 })).anchoring).toEqual(told);
});

test('two suggest for the same rows, each its own; what is taken away takes its suggestions along', async ({ stack }) => {
  const { evaluator, addRows, add, remove, suggest, until, look, owner, datasetId, all } = await seedRows(stack);
  const other = await evaluator('says wrong', { mode: 'CONTAINS_ANY', values: ['Wrong'] });
  const one = (await add(suggest)).rowEvaluator;
  const two = (await add({ ...suggest, evaluatorId: other, passLabels: ['hallucination'], failLabel: 'correct' })).rowEvaluator;
  const rows = await addRows(someRows(4));
  await Promise.all([one, two].map(({ id }) => until(id, { judged: 4 })));
  expect((await look(rows[1]!)).suggestions.map(({ value }) => value)).toEqual(['incorrect', 'hallucination']);
  expect(await remove(one.id)).toMatchObject({ removedId: one.id });
  expect((await look(rows[1]!)).suggestions.map(({ value }) => value)).toEqual(['hallucination']);
  expect((await all()).map(({ id }) => id)).toEqual([two.id]);
  await owner.client.execute('mutation ($input: RemoveRowsInput!) { removeRows(input: $input) { __typename ... on Error { message } } }', {
    input: { datasetId, rowIds: [rows[1]!] },
  });
  const left = async () =>
    (
      await stack.db.pool.query<{ n: number }>('SELECT count(*) AS n FROM suggestion WHERE row_id = ANY ($1)', [
        rows.map((id) => Number(id.split('_')[1])),
      ])
    ).rows[0]!.n;
  expect(await left()).toBe(3);
  await stack.db.prisma.dataset.delete({ where: { id: Number(datasetId.split('_')[1]) } });
  expect(await left()).toBe(0);
});

test('from the beginning it looks at all rows that wait; paused it does nothing, and goes on where it stopped', async ({ stack }) => {
  const { ada, addRows, add, update, suggest, until, look, all } = await seedRows(stack);
  const rows = await addRows(someRows(10));
  const { claim } = await ada.claimRow({ rowId: rows[0] });
  await ada.annotate({ rowId: rows[0], token: claim.token, values: { feedback_category: 'correct' }, fill: true });
  const { rowEvaluator } = await add({ ...suggest, from: 'BEGINNING' });
  const { id } = rowEvaluator;
  await until(id, { judged: 9 });
  expect((await look(rows[0]!)).suggestions).toEqual([]);
  expect((await update({ id, enabled: false })).rowEvaluator).toMatchObject({ enabled: false, pausedBecause: null });
  await addRows(someRows(3));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect((await all())[0]).toMatchObject({ judged: 9 });
  await update({ id, enabled: true });
  await until(id, { judged: 12 });
  await update({ id, from: 'BEGINNING', filter: { column: { column: 'answer', contains: 'wrong' } } });
  await until(id, { judged: 12 + 5 + 1 });
});

test('an open page is told of what it has judged', async ({ stack }) => {
  const { datasetId, client, addRows, add, suggest } = await seedRows(stack);
  const { rowEvaluator } = await add(suggest);
  const told = client.subscribe<{ rowEvaluatorsChanged: { id: string; judged: number }[] }>(
    'subscription ($datasetId: ID!) { rowEvaluatorsChanged(datasetId: $datasetId) { id judged } }',
    { datasetId },
  );
  expect((await told.next()).value).toEqual({ rowEvaluatorsChanged: [{ id: rowEvaluator.id, judged: 0 }] });
  await addRows(someRows(2));
  for await (const { rowEvaluatorsChanged } of told) if (rowEvaluatorsChanged[0]!.judged === 2) break;
});

test('roles: admins change it, viewers see it, others do not know of it', async ({ stack }) => {
  const { people, datasetId, add, suggest } = await seedRows(stack);
  const { rowEvaluator } = await add(suggest);
  const eve = await stack.person('Eve');
  const [ofAda, ofEve] = [people.ada, eve].map((who) => rowEvaluatorsOf(stack, who, datasetId));
  expect((await ofAda!.all()).map(({ id }) => id)).toEqual([rowEvaluator.id]);
  expect(await ofAda!.add(suggest)).toMatchObject({ __typename: 'Forbidden' });
  expect(await ofAda!.update({ id: rowEvaluator.id, enabled: false })).toMatchObject({ __typename: 'Forbidden' });
  expect(await ofAda!.remove(rowEvaluator.id)).toMatchObject({ __typename: 'Forbidden' });
  expect(await ofEve!.add(suggest)).toMatchObject({ __typename: 'NotFound' });
  expect(await ofEve!.remove(rowEvaluator.id)).toMatchObject({ __typename: 'NotFound' });
  // An evaluator of another project is none of this one.
  const elsewhere = await seedRows(stack);
  expect(await elsewhere.add(suggest)).toMatchObject({ __typename: 'NotFound' });
});

test('refuses what cannot be, and says what would be', async ({ stack }) => {
  const { add, update, suggest, evaluatorId } = await seedRows(stack);
  const refused = (more: Record<string, unknown>) => add({ ...suggest, ...more });
  expect(await refused({ failLabel: null })).toMatchObject({ __typename: 'InvalidInput', message: 'Say which label FAIL becomes.' });
  expect(await refused({ failLabel: 'correct' })).toMatchObject({ message: 'PASS and FAIL become two different labels.' });
  expect(await refused({ failLabel: 'no such' })).toMatchObject({
    message: '“no such” is not one of the labels of “feedback_category”: correct, incorrect, hallucination, off-topic, too-long.',
  });
  expect(await refused({ passLabels: ['correct', 'too-long'] })).toMatchObject({ message: 'PASS becomes exactly one label.' });
  for (const column of ['question', 'annotation', 'annotation_status', 'nothing'])
    expect(await refused({ column })).toMatchObject({ message: `“${column}” is not a label column of annotations.` });
  for (const hiddenShare of [-0.1, 1.1]) expect(await refused({ hiddenShare })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await refused({ budget: 0 })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await refused({ filter: { column: { column: 'nothing', equals: 1 } } })).toMatchObject({ __typename: 'InvalidFilter' });
  const check = { purpose: 'CHECK', evaluatorId };
  expect(await add({ ...check, failLabel: 'incorrect' })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await add({ ...check, passLabels: [] })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await add({ ...check, hiddenShare: 0.5 })).toMatchObject({ message: 'A check suggests nothing that could be hidden.' });
  const filter = { column: { column: 'priority', equals: 'high' } };
  const { rowEvaluator } = await refused({ filter });
  expect(rowEvaluator.filter).toEqual(filter);
  expect(await refused({})).toMatchObject({ message: '“says right” suggests for rows of this dataset already.' });
  expect((await update({ id: rowEvaluator.id, filter: {} })).rowEvaluator.filter).toEqual({});
});

test('who finds another cursor than they began with writes nothing', async ({ stack }) => {
  const { addRows, add, update, suggest, until, all, projectId } = await seedRows(stack);
  const { rowEvaluator } = await add(suggest);
  const [rowId] = await addRows(someRows(1));
  await until(rowEvaluator.id, { judged: 1 });
  await update({ id: rowEvaluator.id, enabled: false });
  const id = Number(rowEvaluator.id.split('_')[1]);
  const { cursor, columnId, passOptionIds, failOptionId } = await stack.db.prisma.rowEvaluator.findUniqueOrThrow({ where: { id } });
  const kept = await stack.db.prisma.suggestion.findFirstOrThrow({ where: { rowEvaluatorId: id } });
  expect(kept.optionId).toBe(passOptionIds[0]);
  const at = { seq: Number(cursor), row: 0 };
  const late = {
    ...{ id, projectId: Number(projectId.split('_')[1]), versionId: kept.evaluatorVersionId, columnId, hiddenShare: 0 },
    ...{ to: at, judged: 1, disagreed: 0, unknown: 0, failed: 0, failedInARow: 0, cost: 7, pause: null },
    suggestions: [
      {
        ...{ grade: 'FAIL' as const, score: 0, reason: 'Too late', cost: null, optionId: failOptionId!, confidence: null },
        row: {
          ...{ seq: at.seq, rowId: Number(rowId!.split('_')[1]), optionId: null, latencyMs: null, cost: null, tokensOut: null },
          ...{ filledAt: null, seenHash: '' },
          seen: { inputs: {}, outputs: {}, notes: {}, logged: null, expected: null },
        },
      },
    ],
  };
  for (const from of [
    { seq: at.seq - 1, row: 0 },
    { seq: at.seq, row: 1 },
  ])
    expect(await recordSuggestions(stack.db, { ...late, from })).toBe(false);
  expect(await stack.db.prisma.suggestion.findMany({ where: { rowEvaluatorId: id } })).toEqual([kept]);
  expect((await all())[0]).toMatchObject({ judged: 1, cost: 0 });
  expect(await recordSuggestions(stack.db, { ...late, from: at })).toBe(true);
  expect((await all())[0]).toMatchObject({ judged: 2, cost: 7 });
});
