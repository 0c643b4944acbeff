import { expect } from 'vitest';
import { type Stack, test } from '../kit/stack.ts';
import type { Bench, Reviewer } from '../queue/kit.ts';
import { bringIn } from './kit.ts';
import { answer, names, rowOf, severalBench } from './several-kit.ts';

const correct = { feedback_category: 'correct' };
const incorrect = { feedback_category: 'incorrect' };
const disputed = { column: { column: 'adjudication', equals: 'disputed' } };

async function agreementOn({ client }: Reviewer, { datasetId }: Bench, rowIds: string[]) {
  const { dataset } = await client.execute<{ dataset: { reviewerAgreement: { rows: number; raters: { rater: { name: string } }[] } } }>(
    `query ($id: ID!, $filter: RowFilter) { dataset(id: $id) { reviewerAgreement(column: "feedback_category", filter: $filter) {
      rows disputedCount raters { rater { name } } } } }`,
    { id: datasetId, filter: { rows: rowIds } },
  );
  return dataset.reviewerAgreement;
}

const blindOf = async (reviewer: Reviewer, rowId: string) =>
  Object.fromEntries((await rowOf(reviewer, rowId)).reviews.map(({ rater, blind }) => [rater.name, blind]));

test('agreement tells nothing of a row that still waits for answers, nor of one that was removed', async ({ stack }) => {
  const bench = await severalBench(stack, { reviews: 3 });
  const { rowIds, ada, bo, owner, datasetId } = bench;
  await answer(ada, rowIds[0]!, correct);
  await answer(bo, rowIds[0]!, incorrect);
  expect((await agreementOn(owner, bench, rowIds)).rows).toBe(0);
  await answer(owner, rowIds[0]!, correct);
  const all = await agreementOn(ada, bench, rowIds);
  expect([all.rows, all.raters.length]).toEqual([1, 3]);
  await owner.client.execute('mutation ($input: RemoveRowsInput!) { removeRows(input: $input) { __typename } }', {
    input: { datasetId, rowIds },
  });
  expect((await agreementOn(ada, bench, rowIds)).rows).toBe(0);
});

test('who answers after the answers were open to all does not count as blind', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack, { rows: 2 });
  const [reopened, raised] = rowIds as [string, string];
  for (const reviewer of [ada, bo]) await answer(reviewer, reopened, correct);
  await owner.reopen({ rowId: reopened, version: (await rowOf(owner, reopened)).version });
  for (const reviewer of [owner, ada]) await answer(reviewer, reopened, correct);
  expect(await blindOf(ada, reopened)).toEqual({ Olga: false, Ada: false });

  await answer(ada, raised, correct);
  await answer(bo, raised, incorrect);
  await owner.require({ datasetId, reviewsRequired: 3, waiting: { rows: [raised] } });
  await answer(owner, raised, correct);
  expect(await blindOf(ada, raised)).toEqual({ Ada: true, Bo: true, Olga: false });
});

test('reviews that are brought in do not settle what waits for its reviewers', async ({ stack }) => {
  const bench = await severalBench(stack);
  const { rowIds, datasetId, ada, bo, owner } = bench;
  await bringIn(owner.client, datasetId, rowIds, [{ Ann: 'correct', Ben: 'correct' }]);
  await answer(ada, rowIds[0]!, correct);
  await bringIn(owner.client, datasetId, rowIds, [{ Cid: 'incorrect' }]);
  const waits = await rowOf(bo, rowIds[0]!);
  expect([waits.status, waits.reviewsMissing, waits.values.adjudication ?? null, waits.reviews]).toEqual(['EMPTY', 1, null, []]);
  await answer(bo, rowIds[0]!, correct);
  expect(await rowOf(bo, rowIds[0]!)).toMatchObject({ status: 'FILLED', values: { ...correct, adjudication: 'agreed' } });
});

test('taking a label away is saying something: both agree on it, or it is disputed', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack, { rows: 2 });
  await owner.bulk({ datasetId, filter: {}, values: { ...incorrect, annotation: 'From the triage' } });
  const cleared = { feedback_category: null, annotation: null };
  for (const reviewer of [ada, bo]) await answer(reviewer, rowIds[0]!, cleared);
  const both = await rowOf(ada, rowIds[0]!);
  expect([both.status, both.values.feedback_category ?? null, both.values.annotation ?? null]).toEqual(['FILLED', null, null]);
  await answer(ada, rowIds[1]!, cleared);
  await answer(bo, rowIds[1]!, { ...incorrect, annotation: 'As it stands' });
  expect(await rowOf(ada, rowIds[1]!)).toMatchObject({ status: 'EMPTY', reviewsMissing: 0, values: { adjudication: 'disputed' } });
});

test('a dispute that both have skipped is still to be had by who looks for it', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo } = await severalBench(stack);
  await answer(ada, rowIds[0]!, correct);
  await answer(bo, rowIds[0]!, incorrect);
  for (const reviewer of [ada, bo]) {
    const [claim] = (await reviewer.claim({ datasetId, filter: disputed })).claims;
    await reviewer.skip({ rowId: rowIds[0], token: claim!.token });
  }
  expect((await ada.claim({ datasetId, filter: disputed })).claims.map(({ row }) => row.id)).toEqual(rowIds);
});

test('what is written under a claim without filling is a draft, which nobody else sees', async ({ stack }) => {
  const { rowIds, ada, bo } = await severalBench(stack);
  const rowId = rowIds[0]!;
  const { claim } = await ada.claimRow({ rowId });
  const kept = await ada.annotate({ rowId, token: claim.token, values: correct });
  expect(kept).toMatchObject({ __typename: 'AnnotateRowPayload', row: { version: 1 } });
  expect((await rowOf(bo, rowId)).values.feedback_category ?? null).toBeNull();
  expect((await rowOf(ada, rowId)).draft).toMatchObject({ values: correct, by: { name: 'Ada' } });
});

test('undoing a reopen brings back the answers that it ended, not one that came and went after it', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack);
  const rowId = rowIds[0]!;
  for (const reviewer of [ada, bo]) await answer(reviewer, rowId, correct);
  await owner.reopen({ rowId, version: (await rowOf(owner, rowId)).version });
  await answer(ada, rowId, incorrect);
  await ada.undo({ datasetId });
  expect(await owner.undo({ datasetId })).toMatchObject({ __typename: 'UndoPayload' });
  const back = await rowOf(owner, rowId);
  expect([back.status, names(back.reviewedBy)]).toEqual(['FILLED', ['Ada', 'Bo']]);
  expect(back.reviews.map(({ rater, values }) => [rater.name, values.feedback_category])).toEqual([
    ['Ada', 'correct'],
    ['Bo', 'correct'],
  ]);
});

test('an administrator’s forced edit ends the claims of all who are at the row', async ({ stack }) => {
  const { rowIds, ada, bo, owner } = await severalBench(stack);
  const rowId = rowIds[0]!;
  for (const reviewer of [ada, bo]) await reviewer.claimRow({ rowId });
  const edit = { rowId, version: 1, values: { priority: 'high' } };
  expect(await owner.annotate(edit)).toMatchObject({ __typename: 'ClaimedByAnother' });
  expect(await owner.annotate({ ...edit, force: true })).toMatchObject({ row: { values: { priority: 'high' } } });
  expect((await rowOf(owner, rowId)).claims).toEqual([]);
});

test('settling is told apart from an answer also where the label column is retired; asking for reviews wants it back', async ({
  stack,
}) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack);
  const rowId = rowIds[0]!;
  await answer(ada, rowId, correct);
  await answer(bo, rowId, incorrect);
  await retire(stack, datasetId);
  await answer(ada, rowId, correct);
  expect((await rowOf(ada, rowId)).reviews.map(({ rater, settles }) => [rater.name, settles])).toEqual([
    ['Ada', false],
    ['Bo', false],
    ['Ada', true],
  ]);
  expect(await owner.require({ datasetId, reviewsRequired: 3, newRows: true })).toMatchObject({
    __typename: 'InvalidInput',
    message: 'The column “adjudication” is needed for this, and it, or a label of it, is retired. Restore it first.',
  });

  async function retire({ db }: Stack, dataset: string) {
    const column = await db.prisma.datasetColumn.findFirstOrThrow({
      where: { datasetId: Number(dataset.split('_')[1]), key: 'adjudication' },
    });
    const done = await owner.client.execute<{ retireColumn: { __typename: string } }>(
      'mutation ($input: RetireColumnInput!) { retireColumn(input: $input) { __typename ... on Error { message } } }',
      { input: { id: `DatasetColumn_${column.id}` } },
    );
    expect(done.retireColumn.__typename).toBe('RetireColumnPayload');
  }
});
