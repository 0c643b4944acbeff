import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testData } from '../kit/left-out.ts';
import { mutationsOf, payload } from '../kit/mutations.ts';
import { type Stack, test } from '../kit/stack.ts';
import { reviewerOf } from '../queue/kit.ts';

interface Comparison {
  instruction: string;
  input: string;
  response1: string;
  response2: string;
  annotator1: number;
  annotator2: number;
  annotator3: number;
}

const annotators = ['annotator1', 'annotator2', 'annotator3'] as const;

const Import = `mutation ($input: ImportReviewsInput!) { importReviews(input: $input) {
  __typename ... on Error { message } ... on ImportReviewsPayload { written known agreed disputed } } }`;
const Agreement = `query ($id: ID!) { dataset(id: $id) { reviewerAgreement(column: "preference") {
  rows percent fleissKappa krippendorffAlpha disputedCount disputedIds raters { rater { name } answers }
  pairs { first { name } second { name } rows kappa kappaInterval { low high } } } } }`;

interface Agreed {
  dataset: {
    reviewerAgreement: {
      rows: number;
      percent: number;
      fleissKappa: number;
      krippendorffAlpha: number;
      disputedCount: number;
      disputedIds: string[];
      raters: { rater: { name: string }; answers: number }[];
      pairs: { first: { name: string }; second: { name: string }; rows: number; kappa: number }[];
    };
  };
}

/** The comparisons as rows of a dataset, in which a reviewer says which response is the better one. */
async function seed(stack: Stack, comparisons: Comparison[]) {
  const owner = await stack.person('Olga');
  const project = await stack.project([[owner, 'OWNER']]);
  const client = stack.as(owner);
  const mutate = mutationsOf(client);
  const make = async <T>(field: string, input: Record<string, unknown>, selection: string) => {
    const answer = await mutate<T>(field, input, payload(field, selection));
    expect(answer).not.toHaveProperty('message');
    return answer;
  };
  const { dataset } = await make<{ dataset: { id: string } }>(
    'createDataset',
    { projectId: project.id, name: 'PandaLM', annotationPreset: false },
    'dataset { id }',
  );
  const datasetId = dataset.id;
  for (const key of ['instruction', 'input']) await make('addColumn', { datasetId, key, role: 'INPUT', type: 'TEXT' }, '__typename');
  for (const key of ['response1', 'response2']) await make('addColumn', { datasetId, key, role: 'OUTPUT', type: 'TEXT' }, '__typename');
  const options = ['tie', 'first', 'second'].map((value) => ({ value }));
  await make('addColumn', { datasetId, key: 'preference', role: 'ANNOTATION', type: 'LABEL', options }, '__typename');
  // One response of the set is `true`, not text.
  const rows = comparisons.map(({ instruction, input, ...one }) => ({
    instruction,
    input,
    response1: String(one.response1),
    response2: String(one.response2),
  }));
  const added = await make<{ rows: { id: string }[] }>('addRows', { datasetId, rows }, 'rows { id }');
  return { client, owner: reviewerOf(client), datasetId, rowIds: added.rows.map(({ id }) => id) };
}

test.skipIf(!testData)(
  'three annotators of 999 comparisons, brought in, agree as was published, and their disputes wait in the queue',
  async ({ stack }) => {
    const comparisons = JSON.parse(readFileSync(join(testData!, 'pandalm-testset-v1.json'), 'utf8')) as Comparison[];
    const { client, owner, datasetId, rowIds } = await seed(stack, comparisons);
    const said = ['tie', 'first', 'second'];
    for (const annotator of annotators) {
      const reviews = comparisons.map((one, n) => ({ rowId: rowIds[n], annotator, values: { preference: said[one[annotator]] } }));
      const { importReviews } = await client.execute<{ importReviews: Record<string, unknown> }>(Import, { input: { datasetId, reviews } });
      expect(importReviews).toMatchObject({ __typename: 'ImportReviewsPayload', written: 999, known: 0 });
      if (annotator === 'annotator3') expect(importReviews).toMatchObject({ agreed: 879, disputed: 120 });
    }
    const agreement = async () => (await client.execute<Agreed>(Agreement, { id: datasetId })).dataset.reviewerAgreement;
    const found = await agreement();
    expect(
      found.pairs.map(({ first, second, rows, kappa }) => ({ pair: `${first.name} ${second.name}`, rows, kappa: kappa.toFixed(2) })),
    ).toEqual([
      { pair: 'annotator1 annotator2', rows: 999, kappa: '0.85' },
      { pair: 'annotator1 annotator3', rows: 999, kappa: '0.88' },
      { pair: 'annotator2 annotator3', rows: 999, kappa: '0.86' },
    ]);
    expect(found).toMatchObject({ rows: 999, disputedCount: 120 });
    const disputed = rowIds.filter((_, n) => new Set(annotators.map((one) => comparisons[n]![one])).size > 1);
    expect(found.disputedIds).toEqual(disputed);

    // The slice that has to be adjudicated is the queue: all else is filled with what all three said.
    const filter = {
      and: [{ column: { column: 'annotation_status', equals: 'empty' } }, { column: { column: 'adjudication', equals: 'disputed' } }],
    };
    const slice = await owner.rows(datasetId, filter);
    expect(slice.totalCount).toEqual({ value: 120, exact: true });
    expect(slice.nodes.map(({ id }) => id)).toEqual(disputed);
    const filled = await owner.rows(datasetId, { column: { column: 'annotation_status', equals: 'filled' } });
    expect(filled.nodes.length).toBe(879);
    const unanimous = new Map(comparisons.map((one, n) => [rowIds[n]!, said[one.annotator1]]));
    for (const row of filled.nodes) expect(row.values.preference).toBe(unanimous.get(row.id));

    // Who settles one is not a fourth annotator.
    const { claims } = await owner.claim({ datasetId, filter, count: 1 });
    await owner.annotate({ rowId: claims[0]!.row.id, token: claims[0]!.token, values: { preference: 'tie' }, fill: true });
    expect((await owner.rows(datasetId, filter)).totalCount.value).toBe(119);
    expect(await agreement()).toEqual(found);
    const { dataset } = await client.execute<{
      dataset: { rows: { nodes: { reviews: { rater: { name: string }; settles: boolean; values: object }[] }[] } };
    }>(
      'query ($id: ID!, $filter: RowFilter) { dataset(id: $id) { rows(first: 1, filter: $filter) { nodes { reviews { rater { name } settles values } } } } }',
      { id: datasetId, filter: { rows: [claims[0]!.row.id] } },
    );
    expect(dataset.rows.nodes[0]!.reviews.map(({ rater, settles }) => `${rater.name} ${settles}`)).toEqual([
      'annotator1 false',
      'annotator2 false',
      'annotator3 false',
      'Olga true',
    ]);
  },
);

test('the same reviews again change nothing, another one takes the place of the first, and a bad one keeps all out', async ({ stack }) => {
  const comparisons = [1, 2].map((n) => ({ instruction: `i${n}`, input: '', response1: 'a', response2: 'b' }) as Comparison);
  const { client, owner, datasetId, rowIds } = await seed(stack, comparisons);
  const bring = async (reviews: object[], more: object = {}) =>
    (await client.execute<{ importReviews: Record<string, unknown> }>(Import, { input: { datasetId, reviews, ...more } })).importReviews;
  const review = (row: number, annotator: string, preference: string) => ({ rowId: rowIds[row], annotator, values: { preference } });
  const two = [review(0, 'Ann', 'first'), review(0, 'Ben', 'first'), review(1, 'Ann', 'tie')];
  expect(await bring(two)).toMatchObject({ written: 3, known: 0, agreed: 1, disputed: 0 });
  // Annotators have no pace here: they were elsewhere.
  const pace = 'query ($id: ID!) { dataset(id: $id) { pace(minutes: 60) { user { name } filled } } }';
  const { dataset } = await client.execute<{ dataset: { pace: object[] } }>(pace, { id: datasetId });
  expect(dataset.pace).toEqual([{ user: { name: 'Olga' }, filled: 1 }]);
  expect(await bring(two)).toMatchObject({ written: 0, known: 3 });
  expect((await owner.rows(datasetId)).nodes.map(({ status }) => status)).toEqual(['FILLED', 'EMPTY']);

  expect(await bring([review(1, 'Ben', 'second')])).toMatchObject({ written: 1, disputed: 1 });
  expect(await bring([review(1, 'Ben', 'tie')], { settle: false })).toMatchObject({ written: 1, agreed: 1 });
  expect((await owner.rows(datasetId)).nodes[1]).toMatchObject({ status: 'EMPTY', values: { adjudication: 'agreed', preference: 'tie' } });

  const before = await stack.db.prisma.review.count();
  for (const [reviews, refusal] of [
    [[review(0, 'Cay', 'first'), review(1, 'Cay', 'best')], 'InvalidValue'],
    [[review(0, 'Cay', 'first'), review(0, 'Cay', 'tie')], 'InvalidInput'],
    [[review(0, '', 'first')], 'InvalidInput'],
    [[{ rowId: rowIds[0], annotator: 'Cay', values: { instruction: 'x' } }], 'InvalidInput'],
    [[review(0, 'Cay', 'first'), { ...review(0, 'Cay', 'first'), rowId: 'Row_999999999' }], 'NotFound'],
    [[], 'InvalidInput'],
  ] as const)
    expect((await bring([...reviews])).__typename).toBe(refusal);
  expect(await stack.db.prisma.review.count()).toBe(before);
  expect(await stack.db.prisma.annotator.count({ where: { name: 'Cay' } })).toBe(0);
});

test('reviews come in as a file, all or none, with what is wrong told by line', async ({ stack }) => {
  const comparisons = [1, 2, 3].map((n) => ({ instruction: `i${n}`, input: '', response1: 'a', response2: 'b' }) as Comparison);
  const { client, owner, datasetId, rowIds } = await seed(stack, comparisons);
  const send = async (body: string, type = 'text/csv', query = '') => {
    const response = await client.request(`/api/datasets/${datasetId}/reviews${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
  };
  const csv = (lines: string[]) => ['row,annotator,preference,at', ...lines].join('\n');
  const wrong = csv([`${rowIds[0]},Ann,first,2026-03-01T12:00:00Z`, `Row_x,Ann,first,`, `${rowIds[1]},,best,soon`]);
  expect(await send(wrong)).toMatchObject({
    status: 400,
    problems: [
      { line: 3, column: 'row' },
      { line: 4, column: 'annotator' },
      { line: 4, column: 'at' },
      { line: 4, column: 'preference', reason: expect.stringContaining('tie, first, second') as string },
    ],
  });
  expect(await send(csv(['Row_999999999,Ann,first,']))).toMatchObject({ status: 404 });
  expect(
    await stack.db.prisma.annotator.count({ where: { project: { datasets: { some: { id: Number(datasetId.split('_')[1]) } } } } }),
  ).toBe(0);

  const good = csv(['Ann,first', 'Ben,first', 'Ann,tie', 'Ben,second'].map((end, n) => `${rowIds[n >> 1]},${end},2026-03-01T12:00:00Z`));
  expect(await send(good)).toEqual({ status: 200, written: 4, known: 0, agreed: 1, disputed: 1 });
  expect(await send(good)).toMatchObject({ status: 200, written: 0, known: 4 });
  const jsonl = [
    JSON.stringify({ row: rowIds[2], annotator: 'Ann', Preference: 'tie' }),
    JSON.stringify({ row: rowIds[2], annotator: 'Ben', preference: 'tie' }),
  ].join('\n');
  expect(await send(jsonl, 'application/x-ndjson', '?settle=false')).toMatchObject({ status: 200, written: 2, agreed: 1 });
  expect((await owner.rows(datasetId)).nodes.map(({ status, values }) => `${status} ${String(values.adjudication)}`)).toEqual([
    'FILLED agreed',
    'EMPTY disputed',
    'EMPTY agreed',
  ]);
  const reviewer = await stack.person('Rae');
  await stack.db.prisma.member.create({
    data: {
      projectId: (await stack.db.prisma.dataset.findUniqueOrThrow({ where: { id: Number(datasetId.split('_')[1]) } })).projectId,
      userId: reviewer.number,
      role: 'REVIEWER',
    },
  });
  const refused = await stack
    .as(reviewer)
    .request(`/api/datasets/${datasetId}/reviews`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: good });
  expect(refused.status).toBe(403);
});
