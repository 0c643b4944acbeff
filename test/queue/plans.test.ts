import { expect, test as base } from 'vitest';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import type { DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { readEvents, readEventsWithRows, readStart } from '@docket/schema/feed/read-events.ts';
import { readSizes } from '@docket/schema/feed/read-sizes.ts';
import { annotateRow } from '@docket/schema/queue/annotate-row.ts';
import { annotateRows } from '@docket/schema/queue/annotate-rows.ts';
import { claimByToken } from '@docket/schema/queue/claim-by-token.ts';
import { claimRow } from '@docket/schema/queue/claim-row.ts';
import { claimRows } from '@docket/schema/queue/claim-rows.ts';
import type { Condition } from '@docket/schema/queue/filter/row-filter.ts';
import { releaseClaims, renewClaims, saveDraft } from '@docket/schema/queue/hold-claims.ts';
import { loadDrafts, loadRows } from '@docket/schema/queue/load-rows.ts';
import { makeQueueWrites } from '@docket/schema/queue/queue-writes.ts';
import { reopenRow } from '@docket/schema/queue/reopen-row.ts';
import { skipRow } from '@docket/schema/queue/skip-row.ts';
import { undo } from '@docket/schema/queue/undo.ts';
import { processes, shapeNow, someDataset } from '../datasets/kit.ts';
import { ownDatabase } from '../kit/database.ts';
import { keepPlans, tablesOf, tooMuch } from './plans-kit.ts';

const size = 100_000;
/** What a batch or a page may touch of a large table: a chunk of a bulk edit is 200 rows, and 64 merged ranges are some more. */
const most = 3_000;
/** Claims that are live all the time, which only a follower that starts reads all of. */
const live = 5_000;
const big = ['dataset_row', 'row_cells', 'event', 'claim', 'review', 'draft', 'skip', 'idempotent_reply'];

interface Large {
  db: Database;
  shape: DatasetShape;
  people: number[];
  rows: number[];
}

/** One connection, so that what auto_explain is told holds for all; and the settings of a server's pool. */
const test = base.extend('large', { scope: 'file' }, async ({}, { onCleanup }): Promise<Large> => {
  const own = await ownDatabase();
  const db = openDatabase({ url: own.url, poolSize: 1 });
  onCleanup(async () => {
    await db.close();
    await own.drop();
  });
  const { datasetId, projectId, actorId } = await someDataset(db, { annotationPreset: true });
  const others = await Promise.all(
    [1, 2, 3].map((n) => db.prisma.user.create({ data: { email: `${n}@example.test`, name: `${n}`, passwordHash: '' } })),
  );
  // Nobody looks at the tables but us: what is not analysed stays so.
  for (const table of big) await db.pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  const shape = await shapeNow(db, datasetId);
  const priority = shape.byKey.get('priority')!;
  const annotation = shape.byKey.get('annotation')!;
  const { rows } = await db.pool.query<{ id: number }>(
    `WITH combos AS MATERIALIZED (SELECT array_agg(combination_of($1, n >= 4, CASE WHEN n % 4 = 3 THEN '{}' ELSE jsonb_build_object($4::text, ($5::int[])[1 + n % 4]) END) ORDER BY n) AS ids FROM generate_series(0, 7) n),
       ids AS MATERIALIZED (SELECT nextval('dataset_row_id_seq') AS id, n FROM generate_series(1, $3::int) n),
       made AS (INSERT INTO dataset_row (id, project_id, dataset_id, combination_id, filled_by_id, filled_at)
         SELECT ids.id, $2, $1, combos.ids[1 + n % 8], CASE WHEN n % 8 >= 4 THEN $7::int END, CASE WHEN n % 8 >= 4 THEN now() END FROM ids, combos RETURNING id),
       cells AS (INSERT INTO row_cells (row_id, project_id, dataset_id, given, answer)
         SELECT id, $2, $1, '{}', CASE WHEN n % 5 = 0 THEN jsonb_build_object($6::text, 'a needle') ELSE '{}' END FROM ids),
       filled AS (INSERT INTO review (project_id, dataset_id, row_id, reviewer_id, answer, labels, filled_at) SELECT $2, $1, id, $7, '{}', '{}', now() FROM ids WHERE n % 8 >= 4),
       told AS (INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after)
         SELECT $1, n, $2, now() - interval '2 hours', 'edited', $7, ids.id, 1, combos.ids[1 + n % 8], combos.ids[1 + n % 8] FROM ids, combos)
     SELECT id FROM ids ORDER BY n`,
    [datasetId, projectId, size, priority.id, priority.options.map((option) => option.id), annotation.id, actorId],
  );
  // Very many hold rows at the end of it: no write may go through all of them.
  await db.pool.query(
    `INSERT INTO claim (row_id, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at)
     SELECT id, $1, $2, $3, gen_random_uuid(), now(), now() + interval '1 hour' FROM unnest($4::bigint[]) id`,
    [projectId, datasetId, actorId, rows.slice(-live).map(({ id }) => id)],
  );
  // The sizes are of the table, as if the rows had come before all events.
  await db.pool.query(
    `INSERT INTO size_checkpoint (dataset_id, seq, project_id, at, sizes)
     SELECT $1, head_seq($1), $2, now(), jsonb_object_agg(combination_id, n) FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) s`,
    [datasetId, projectId],
  );
  return { db, shape, people: [actorId, ...others.map(({ id }) => id)], rows: rows.map(({ id }) => id) };
});

/** Everything that is asked while people review and watch, by name. Each run touches other rows. */
function hotStatements({ db, shape, people, rows }: Large, run: number): Record<string, () => Promise<unknown>> {
  const [{ signals, limits }] = processes(db, 1, { claimsPerPerson: 0 }) as [ReturnType<typeof processes>[0]];
  const queue = makeQueueWrites({ db, signals });
  const services = { db, queue, limits, signals };
  const [reviewerId, ...others] = people as [number, ...number[]];
  const { id: datasetId, projectId } = shape;
  // Every eighth row is empty with the first label, and so on.
  const row = (n: number, kind: number) => rows[(run * 400 + n) * 8 + kind + size / 2]!;
  const label: Condition = {
    kind: 'label',
    columnId: shape.byKey.get('priority')!.id,
    options: [shape.byKey.get('priority')!.options[0]!.id],
  };
  const needle: Condition = {
    kind: 'cell',
    columnId: shape.byKey.get('annotation')!.id,
    side: 'answer',
    type: 'TEXT',
    test: 'contains',
    text: 'needle',
  };
  const claim = (stage: Condition, by = reviewerId, idempotencyKey?: string) =>
    claimRows(services, { shape, stages: [stage], reviewerId: by, count: 2, seconds: 3600, idempotencyKey });
  const held = () => claim({ kind: 'bucket', of: 7, at: run % 7 });
  const write = { shape, reviewerId, values: { annotation: `written ${run}` }, fill: false, force: false };
  return {
    'claim of a label': () => claim(label),
    'claim of everything': () => claim({ kind: 'and', of: [] }),
    'claim of what is free': () => claim({ kind: 'not', of: { kind: 'claimed' } }),
    'claim of a share': held,
    'claim of a text': () => claim(needle),
    'claims of several at once': () => Promise.all(others.map((by) => claim(label, by))),
    'claim with a key': () => claim(label, reviewerId, `key ${run}`),
    'the same key again': () => claim(label, reviewerId, `key ${run}`),
    'claim of a row': () => claimRow(services, { shape, rowId: row(0, 0), reviewerId, seconds: 3600 }),
    renew: async () =>
      renewClaims(db, { tokens: (await held()).map(({ token }) => token), reviewerId, projectIds: [projectId], seconds: null }),
    draft: async () => {
      const [one] = await held();
      await saveDraft(db, { rowId: one!.rowId, token: one!.token, reviewerId, values: { annotation: 'typed' } });
      await claimByToken(db, one!.token);
    },
    'fill under a claim': async () => {
      const [one] = await held();
      await annotateRow(services, {
        ...write,
        rowId: one!.rowId,
        token: one!.token,
        values: { annotation: 'done', priority: 'low' },
        fill: true,
      });
    },
    'edit by version': () => annotateRow(services, { ...write, rowId: row(1, 0), version: 1 }),
    skip: async () => {
      const [one] = await held();
      await skipRow(services, { datasetId, rowId: one!.rowId, reviewerId, token: one!.token, reason: null });
    },
    'claim after a skip': held,
    release: async () => releaseClaims(services, { tokens: (await held()).map(({ token }) => token), reviewerId }),
    reopen: () => reopenRow(services, { datasetId, rowId: row(2, 4), reviewerId, version: 1, reason: null }),
    undo: () => undo(services, { datasetId, reviewerId, count: 1 }),
    'bulk edit of named rows': () =>
      annotateRows(services, { ...write, rowIds: Array.from({ length: 250 }, (_, n) => row(100 + n, 1)), filter: null, preview: false }),
    'undo of a bulk edit': () => undo(services, { datasetId, reviewerId, count: 1 }),
    expiry: async () => {
      const [one] = await held();
      await db.pool.query(`UPDATE claim SET expires_at = clock_timestamp() - interval '1 s' WHERE token = $1::uuid`, [one!.token]);
      await queue.join(datasetId, { op: 'reap', by: 0 });
    },
    'rows and drafts of a page': async () => {
      const ids = Array.from({ length: 50 }, (_, n) => row(n, 2));
      await loadRows(db, ids);
      await loadDrafts(db, { rowIds: ids, reviewerId });
    },
    'a follower’s start, sizes and events': async () => {
      const { seq } = await readStart(db, datasetId);
      await readSizes(db, [datasetId]);
      await readEvents(db, datasetId, seq - 50, 500);
      await readEventsWithRows(db, datasetId, seq - 50, 500);
    },
  };
}

/** More often than the five times after which Postgres may go over to a plan that it keeps. */
const runs = [0, 1, 2, 3, 4, 5, 6];

test.for([
  ['nobody analysed', false],
  ['was analysed', true],
] as const)('no hot statement reads or sorts a whole table that %s', { timeout: 180_000 }, async ([, analysed], { large }) => {
  if (analysed) await large.db.pool.query('ANALYZE');
  const plans = await keepPlans(large.db);
  const wrong = new Set<string>();
  const seen = new Set<string>();
  for (const run of runs) {
    for (const [name, what] of Object.entries(hotStatements(large, run + (analysed ? runs.length : 0)))) {
      const kept = await plans.of(what);
      expect(kept.length, name).toBeGreaterThan(0);
      for (const one of kept) {
        tablesOf(one).forEach((table) => seen.add(table));
        for (const found of tooMuch(one, big, name.startsWith('a follower’s start') ? most + live : most)) wrong.add(`${name}: ${found}`);
      }
    }
  }
  expect([...wrong].join('\n')).toBe('');
  // What is inside the functions was seen too.
  expect([...seen].sort()).toEqual(
    expect.arrayContaining(['claim', 'dataset_row', 'draft', 'event', 'idempotent_reply', 'row_cells', 'skip']),
  );
});
