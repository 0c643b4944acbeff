import { describe, expect } from 'vitest';
import { typeName } from '../kit/mutations.ts';
import { startStack, test as withStack, type Stack } from '../kit/stack.ts';
import { someSpans } from './kit.ts';

const Columns = `fragment Columns on Dataset { columns(includeRetired: true) { id key title role type system position retired options { id value color retired } } }`;
const documents = {
  createDataset: `mutation CreateDataset($input: CreateDatasetInput!) { createDataset(input: $input) { __typename ... on Error { message } ... on CreateDatasetPayload { dataset { id name project { id } size queueSize ...Columns } } } } ${Columns}`,
  updateDataset: `mutation UpdateDataset($input: UpdateDatasetInput!) { updateDataset(input: $input) { __typename ... on Error { message } ... on UpdateDatasetPayload { dataset { name claimSeconds } } } }`,
  addAnnotationPreset: `mutation Preset($input: AddAnnotationPresetInput!) { addAnnotationPreset(input: $input) { __typename ... on Error { message } ... on AddAnnotationPresetPayload { dataset { ...Columns } } } } ${Columns}`,
  reorderColumns: `mutation Reorder($input: ReorderColumnsInput!) { reorderColumns(input: $input) { __typename ... on Error { message } ... on ReorderColumnsPayload { dataset { ...Columns } } } } ${Columns}`,
  addSpansToDataset: `mutation AddSpans($input: AddSpansToDatasetInput!) { addSpansToDataset(input: $input) { __typename ... on Error { message }
    ... on MappingRefused { problems { spanId column reason } }
    ... on AddSpansToDatasetPayload { added alreadyThere dataset { size queueSize } present { span { spanId } row { id status values } } } } }`,
  addRows: `mutation AddRows($input: AddRowsInput!) { addRows(input: $input) { __typename ... on Error { message } ... on InvalidValue { column reason row }
    ... on AddRowsPayload { rows { id status version values } dataset { size } } } }`,
  removeRows: `mutation RemoveRows($input: RemoveRowsInput!) { removeRows(input: $input) { __typename ... on Error { message } ... on RemoveRowsPayload { removed held dataset { size } } } }`,
};
type ColumnMutation =
  'addColumn' | 'updateColumn' | 'retireColumn' | 'restoreColumn' | 'addOption' | 'relabelOption' | 'retireOption' | 'restoreOption';

type Name = keyof typeof documents | ColumnMutation;

interface Column {
  id: string;
  key: string;
  retired: boolean;
  options: { id: string; value: string; retired: boolean }[];
}
interface Reply extends Record<string, unknown> {
  __typename: string;
  column?: Column;
  dataset?: { id: string; columns: Column[] } & Record<string, unknown>;
  rows?: { id: string }[];
}

function documentOf(name: Name): string {
  if (name in documents) return documents[name as keyof typeof documents];
  const type = typeName(name);
  return `mutation ${type}($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { message }
    ... on ${type}Payload { column { id key title retired options { id value color retired } } } } }`;
}

/** A project with one person of each role, each with the mutations as verbs. */
async function open(stack: Stack) {
  const [admin, reviewer, viewer, stranger] = await Promise.all(['Ada', 'Rea', 'Vi', 'Sam'].map((name) => stack.person(name)));
  const project = await stack.project([
    [admin!, 'ADMIN'],
    [reviewer!, 'REVIEWER'],
    [viewer!, 'VIEWER'],
  ]);
  const as = (who: typeof admin, process = 0) => {
    const client = stack.as(who!, { process });
    const run = async (name: Name, input: object) => (await client.execute<Record<string, Reply>>(documentOf(name), { input }))[name]!;
    return Object.assign(run, { client });
  };
  const [byAdmin, byReviewer, byViewer, byStranger] = [as(admin), as(reviewer), as(viewer), as(stranger)];
  const { dataset } = await byAdmin('createDataset', { projectId: project.id, name: 'Answers' });
  return { project, dataset: dataset!, byAdmin, byReviewer, byViewer, byStranger, reviewer: reviewer!, as };
}

describe('the API of datasets', () => {
  withStack('makes a dataset and changes its structure', async ({ stack }) => {
    const { project, dataset, byAdmin } = await open(stack);
    expect(dataset).toMatchObject({ name: 'Answers', project: { id: project.id }, size: 0, queueSize: 0 });
    expect(await byAdmin('createDataset', { projectId: project.id, name: 'Answers' })).toMatchObject({ __typename: 'NameTaken' });
    const { column } = await byAdmin('addColumn', {
      datasetId: dataset.id,
      key: 'tone',
      role: 'ANNOTATION',
      type: 'LABEL',
      options: [{ value: 'warm' }],
    });
    expect(await byAdmin('addColumn', { datasetId: dataset.id, key: 'tone', role: 'INPUT', type: 'TEXT' })).toMatchObject({
      __typename: 'NameTaken',
    });
    expect(await byAdmin('addColumn', { datasetId: dataset.id, key: 'No!', role: 'INPUT', type: 'TEXT' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    const columnId = column!.id;
    expect(await byAdmin('updateColumn', { id: columnId, title: 'Tone' })).toMatchObject({ column: { key: 'tone', title: 'Tone' } });
    const added = await byAdmin('addOption', { columnId, value: 'cold', color: 'blue' });
    const cold = added.column!.options[1]!;
    expect(cold).toMatchObject({ value: 'cold', color: 'blue' });
    expect(await byAdmin('addOption', { columnId, value: 'cold' })).toMatchObject({ __typename: 'NameTaken' });
    expect((await byAdmin('relabelOption', { id: cold.id, value: 'cool' })).column!.options[1]).toMatchObject({
      id: cold.id,
      value: 'cool',
    });
    expect((await byAdmin('retireOption', { id: cold.id })).column!.options[1]!.retired).toBe(true);
    expect((await byAdmin('restoreOption', { id: cold.id })).column!.options[1]!.retired).toBe(false);
    expect((await byAdmin('retireColumn', { id: columnId })).column!.retired).toBe(true);
    expect((await byAdmin('restoreColumn', { id: columnId })).column!.retired).toBe(false);
    const ids = [...dataset.columns.map(({ id }) => id), columnId].toReversed();
    expect((await byAdmin('reorderColumns', { datasetId: dataset.id, columnIds: ids })).dataset!.columns.map(({ id }) => id)).toEqual(ids);
    expect((await byAdmin('addAnnotationPreset', { datasetId: dataset.id })).dataset!.columns).toHaveLength(6);
    expect(await byAdmin('updateDataset', { id: dataset.id, name: 'Renamed', claimSeconds: 30 })).toMatchObject({
      dataset: { name: 'Renamed', claimSeconds: 30 },
    });
    expect(await byAdmin('updateDataset', { id: dataset.id, claimSeconds: 0 })).toMatchObject({ __typename: 'InvalidInput' });
  });

  withStack('checks the role in everything', async ({ stack }) => {
    const { project, dataset, byAdmin, byReviewer, byViewer, byStranger } = await open(stack);
    const columnId = dataset.columns[0]!.id;
    const optionId = dataset.columns[1]!.options[0]!.id;
    const admins: [Name, object][] = [
      ['createDataset', { projectId: project.id, name: 'x' }],
      ['updateDataset', { id: dataset.id, name: 'x' }],
      ['addAnnotationPreset', { datasetId: dataset.id }],
      ['reorderColumns', { datasetId: dataset.id, columnIds: [] }],
      ['addColumn', { datasetId: dataset.id, key: 'x', role: 'INPUT', type: 'TEXT' }],
      ['updateColumn', { id: columnId, title: 'x' }],
      ['retireColumn', { id: columnId }],
      ['restoreColumn', { id: columnId }],
      ['addOption', { columnId, value: 'x' }],
      ['relabelOption', { id: optionId, value: 'x' }],
      ['retireOption', { id: optionId }],
      ['restoreOption', { id: optionId }],
      ['removeRows', { datasetId: dataset.id, rowIds: [] }],
    ];
    const reviewers: [Name, object][] = [
      ['addRows', { datasetId: dataset.id, rows: [] }],
      ['addSpansToDataset', { datasetId: dataset.id, spanIds: [] }],
    ];
    for (const [name, input] of admins) expect(await byReviewer(name, input), name).toMatchObject({ __typename: 'Forbidden' });
    for (const [name, input] of reviewers) expect(await byViewer(name, input), name).toMatchObject({ __typename: 'Forbidden' });
    for (const [name, input] of [...admins, ...reviewers]) {
      expect(await byStranger(name, input), name).toMatchObject({ __typename: 'NotFound' });
      const nowhere = Object.fromEntries(
        Object.entries(input as Record<string, unknown>).map(([key, value]) => [
          key,
          /^(id|\w+Id)$/.test(key) ? `${String(value).split('_')[0]}_99999999` : value,
        ]),
      );
      expect(await byAdmin(name, nowhere), name).toMatchObject({ __typename: 'NotFound' });
      for (const id of ['', 'Dataset_', 'Dataset_1e3', 'Dataset_99999999999', `Row_1`, 'x'.repeat(1000)]) {
        const odd = Object.fromEntries(
          Object.entries(input as Record<string, unknown>).map(([key, value]) => [key, /^(id|\w+Id)$/.test(key) ? id : value]),
        );
        expect(await byAdmin(name, odd), `${name} ${id}`).toMatchObject({ __typename: 'NotFound' });
      }
    }
    const Dataset = 'query Dataset($id: ID!) { dataset(id: $id) { id } }';
    expect(await byViewer.client.execute(Dataset, { id: dataset.id })).toEqual({ dataset: { id: dataset.id } });
    expect(await byStranger.client.execute(Dataset, { id: dataset.id })).toEqual({ dataset: null });
    for (const id of ['', 'Dataset_', 'Dataset_99999999999', 'Row_1', 'Dataset_-1'])
      expect(await byAdmin.client.execute(Dataset, { id })).toEqual({ dataset: null });
    expect((await stack.as(null).result(Dataset, { id: dataset.id })).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  withStack('adds spans, once, and says which row each is', async ({ stack }) => {
    const { project, dataset, byReviewer } = await open(stack);
    const spans = await someSpans(stack.db, project.number, [
      { variables: { q: 'a' }, output: 'x' },
      { variables: { q: 'b' }, output: 'y' },
      { variables: { q: 'c' }, output: 'z' },
    ]);
    const spanIds = spans.map((id) => `Span_${id}`);
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, spanIds: spanIds.slice(1) })).toMatchObject({
      added: 2,
      alreadyThere: 0,
      dataset: { size: 2, queueSize: 2 },
    });
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, filter: {} })).toMatchObject({
      added: 1,
      alreadyThere: 2,
      present: [
        { span: { spanId: 's2' }, row: { status: 'EMPTY', values: { q: 'b', output: 'y', annotation_status: 'empty' } } },
        { span: { spanId: 's3' }, row: { values: { q: 'c' } } },
      ],
    });
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, spanIds, filter: {} })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, spanIds: ['Span_99999999'] })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, filter: { text: '\0' } })).toMatchObject({
      __typename: 'InvalidFilter',
    });
    const more = await someSpans(stack.db, project.number, [{ variables: { q: 1 } }]);
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, spanIds: more.map((id) => `Span_${id}`) })).toMatchObject({
      __typename: 'MappingRefused',
      problems: [{ spanId: 's1', column: 'q', reason: '1 is not text.' }],
    });
  });

  withStack('adds rows by hand and removes them', async ({ stack }) => {
    const { dataset, byAdmin } = await open(stack);
    const added = await byAdmin('addRows', { datasetId: dataset.id, rows: [{ priority: 'high' }, {}] });
    expect(added).toMatchObject({
      rows: [{ status: 'EMPTY', version: 1, values: { priority: 'high', annotation_status: 'empty' } }, { values: { priority: null } }],
      dataset: { size: 2 },
    });
    expect(await byAdmin('addRows', { datasetId: dataset.id, rows: [{}, { priority: 'x' }] })).toMatchObject({
      __typename: 'InvalidValue',
      column: 'priority',
      row: 1,
    });
    expect(await byAdmin('addRows', { datasetId: dataset.id, rows: [1] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await byAdmin('addRows', { datasetId: dataset.id, rows: [{ annotation: '\0' }] })).toMatchObject({ __typename: 'InvalidValue' });
    expect(await byAdmin('removeRows', { datasetId: dataset.id, rowIds: added.rows!.map(({ id }) => id) })).toMatchObject({
      removed: 2,
      held: 0,
      dataset: { size: 0 },
    });
  });

  withStack('gives a filtered file, and takes one, only from its own pages', async ({ stack }) => {
    const { dataset, byAdmin, byReviewer, byStranger } = await open(stack);
    await byAdmin('addRows', {
      datasetId: dataset.id,
      rows: [{ priority: 'high', annotation: 'a' }, { priority: 'low' }, { priority: 'high' }],
    });
    const get = async (filter: object | string) => {
      const response = await byReviewer.client.request(
        `/api/datasets/${dataset.id}/rows.jsonl?filter=${encodeURIComponent(typeof filter === 'string' ? filter : JSON.stringify(filter))}`,
      );
      return { status: response.status, text: await response.text() };
    };
    const high = await get({
      and: [{ column: { column: 'priority', equals: 'high' } }, { not: { column: { column: 'annotation', empty: true } } }],
    });
    expect(
      high.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ priority: 'high', annotation: 'a' }]);
    expect((await get({})).text.trim().split('\n')).toHaveLength(3);
    expect((await get({ createdAfter: '2100-01-01T00:00:00Z' })).text).toBe('');
    for (const bad of [
      '{',
      '[]',
      '7',
      '{"nowhere":1}',
      '{"column":{"column":"nowhere","equals":1}}',
      '{"claim":"x"}',
      '{"createdAfter":"x"}',
      '{"slice":"Slice_1"}',
      '{"and":null,"or":7}',
    ]) {
      expect(await get(bad), bad).toMatchObject({ status: 400 });
    }
    const post = (headers: Record<string, string>) =>
      byReviewer.client.request(`/api/datasets/${dataset.id}/rows`, {
        method: 'POST',
        body: 'priority\nlow\n',
        headers: { 'content-type': 'text/csv', ...headers },
      });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect(await (await post({})).json()).toEqual({ added: 1, ignored: [] });
    expect((await byStranger.client.request(`/api/datasets/${dataset.id}/rows.csv`)).status).toBe(404);
    expect((await stack.as(null).request(`/api/datasets/${dataset.id}/rows.csv`)).status).toBe(401);
  });
});

withStack('progress is told to who began, through another process, and ends', async () => {
  const stack = await startStack({ processes: 2 });
  try {
    const { project, dataset, byReviewer, byAdmin, reviewer, as } = await open(stack);
    await someSpans(
      stack.db,
      project.number,
      Array.from({ length: 12_000 }, (_, n) => ({ variables: { q: String(n) }, output: 'x' })),
    );
    const Progress = 'subscription Progress($id: String!) { progress(id: $id) { done total finished } }';
    const elsewhere = as(reviewer, 1).client.subscribe<{ progress: { done: number; finished: boolean } }>(Progress, { id: 'mine' });
    const foreign = byAdmin.client.subscribe(Progress, { id: 'mine' });
    let heard = 0;
    const listening = (async () => {
      for await (const _event of foreign) heard++;
    })().catch(() => undefined);
    const seen: { done: number; finished: boolean }[] = [];
    const following = (async () => {
      for await (const { progress } of elsewhere) seen.push(progress);
    })();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await byReviewer('addSpansToDataset', { datasetId: dataset.id, filter: {}, progressId: 'mine' })).toMatchObject({
      added: 12_000,
    });
    await following;
    expect(seen.map(({ done, finished }) => [done, finished])).toEqual([
      [0, false],
      [10_000, false],
      [12_000, false],
      [12_000, true],
    ]);
    expect(heard).toBe(0);
    await foreign.return();
    await listening;
    expect((await byAdmin.client.result(Progress, { id: 'x'.repeat(101) }, 'ws')).errors).toHaveLength(1);
  } finally {
    await stack.stop();
  }
});
