import pg from 'pg';
import { expect } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { knownCombinations, loadCombinations } from '@docket/schema/queue/combinations.ts';
import { compileFilter } from '@docket/schema/queue/filter/compile-filter.ts';
import type { Condition } from '@docket/schema/queue/filter/row-filter.ts';
import { preparePage } from '@docket/schema/queue/prepare-page.ts';
import { QueueChanged } from '../feed/kit.ts';
import { test } from '../kit/stack.ts';
import { statementsOf } from '../kit/statements.ts';
import { seedQueue } from './kit.ts';

const Page = `query ($id: ID!, $first: Int!, $filter: RowFilter) { dataset(id: $id) { name rows(filter: $filter, first: $first) { totalCount { value } feedCursor
  nodes { id version status values cells { value column { key title options { value } } } claim { reviewer { name } mine } filledBy { name } } } } }`;

test('a page of rows with their cells, holders and reviewers takes the same few statements, however long it is', async ({ stack }) => {
  const { datasetId, ada, bo } = await seedQueue(stack, { rows: 60 });
  for (const [who, count] of [
    [ada, 10],
    [bo, 10],
  ] as const) {
    const { claims } = await who.claim({ datasetId, count });
    for (const { row, token } of claims.slice(0, 5)) await who.annotate({ rowId: row.id, token, values: { priority: 'high' }, fill: true });
  }
  const ask = (first: number, filter: unknown = null) => ada.client.execute(Page, { id: datasetId, first, filter });
  await ask(50);
  const [five, fifty] = [await statementsOf(() => ask(5)), await statementsOf(() => ask(50))];
  expect(fifty.length, fifty.join('\n')).toBeLessThanOrEqual(4);
  expect(fifty).toHaveLength(five.length);
  expect(fifty.some((text) => text.includes('row_image'))).toBe(true);
  const text = await statementsOf(() => ask(50, { column: { column: 'annotation', contains: 'x' } }));
  expect(text.length, text.join('\n')).toBeLessThanOrEqual(4);
});

test('an event of a subscription with its row and actor takes as many statements for one change as for many', async ({ stack }) => {
  const { datasetId, rowIds, people } = await seedQueue(stack, { rows: 30 });
  const events = stack
    .as(people.bo)
    .subscribe(QueueChanged.replace('version }', 'version values claim { reviewer { name } } filledBy { name } }'), { datasetId });
  await events.next();
  const write = (what: object[]) =>
    stack.db.pool.query('SELECT queue_batch($1, $2::jsonb)', [numberOf('Dataset', datasetId), JSON.stringify(what)]);
  const edit = (rowId: string, version: number) => ({
    op: 'annotate',
    by: people.ada.number,
    row: numberOf('Row', rowId),
    version,
    token: null,
    typed: null,
    force: false,
    fill: version === 2,
    given: {},
    answer: {},
  });
  const label = await stack.db.prisma.datasetColumn.findFirstOrThrow({
    where: { datasetId: numberOf('Dataset', datasetId), key: 'priority' },
    include: { options: true },
  });
  const some = (ids: string[], version: number) =>
    ids.map((id) => ({ ...edit(id, version), labels: { [label.id]: label.options[version % 3]!.id } }));
  const heard = async (what: object[]) =>
    statementsOf(async () => {
      await write(what);
      stack.servers[0]!.services.signals.send('dataset', { datasetId: numberOf('Dataset', datasetId) });
      await events.next();
    });
  // A label that nobody had yet is read once.
  await heard(some([rowIds[29]!], 1));
  await heard(some([rowIds[29]!], 2));
  const [one, many] = [await heard(some([rowIds[0]!], 1)), await heard(some(rowIds.slice(1, 25), 1))];
  expect(many.length, many.join('\n')).toBeLessThanOrEqual(one.length + 1);
  expect(one.length, one.join('\n')).toBeLessThanOrEqual(6);
  expect(one.some((text) => text.includes('FROM dataset_row'))).toBe(true);
  await events.return();
});

test('the list of datasets with their sizes takes the same statements for ten as for one', async ({ stack }) => {
  const { projectId, owner } = await seedQueue(stack, { rows: 3 });
  const project = await stack.db.prisma.project.findUniqueOrThrow({ where: { id: numberOf('Project', projectId) } });
  const ask = () =>
    owner.client.execute(
      'query ($slug: String!) { project(slug: $slug) { datasets { name size queueSize slices { name owners { name } } } } }',
      { slug: project.slug },
    );
  await ask();
  const one = await statementsOf(ask);
  for (let n = 0; n < 9; n++)
    await owner.client.execute('mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }', {
      input: { projectId, name: `More ${n}`, annotationPreset: true },
    });
  await ask();
  const ten = await statementsOf(ask);
  expect(ten, ten.join('\n')).toHaveLength(one.length);
  expect(one.some((text) => text.includes('dataset_sizes'))).toBe(true);
});

test('claims and pages of a large dataset never read the whole of it', { timeout: 60_000 }, async ({ stack }) => {
  const { datasetId, ada } = await seedQueue(stack, {
    rows: 3,
    values: (n) => ({ question: `${n}`, priority: ['high', 'medium', 'low'][n] }),
  });
  const id = numberOf('Dataset', datasetId);
  const { pool } = stack.db;
  await pool.query(
    `WITH d AS (SELECT project_id, array_agg(combination_id) AS combos FROM dataset_row WHERE dataset_id = $1 GROUP BY 1),
       ids AS MATERIALIZED (SELECT nextval('dataset_row_id_seq') AS id, n FROM generate_series(1, 50000) n),
       made AS (INSERT INTO dataset_row (id, project_id, dataset_id, combination_id) SELECT ids.id, d.project_id, $1, d.combos[1 + n % 3] FROM ids, d),
       cells AS (INSERT INTO row_cells (row_id, project_id, dataset_id, given) SELECT ids.id, d.project_id, $1, '{}' FROM ids, d)
     SELECT append_rows_event($1, NULL, 'added', array_agg(ids.id), array_agg(d.combos[1 + n % 3]), NULL) FROM ids, d`,
    [id],
  );
  await ada.claim({ datasetId, count: 20 });
  await pool.query('ANALYZE');
  const { byId } = await loadCombinations(stack.db, id);
  const high = byId.values().next().value!;
  const [[columnId, option]] = Object.entries(high.labels) as [[string, number]];
  const conditions: Record<string, Condition> = {
    labels: { kind: 'label', columnId: Number(columnId), options: [option] },
    claims: {
      kind: 'and',
      of: [
        { kind: 'status', filled: false },
        { kind: 'not', of: { kind: 'claimed' } },
      ],
    },
    held: { kind: 'claimed' },
    share: { kind: 'bucket', of: 3, at: 1 },
  };
  const plans: Record<string, string> = {};
  for (const [name, condition] of Object.entries(conditions)) {
    for (const order of ['POSITION', 'NEWEST'] as const) {
      for (const from of [null, { key: 25_000, id: 25_000 }]) {
        const { text, values } = preparePage(
          { datasetId: id, condition, order, backwards: false, from, count: false, countBound: 10_000, limit: 50 },
          await knownCombinations(stack.db, id),
        );
        const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
        plans[`${name} ${order} ${from ? 'on' : 'start'}`] = rows.map((row) => row['QUERY PLAN']).join('\n');
      }
    }
  }
  for (const [name, plan] of Object.entries(plans)) expect(plan, name).not.toMatch(/Seq Scan on (dataset_row|row_cells)/);

  // Inside the functions, as the database counts it: a table that is read whole shows.
  const one = new pg.Client(stack.db.url);
  await one.connect();
  for (const condition of [conditions.labels!, conditions.claims!, conditions.share!]) {
    const stage = { ...compileFilter(condition, byId.values()), from: 0 };
    const claim = { op: 'claim', by: 1, count: 2, seconds: 600, limit: 0, known: Math.max(...byId.keys()), stages: [stage] };
    // Often enough for the plans to be the general ones.
    for (let n = 0; n < 8; n++) {
      await one.query('BEGIN');
      const { rows } = await one.query<{ answer: { replies: { ok?: { claims: unknown[] } }[] } }>(
        'SELECT queue_batch($1, $2::jsonb) AS answer',
        [id, JSON.stringify([claim])],
      );
      expect(rows[0]!.answer.replies[0]!.ok!.claims).toHaveLength(2);
      const scans = await one.query(
        `SELECT sum(seq_scan)::int AS whole, sum(idx_scan)::int > 0 AS parts FROM pg_stat_xact_user_tables WHERE relname IN ('dataset_row', 'row_cells', 'event')`,
      );
      expect(scans.rows).toEqual([{ whole: 0, parts: true }]);
      await one.query('COMMIT');
    }
  }
  await one.end();
});
