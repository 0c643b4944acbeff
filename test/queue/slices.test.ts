import { expect } from 'vitest';
import { mutationsOf, payload, typeName } from '../kit/mutations.ts';
import { test } from '../kit/stack.ts';
import { type Bench, type Reviewer, reviewerOf, seedQueue } from './kit.ts';

interface SliceSeen {
  id: string;
  name: string;
  color: string;
  filter: unknown;
  owners: { id: string }[];
  size: { value: number; exact: boolean };
  total: { value: number };
  overlaps: { slice: { name: string }; rows: { value: number } }[];
}

const seen = 'id name color filter owners { id } size { value exact } total { value } overlaps { slice { name } rows { value } }';

/** One mutation of slices, with its answer as it came. */
async function change(who: Reviewer, field: 'createSlice' | 'updateSlice' | 'deleteSlice' | 'splitSlice', input: Record<string, unknown>) {
  const selection = {
    createSlice: `slice { ${seen} }`,
    updateSlice: `slice { ${seen} }`,
    deleteSlice: 'id',
    splitSlice: `slices { ${seen} }`,
  }[field];
  return mutationsOf(who.client)<{ slice: SliceSeen; slices: SliceSeen[] }>(field, input, payload(field, selection));
}

const slicesOf = async ({ ada, datasetId }: Bench) =>
  (
    await ada.client.execute<{ dataset: { slices: SliceSeen[] } }>(`query ($id: ID!) { dataset(id: $id) { slices { ${seen} } } }`, {
      id: datasetId,
    })
  ).dataset.slices;
const rowsOf = async ({ ada, datasetId }: Bench, slice: string) => (await ada.rows(datasetId, { slice })).nodes.map((row) => row.id);
const priority = (equals: string) => ({ column: { column: 'priority', equals } });
const byThree = (n: number) => ({ question: `Question ${n}`, priority: ['high', 'medium', 'low'][n % 3] });

test('slices are made, changed and taken away', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 9, values: byThree });
  const { datasetId, ada, bo, people } = bench;
  const made = await change(ada, 'createSlice', {
    datasetId,
    name: ' High ',
    filter: priority('high'),
    ownerIds: [people.ada.id, people.ada.id],
  });
  expect(made.slice).toMatchObject({
    name: 'High',
    filter: priority('high'),
    owners: [{ id: people.ada.id }],
    size: { value: 3, exact: true },
    overlaps: [],
  });
  expect(await change(bo, 'createSlice', { datasetId, name: 'High', filter: {} })).toMatchObject({ __typename: 'NameTaken' });
  const all = await change(bo, 'createSlice', { datasetId, name: 'All', filter: {} });
  expect(all.slice.overlaps).toEqual([{ slice: { name: 'High' }, rows: { value: 3 } }]);
  expect(await change(bo, 'updateSlice', { id: all.slice.id, name: 'High' })).toMatchObject({ __typename: 'NameTaken' });
  const changed = await change(bo, 'updateSlice', {
    id: all.slice.id,
    name: 'Low',
    filter: { and: [{ slice: made.slice.id }, { claim: 'FREE' }] },
    ownerIds: [people.bo.id],
    color: 'teal',
  });
  expect(changed.slice).toMatchObject({ name: 'Low', color: 'teal', owners: [{ id: people.bo.id }], size: { value: 3, exact: true } });
  await ada.claim({ datasetId, sliceId: changed.slice.id });
  expect((await slicesOf(bench)).map(({ name, size }) => [name, size.value])).toEqual([
    ['High', 3],
    ['Low', 2],
  ]);
  expect(await change(bo, 'deleteSlice', { id: made.slice.id })).toMatchObject({ id: made.slice.id });
  expect((await slicesOf(bench)).map(({ name }) => name)).toEqual(['Low']);
  expect(await change(bo, 'deleteSlice', { id: made.slice.id })).toMatchObject({ __typename: 'NotFound' });
});

test('what is no slice, and who may not, is refused', async ({ stack }) => {
  const { datasetId, projectId, ada, people } = await seedQueue(stack, { rows: 2 });
  const [vera, stranger] = [await stack.person('Vera'), await stack.person('Stranger')];
  await stack.db.prisma.member.create({ data: { projectId: Number(projectId.slice(8)), userId: vera.number, role: 'VIEWER' } });
  const refused = async (input: Record<string, unknown>) =>
    (await change(ada, 'createSlice', { datasetId, name: 'Some', filter: {}, ...input })).__typename;
  expect(await refused({ name: '' })).toBe('InvalidInput');
  expect(await refused({ name: 'a\0' })).toBe('InvalidInput');
  expect(await refused({ name: 'x'.repeat(81) })).toBe('InvalidInput');
  expect(await refused({ color: '"><script>' })).toBe('InvalidInput');
  expect(await refused({ filter: priority('urgent') })).toBe('InvalidFilter');
  expect(await refused({ ownerIds: [stranger.id] })).toBe('NotFound');
  expect(await refused({ ownerIds: [vera.id] })).toBe('NotFound');
  expect(await refused({ ownerIds: ['User_99999999999'] })).toBe('NotFound');
  const split = async (input: Record<string, unknown>) => (await change(ada, 'splitSlice', { datasetId, ...input })).__typename;
  expect(await split({})).toBe('InvalidInput');
  expect(await split({ reviewerIds: [people.ada.id] })).toBe('InvalidInput');
  expect(await split({ reviewerIds: [people.ada.id, stranger.id] })).toBe('NotFound');
  expect(await split({ byColumn: 'question' })).toBe('InvalidInput');
  expect(await split({ byColumn: 'annotation_status' })).toBe('InvalidInput');

  const viewer = reviewerOf(stack.as(vera));
  const rowId = (await viewer.rows(datasetId)).nodes[0]!.id;
  expect(await change(viewer, 'createSlice', { datasetId, name: 'Mine', filter: {} })).toMatchObject({ __typename: 'Forbidden' });
  for (const answer of [
    viewer.claim({ datasetId }),
    viewer.claimRow({ rowId }),
    viewer.annotate({ rowId, version: 1, values: {} }),
    viewer.reopen({ rowId, version: 1 }),
    viewer.bulk({ datasetId, filter: {}, values: {} }),
    viewer.undo({ datasetId }),
  ])
    expect(await answer).toMatchObject({ __typename: 'Forbidden' });
  expect(await change(reviewerOf(stack.as(stranger)), 'createSlice', { datasetId, name: 'Mine', filter: {} })).toMatchObject({
    __typename: 'NotFound',
  });
});

test('whoever owns slices is served from them first, then from what nobody waits for, then from all', async ({ stack }) => {
  const { datasetId, ada, bo, people } = await seedQueue(stack, { rows: 9, values: byThree });
  await change(ada, 'createSlice', { datasetId, name: 'Low', filter: priority('low'), ownerIds: [people.ada.id] });
  await change(ada, 'createSlice', { datasetId, name: 'High', filter: priority('high'), ownerIds: [people.bo.id] });
  const { claims } = await ada.claim({ datasetId, count: 9 });
  // Told lowest row first; taken in the order that one claim after the other shows.
  expect(claims).toHaveLength(9);
  await ada.release(claims.map(({ token }) => token));
  const order: unknown[] = [];
  for (let n = 0; n < 9; n++) order.push((await ada.claim({ datasetId })).claims[0]!.row.values.priority);
  expect(order).toEqual([...Array<string>(3).fill('low'), ...Array<string>(3).fill('medium'), ...Array<string>(3).fill('high')]);
  expect((await bo.claim({ datasetId })).claims).toEqual([]);
});

test('rows sent back come last out of all stages together', async ({ stack }) => {
  const { datasetId, ada, people } = await seedQueue(stack, {
    rows: 2,
    values: (n) => ({ question: `${n}`, priority: ['low', 'high'][n] }),
  });
  await change(ada, 'createSlice', { datasetId, name: 'Low', filter: priority('low'), ownerIds: [people.ada.id] });
  for (const { row, token } of (await ada.claim({ datasetId, count: 2 })).claims) await ada.skip({ rowId: row.id, token });
  expect((await ada.claim({ datasetId, count: 2 })).claims).toHaveLength(2);
});

test('a split is disjoint and covers all, also of what was split before and of rows that come later', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 24, values: byThree });
  const { datasetId, ada, people, rowIds } = bench;
  // Two who are called the same.
  const twin = await stack.person('Ada');
  await stack.db.prisma.member.create({ data: { projectId: Number(bench.projectId.slice(8)), userId: twin.number, role: 'REVIEWER' } });
  const { slices } = await change(ada, 'splitSlice', { datasetId, reviewerIds: [people.ada.id, people.bo.id, twin.id] });
  expect(slices.map(({ name, owners, size, overlaps }) => [name, owners[0]!.id, size.value, overlaps.length])).toEqual([
    ['Queue · Ada', people.ada.id, 8, 0],
    ['Queue · Bo', people.bo.id, 8, 0],
    ['Queue · Ada (2)', twin.id, 8, 0],
  ]);
  const again = await change(ada, 'splitSlice', { datasetId, sliceId: slices[0]!.id, reviewerIds: [people.ada.id, people.bo.id] });
  expect(again.slices.map(({ size }) => size.value)).toEqual([4, 4]);
  expect((await Promise.all(again.slices.map(({ id }) => rowsOf(bench, id)))).flat().sort()).toEqual(
    (await rowsOf(bench, slices[0]!.id)).sort(),
  );

  await ada.client.execute('mutation ($input: AddRowsInput!) { addRows(input: $input) { __typename } }', {
    input: { datasetId, rows: [{ question: 'late' }, { question: 'later' }] },
  });
  const parts = await Promise.all(slices.map(({ id }) => rowsOf(bench, id)));
  expect(parts.flat()).toHaveLength(rowIds.length + 2);
  expect(new Set(parts.flat()).size).toBe(rowIds.length + 2);

  const byColumn = await change(ada, 'splitSlice', { datasetId, byColumn: 'priority', name: 'P' });
  expect(byColumn.slices.map(({ name, size }) => [name, size.value])).toEqual([
    ['P · high', 8],
    ['P · medium', 8],
    ['P · low', 8],
    ['P · no Priority', 2],
  ]);
});

test('overlapping slices never deal a row twice', async ({ stack }) => {
  const { datasetId, ada, bo, people } = await seedQueue(stack, { rows: 40, values: byThree });
  const filters = [priority('high'), {}, { bucket: { of: 2, at: 0 } }, { or: [priority('high'), priority('low')] }];
  const slices = await Promise.all(
    filters.map((filter, n) => change(ada, 'createSlice', { datasetId, name: `S${n}`, filter, ownerIds: [people.ada.id] })),
  );
  const dealt = (
    await Promise.all(slices.flatMap(({ slice }) => [ada, bo].map((who) => who.claim({ datasetId, sliceId: slice.id, count: 6 }))))
  ).flatMap((one) => one.claims.map(({ row }) => row.id));
  expect(new Set(dealt).size).toBe(dealt.length);
  expect(dealt.length).toBeGreaterThanOrEqual(30);
});

test('renaming a column or a label changes nothing of what a slice holds, and shows in its filter', async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 6, values: byThree });
  const { datasetId, ada, owner } = bench;
  const { slice } = await change(ada, 'createSlice', {
    datasetId,
    name: 'High',
    filter: { and: [priority('high'), { column: { column: 'question', contains: 'QUESTION' } }] },
  });
  const before = await rowsOf(bench, slice.id);
  const { dataset } = await owner.client.execute<{
    dataset: { columns: { id: string; key: string; options: { id: string; value: string }[] }[] };
  }>('query ($id: ID!) { dataset(id: $id) { columns { id key options { id value } } } }', { id: datasetId });
  const column = (key: string) => dataset.columns.find((one) => one.key === key)!;
  const ok = async (field: string, input: Record<string, unknown>) =>
    expect(await mutationsOf(owner.client)(field, input)).toEqual({ __typename: `${typeName(field)}Payload` });
  await ok('updateColumn', { id: column('priority').id, key: 'urgency' });
  await ok('updateColumn', { id: column('question').id, key: 'asked' });
  await ok('relabelOption', { id: column('priority').options.find(({ value }) => value === 'high')!.id, value: 'now' });
  const after = (await slicesOf(bench))[0]!;
  expect(after.filter).toEqual({
    and: [{ column: { column: 'urgency', equals: 'now' } }, { column: { column: 'asked', contains: 'QUESTION' } }],
  });
  expect(await rowsOf(bench, slice.id)).toEqual(before);
  expect(before).toHaveLength(2);
});
