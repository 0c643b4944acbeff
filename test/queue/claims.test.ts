import { expect } from 'vitest';
import { test } from '../kit/stack.ts';
import { seedQueue } from './kit.ts';

test('deals disjoint rows to reviewers who claim at the same moment', async ({ stack }) => {
  const { datasetId, ada, bo } = await seedQueue(stack, { rows: 20 });
  const dealt = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? ada : bo).claim({ datasetId, count: 2 })));
  const rows = dealt.flatMap((one) => one.claims.map((claim) => claim.row.id));
  expect(rows).toHaveLength(20);
  expect(new Set(rows).size).toBe(20);
  expect((await ada.claim({ datasetId })).claims).toEqual([]);
});

test('a row that somebody holds cannot be taken, and says who holds it', async ({ stack }) => {
  const { rowIds, ada, bo } = await seedQueue(stack, { rows: 1 });
  const mine = await ada.claimRow({ rowId: rowIds[0] });
  expect(mine.claim.row.claim).toMatchObject({ mine: true, token: mine.claim.token });
  const refused = await bo.claimRow({ rowId: rowIds[0] });
  expect(refused).toMatchObject({ __typename: 'ClaimedByAnother', holder: { name: 'Ada' }, row: { claim: { mine: false, token: null } } });
  const again = await ada.claimRow({ rowId: rowIds[0] });
  expect(again.claim.token).toBe(mine.claim.token);
});

test('a filled row leaves the queue, and its claim ends with it', async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, { rows: 2 });
  const { claims } = await ada.claim({ datasetId });
  const [{ row, token }] = claims as [(typeof claims)[0]];
  const filled = await ada.annotate({ rowId: row.id, token, values: { feedback_category: 'correct', annotation: 'Right.' }, fill: true });
  expect(filled).toMatchObject({ __typename: 'AnnotateRowPayload', row: { status: 'FILLED', version: 2, claim: null } });
  expect(filled.row.values).toMatchObject({ annotation_status: 'filled', feedback_category: 'correct', annotation: 'Right.' });
  const queue = await ada.rows(datasetId, { column: { column: 'annotation_status', equals: 'empty' } });
  expect(queue.totalCount).toEqual({ value: 1, exact: true });
  expect(queue.nodes.map((one) => one.id)).not.toContain(row.id);
  expect(await ada.annotate({ rowId: row.id, token, values: {}, fill: true })).toMatchObject({ __typename: 'ClaimExpired' });
});

test('a claim that ran out refuses its writes, keeps the text, and hands it to the next holder with credit', async ({ stack }) => {
  const { datasetId, ada, bo } = await seedQueue(stack, { rows: 1 });
  const { claims } = await ada.claim({ datasetId, seconds: 1 });
  const [{ row, token }] = claims as [(typeof claims)[0]];
  await expect.poll(async () => (await bo.rows(datasetId, { claim: 'FREE' })).nodes.length, { timeout: 5000 }).toBe(1);
  const late = await ada.annotate({ rowId: row.id, token, values: { annotation: 'What I typed' }, fill: true });
  expect(late).toMatchObject({
    __typename: 'ClaimExpired',
    row: { status: 'EMPTY', version: 1 },
    draft: { values: { annotation: 'What I typed' } },
  });
  expect((await ada.renew([token])).lost).toEqual([token]);
  const next = await bo.claim({ datasetId });
  expect(next.claims).toHaveLength(1);
  const seen = await bo.client.execute<{ row: { draft: unknown } }>('query ($id: ID!) { row(id: $id) { draft { values by { name } } } }', {
    id: row.id,
  });
  expect(seen.row.draft).toEqual({ values: { annotation: 'What I typed' }, by: { name: 'Ada' } });
});

test('renewing keeps a claim; releasing frees the row at once', async ({ stack }) => {
  const { datasetId, ada, bo } = await seedQueue(stack, { rows: 1 });
  const { claims } = await ada.claim({ datasetId, seconds: 60 });
  const renewed = await ada.renew([claims[0]!.token], 600);
  expect(Date.parse(renewed.claims[0]!.expiresAt)).toBeGreaterThan(Date.parse(claims[0]!.expiresAt));
  expect((await bo.renew([claims[0]!.token])).lost).toEqual([claims[0]!.token]);
  expect(await bo.release([claims[0]!.token])).toMatchObject({ released: 0, lost: [claims[0]!.token] });
  expect(await ada.release([claims[0]!.token])).toMatchObject({ released: 1, lost: [] });
  expect((await bo.claim({ datasetId })).claims).toHaveLength(1);
});

test('a skipped row comes last for the one who skipped it, and at once for others', async ({ stack }) => {
  const { datasetId, rowIds, ada, bo } = await seedQueue(stack, { rows: 3 });
  const first = (await ada.claim({ datasetId })).claims[0]!;
  expect(first.row.id).toBe(rowIds[0]);
  expect(await ada.skip({ rowId: first.row.id, token: first.token, reason: 'Not my language' })).toMatchObject({
    __typename: 'SkipRowPayload',
    row: { claim: null },
  });
  const others = (await ada.claim({ datasetId, count: 2 })).claims.map((claim) => claim.row.id);
  expect(others).toEqual(rowIds.slice(1));
  expect((await bo.claim({ datasetId })).claims[0]!.row.id).toBe(rowIds[0]);
  expect((await ada.claim({ datasetId })).claims).toEqual([]);
});

test('nobody holds more than the limit', async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, { rows: 40 });
  expect((await ada.claim({ datasetId, count: 30 })).claims).toHaveLength(25);
  expect(await ada.claim({ datasetId })).toMatchObject({ __typename: 'ClaimLimitReached', limit: 25, held: 25 });
});

test('an idempotency key has one effect, and is refused with another request', async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, { rows: 5 });
  const input = { datasetId, count: 2, idempotencyKey: 'once' };
  const answers = await Promise.all([ada.claim(input), ada.claim(input), ada.claim(input)]);
  expect(new Set(answers.map((one) => JSON.stringify(one.claims.map((claim) => claim.token)))).size).toBe(1);
  expect((await ada.rows(datasetId, { claim: 'CLAIMED' })).totalCount.value).toBe(2);
  expect(await ada.claim({ ...input, count: 3 })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
});
