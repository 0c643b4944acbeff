import { expect } from 'vitest';
import { test } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';
import { follow } from '../feed/kit.ts';
import { answer, names, rowOf, severalBench } from './several-kit.ts';

test('a row that wants two reviews is given to two, never twice to one, and then to nobody', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack, { rows: 2 });
  const [first] = (await ada.claim({ datasetId })).claims;
  expect(first!.row.id).toBe(rowIds[0]);
  expect((await ada.claim({ datasetId })).claims[0]!.row.id).toBe(rowIds[1]);
  expect((await bo.claim({ datasetId, count: 5 })).claims.map(({ row }) => row.id)).toEqual(rowIds);
  expect((await owner.claim({ datasetId })).claims).toEqual([]);
  expect(await owner.claimRow({ rowId: rowIds[0] })).toMatchObject({ __typename: 'ClaimedByAnother', holder: { name: 'Ada' } });
  expect((await ada.claimRow({ rowId: rowIds[0] })).claim.token).toBe(first!.token);
  const seen = await rowOf(ada, rowIds[0]!);
  expect(seen.claims.map(({ reviewer, token }) => [reviewer.name, token !== null])).toEqual([
    ['Ada', true],
    ['Bo', false],
  ]);
  expect(seen.claim).toEqual({ mine: true });
  expect((await rowOf(bo, rowIds[0]!)).claim).toEqual({ mine: true });
  expect((await rowOf(owner, rowIds[0]!)).claim).toEqual({ mine: false });
});

test('what one has answered is hidden from the other until they have answered too; agreed, it is filled', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo } = await severalBench(stack);
  const rowId = rowIds[0]!;
  const said = { feedback_category: 'incorrect', annotation: 'Wrong year', expected_output: '1969' };
  expect(await answer(ada, rowId, said)).toMatchObject({ __typename: 'AnnotateRowPayload', row: { status: 'EMPTY', claim: null } });
  for (const reviewer of [ada, bo]) {
    const { values, reviewedBy, reviewsMissing } = await rowOf(reviewer, rowId);
    expect(values).not.toHaveProperty('feedback_category', 'incorrect');
    expect([names(reviewedBy), reviewsMissing]).toEqual([['Ada'], 1]);
  }
  expect((await rowOf(bo, rowId)).reviews).toEqual([]);
  expect((await rowOf(ada, rowId)).reviews).toMatchObject([{ rater: { name: 'Ada' }, values: said }]);
  expect((await bo.rows(datasetId, { column: { column: 'annotation', empty: false } })).nodes).toEqual([]);

  expect(await ada.claimRow({ rowId })).toMatchObject({ __typename: 'AlreadyReviewed', row: { id: rowId } });
  expect((await ada.claim({ datasetId })).claims).toEqual([]);
  await answer(bo, rowId, { feedback_category: 'incorrect', annotation: 'It was 1969' });
  const settled = await rowOf(ada, rowId);
  expect(settled).toMatchObject({ status: 'FILLED', reviewsMissing: 0, filledBy: { name: 'Bo' } });
  expect(settled.values).toMatchObject({ ...said, adjudication: 'agreed' });
  expect(settled.reviews.map(({ rater, settles, blind }) => [rater.name, settles, blind])).toEqual([
    ['Ada', false, true],
    ['Bo', false, true],
  ]);
});

test('where two differ the row waits, disputed, for one who settles it, rather somebody else', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack, { rows: 2 });
  const [rowId, other] = rowIds as [string, string];
  await answer(ada, rowId, { feedback_category: 'correct' });
  await answer(bo, rowId, { feedback_category: 'incorrect' });
  const disputed = { column: { column: 'adjudication', equals: 'disputed' } };
  const slice = await owner.rows(datasetId, { and: [disputed, { column: { column: 'annotation_status', equals: 'empty' } }] });
  expect([slice.nodes.map(({ id }) => id), slice.totalCount]).toEqual([[rowId], { value: 1, exact: true }]);
  expect((await rowOf(ada, rowId)).reviews).toHaveLength(2);
  // Who disagrees is not asked again, unless they look for disputes.
  const [first] = (await bo.claim({ datasetId })).claims;
  expect(first!.row.id).toBe(other);
  expect((await bo.claim({ datasetId })).claims).toEqual([]);
  const [last] = (await bo.claim({ datasetId, filter: disputed })).claims;
  expect(last!.row.id).toBe(rowId);
  await bo.release([last!.token]);

  const [mine] = (await owner.claim({ datasetId, filter: disputed })).claims;
  expect(await ada.claimRow({ rowId })).toMatchObject({ __typename: 'ClaimedByAnother', holder: { name: 'Olga' } });
  await owner.annotate({ rowId, token: mine!.token, values: { feedback_category: 'incorrect' }, fill: true });
  const settled = await rowOf(bo, rowId);
  expect(settled).toMatchObject({
    status: 'FILLED',
    filledBy: { name: 'Olga' },
    values: { feedback_category: 'incorrect', adjudication: 'disputed' },
  });
  expect(settled.reviews.map(({ rater, settles }) => [rater.name, settles])).toEqual([
    ['Ada', false],
    ['Bo', false],
    ['Olga', true],
  ]);
  expect(names(settled.reviewedBy)).toEqual(['Ada', 'Bo']);
});

test('each reviewer’s own queue lets go of a row with their answer, everyone’s when it is settled', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, people } = await severalBench(stack, { rows: 3 });
  const waiting = { column: { column: 'annotation_status', equals: 'empty' } };
  const own = (id: string) => ({ and: [waiting, { not: { reviewer: id } }] });
  const adas = await follow({ reviewer: ada, datasetId, filter: own(people.ada.id) });
  const bos = await follow({ reviewer: bo, datasetId, filter: own(people.bo.id), transport: 'sse' });
  const free = await follow({ reviewer: bo, datasetId, filter: { and: [waiting, { claim: 'FREE' }] } });
  const rowId = rowIds[1]!;
  await answer(ada, rowId, { feedback_category: 'correct' });
  await expect.poll(() => adas.last()?.totalCount).toEqual({ value: 2, exact: true });
  expect([...adas.rows]).toEqual([rowIds[0], rowIds[2]]);
  expect([...bos.rows]).toEqual(rowIds);
  const [a, b] = [await ada.claimRow({ rowId: rowIds[0] }), await bo.claimRow({ rowId: rowIds[0] })];
  await ada.release([a.claim.token]);
  await expect.poll(() => free.last()?.totalCount).toEqual({ value: 2, exact: true });
  await bo.release([b.claim.token]);
  await expect.poll(() => free.last()?.totalCount).toEqual({ value: 3, exact: true });
  await answer(bo, rowId, { feedback_category: 'correct' });
  await expect.poll(() => bos.last()?.totalCount).toEqual({ value: 2, exact: true });
  await expect.poll(() => [...free.rows].sort()).toEqual([rowIds[0], rowIds[2]]);
  for (const replay of [adas, bos, free]) {
    expect(replay.wrong).toEqual([]);
    await replay.stop();
  }
});

test('what one typed is not passed on to the next, who shall not look at it', async ({ stack }) => {
  const { rowIds, ada, bo } = await severalBench(stack);
  const rowId = rowIds[0]!;
  const { claim } = await ada.claimRow({ rowId });
  await ada.saveDraft({ rowId, token: claim.token, values: { annotation: 'Half a thought' } });
  await ada.release([claim.token]);
  await bo.claimRow({ rowId });
  expect((await rowOf(bo, rowId)).draft).toBeNull();
  expect((await rowOf(ada, rowId)).draft).toMatchObject({ values: { annotation: 'Half a thought' } });
});

test('an answer can be taken back while nobody has answered since, and one that comes after a look counts as such', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack, { reviews: 3 });
  const rowId = rowIds[0]!;
  await answer(ada, rowId, { feedback_category: 'correct' });
  await answer(bo, rowId, { feedback_category: 'incorrect' });
  expect(await ada.undo({ datasetId })).toMatchObject({ __typename: 'RowChangedMeanwhile' });
  const { claim } = await owner.claimRow({ rowId });
  expect(await bo.undo({ datasetId })).toMatchObject({ __typename: 'UndoPayload', undone: [{ kind: 'UNDONE' }] });
  const back = await rowOf(ada, rowId);
  expect([names(back.reviewedBy), back.claims.map(({ reviewer }) => reviewer.name)]).toEqual([['Ada'], ['Olga']]);
  expect(back.history[0]).toMatchObject({ kind: 'UNDONE', actor: { name: 'Bo' } });
  await answer(bo, rowId, { feedback_category: 'correct' });
  await owner.annotate({ rowId, token: claim.token, values: { feedback_category: 'correct' }, fill: true });
  const settled = await rowOf(ada, rowId);
  expect(settled.status).toBe('FILLED');
  expect(settled.reviews.map(({ rater, blind }) => [rater.name, blind])).toEqual([
    ['Ada', true],
    ['Bo', false],
    ['Olga', true],
  ]);
  // The last answer settled the row: taken back, the row waits for it again.
  await owner.undo({ datasetId });
  expect(await rowOf(ada, rowId)).toMatchObject({ status: 'EMPTY', reviewsMissing: 1, filledBy: null });
});

test('reopened, a row is for all of its reviewers again, and undoing that brings their answers back', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await severalBench(stack);
  const rowId = rowIds[0]!;
  for (const reviewer of [ada, bo]) await answer(reviewer, rowId, { feedback_category: 'correct' });
  const { version } = await rowOf(owner, rowId);
  await owner.reopen({ rowId, version, reason: 'The source was mended' });
  expect(await rowOf(ada, rowId)).toMatchObject({ status: 'EMPTY', reviewsMissing: 2, reviewedBy: [], reviews: [] });
  const { claims } = await ada.claim({ datasetId });
  expect(claims.map(({ row }) => row.id)).toEqual([rowId]);
  expect(await owner.undo({ datasetId })).toMatchObject({ __typename: 'RowChangedMeanwhile' });
  await ada.release(claims.map(({ token }) => token));
  await owner.undo({ datasetId });
  const back = await rowOf(ada, rowId);
  expect([back.status, names(back.reviewedBy), back.reviews.length]).toEqual(['FILLED', ['Ada', 'Bo'], 2]);
});

test('how many reviews a row wants is set for rows that wait and for those to come; what is held is left alone', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo, owner } = await seedQueue(stack, {
    rows: 4,
    values: (n) => ({ question: `${n}`, priority: n % 2 ? 'high' : 'low' }),
  });
  expect(await ada.require({ datasetId, reviewsRequired: 2, newRows: true })).toMatchObject({ __typename: 'Forbidden' });
  expect(await owner.require({ datasetId, reviewsRequired: 2 })).toMatchObject({ __typename: 'InvalidInput' });
  for (const reviewsRequired of [0, 11, -1])
    expect(await owner.require({ datasetId, reviewsRequired, newRows: true })).toMatchObject({ __typename: 'InvalidInput' });
  await ada.claimRow({ rowId: rowIds[1] });
  const high = { column: { column: 'priority', equals: 'high' } };
  expect(await owner.require({ datasetId, reviewsRequired: 2, waiting: high })).toMatchObject({ changed: 1, held: 1 });
  const wants = async () => Promise.all(rowIds.map(async (id) => (await rowOf(ada, id)).reviewsRequired));
  expect(await wants()).toEqual([1, 1, 1, 2]);
  expect(await owner.require({ datasetId, reviewsRequired: 3, newRows: true })).toMatchObject({ changed: 0 });
  await owner.client.execute('mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on Error { message } } }', {
    input: { datasetId, rows: [{ question: 'new' }] },
  });
  const added = (await owner.rows(datasetId)).nodes.at(-1)!;
  expect((await rowOf(ada, added.id)).reviewsRequired).toBe(3);

  // Two answers of three are in. With two being enough they settle the row; with as many again it waits anew.
  await answer(ada, added.id, { feedback_category: 'correct' });
  await answer(bo, added.id, { feedback_category: 'correct', annotation: 'Fine' });
  await owner.require({ datasetId, reviewsRequired: 2, waiting: {} });
  expect(await rowOf(ada, added.id)).toMatchObject({
    status: 'FILLED',
    values: { feedback_category: 'correct', annotation: 'Fine' },
    filledBy: { name: 'Bo' },
  });

  await answer(ada, rowIds[3]!, { feedback_category: 'correct' });
  await answer(bo, rowIds[3]!, { feedback_category: 'off-topic' });
  expect(await rowOf(ada, rowIds[3]!)).toMatchObject({ reviewsMissing: 0, values: { adjudication: 'disputed' } });
  await owner.require({ datasetId, reviewsRequired: 3, waiting: {} });
  const more = await rowOf(ada, rowIds[3]!);
  expect([more.reviewsMissing, more.values.adjudication ?? null]).toEqual([1, null]);
});

test('a bulk fill leaves alone what wants several answers, and says so', async ({ stack }) => {
  const { datasetId, rowIds, ada, owner } = await seedQueue(stack, { rows: 3 });
  await owner.require({ datasetId, reviewsRequired: 2, waiting: { rows: rowIds.slice(1) } });
  const bulk = { datasetId, filter: {}, values: { feedback_category: 'correct' }, fill: true };
  expect(await ada.bulk({ ...bulk, preview: true })).toMatchObject({ matched: 3, held: 0, awaiting: 2 });
  expect(await ada.bulk(bulk)).toMatchObject({ matched: 3, changed: 1, awaiting: 2 });
  expect(await rowOf(ada, rowIds[1]!)).toMatchObject({ status: 'EMPTY', reviewedBy: [] });
  expect(await ada.bulk({ ...bulk, values: { priority: 'high' }, fill: false })).toMatchObject({ changed: 3, awaiting: 0 });
});

test('a write without a claim is an answer too, if there is a place for it', async ({ stack }) => {
  const { rowIds, ada, bo, owner } = await severalBench(stack);
  const rowId = rowIds[0]!;
  await ada.claimRow({ rowId });
  const write = { rowId, values: { feedback_category: 'correct' }, fill: true };
  expect(await bo.annotate({ ...write, version: 1 })).toMatchObject({ __typename: 'AnnotateRowPayload', row: { status: 'EMPTY' } });
  expect(await bo.annotate({ ...write, version: 2 })).toMatchObject({ __typename: 'AlreadyReviewed' });
  expect(await owner.annotate({ ...write, version: 2 })).toMatchObject({ __typename: 'ClaimedByAnother' });
  expect(await owner.annotate({ ...write, version: 2, force: true })).toMatchObject({ row: { status: 'FILLED' } });
  expect(names((await rowOf(ada, rowId)).reviewedBy)).toEqual(['Bo', 'Olga']);
});
