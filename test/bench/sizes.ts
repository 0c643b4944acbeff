import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark } from './kit/benchmark.ts';
import { changeRows } from './kit/change-rows.ts';
import { growDataset, startFollower } from './kit/cold-start.ts';
import { type Sizes, canonical, openDashboards } from './kit/dashboards.ts';
import { type BenchDataset, makeDataset } from './kit/dataset.ts';
import { httpCaller } from './kit/http-caller.ts';
import { closedLoop, median, quantile, rounded } from './kit/measure.ts';
import { lasting, openLoop } from './kit/open-loop.ts';
import { countingStatements, forgetStatements, seeStatements } from './kit/seen-statements.ts';
import { openStage, type Stage } from './kit/stage.ts';

const groupBy = ['annotation_status', 'feedback_category', 'priority'];
const claim = `mutation C($input: ClaimRowsInput!) { claimRows(input: $input) { __typename
  ... on ClaimRowsPayload { claims { token row { id } } } ... on Error { message } } }`;

/** 500 dashboards with sizes grouped by three columns, a socket each, while 500 rows a second change through the API and
 * reviewers claim at half their best rate; and how long a follower takes to start at 10 million rows. The baseline is one
 * GROUP BY over the table. */
export const sizes: Benchmark = async (say, options?: { quick?: boolean }) => {
  const quick = options?.quick ?? process.env['BENCH_QUICK'] === '1';
  const [rows, manyRows, dashboards, seconds] = quick ? [50_000, 200_000, 50, 4] : [1_000_000, 10_000_000, 500, 15];
  const stage = await openStage({ settings: seeStatements });
  try {
    const { db, projectId } = stage;
    const secrets = await stage.reviewers(64);
    const server = await stage.server({ DOCKET_SOCKETS_PER_PERSON: '1000' });
    const dataset = await makeDataset(db, { projectId, name: 'Sizes', rows });
    const http = httpCaller(server.url, 64);
    const body = JSON.stringify({ query: claim, variables: { input: { datasetId: dataset.globalId, count: 1, seconds: 3600 } } });
    const claimOne = async (worker: number): Promise<void> => {
      const { claimRows } = await http.call<{ claimRows: { claims?: unknown[]; message?: string } }>(secrets[worker % 64]!, body);
      if (!claimRows.claims?.length) throw new Error(claimRows.message ?? 'nothing to claim');
    };

    await closedLoop(64, quick ? 4 : 5, claimOne);
    const best = await closedLoop(64, seconds, claimOne);
    const offered = best.perSecond / 2;
    say(`claims: ${best.perSecond.toFixed(0)}/s at best, ${offered.toFixed(0)}/s are offered from here on`);
    const quiet = await openLoop(offered, lasting(seconds), claimOne);

    const opening = performance.now();
    const boards = await openDashboards({ url: server.url, secrets, count: dashboards, datasetId: dataset.globalId, groupBy });
    say(`${dashboards} dashboards are open after ${((performance.now() - opening) / 1000).toFixed(1)} s`);
    const { rows: last } = await db.pool.query<{ id: number }>(
      'SELECT id FROM dataset_row WHERE dataset_id = $1 ORDER BY id DESC LIMIT $2',
      [dataset.id, Math.min(rows / 4, 20_000)],
    );
    await forgetStatements(db);
    const before = await scans(stage);
    await boards.messages();
    const on = lasting(seconds);
    const began = performance.now();
    const [busy, changed] = await Promise.all([
      openLoop(offered, on, claimOne),
      changeRows({ url: server.url, secret: secrets[0]!, datasetId: dataset.globalId, rowIds: last.map(({ id }) => id), on }),
    ]);
    const took = (performance.now() - began) / 1000;
    const seen = await countingStatements(db);
    const scanned = (await scans(stage)) - before;
    for (const text of seen.texts) say(`counts rows: ${text}`);
    const told = await boards.messages();
    say(
      `${(changed / took).toFixed(0)} rows a second changed, ${(told / dashboards / took).toFixed(1)} messages a second to each dashboard; of ${seen.all} statements ${seen.calls} counted rows, ${seen.folds} folded the tail of events`,
    );

    const groupBys: number[] = [];
    let truth: Sizes | null = null;
    for (let n = 0; n < 3; n += 1) {
      const start = performance.now();
      truth = await recount(stage, dataset);
      groupBys.push(performance.now() - start);
    }
    let wrong = await boards.wrong(truth!);
    for (const until = performance.now() + 5000; wrong > 0 && performance.now() < until; wrong = await boards.wrong(truth!))
      await sleep(100);
    if (wrong > 0) say(`the table has ${canonical(truth!)}`);
    await boards.stop();
    http.close();
    await server.stop();

    await growDataset(db, dataset, projectId, manyRows);
    const starts: number[] = [];
    for (let n = 0; n < 9; n += 1) starts.push(await startFollower(stage.url, dataset));
    const cold = performance.now();
    await recount(stage, dataset);
    say(
      `at ${manyRows} rows a follower starts in ${starts.map((ms) => ms.toFixed(0)).join(', ')} ms, GROUP BY takes ${(performance.now() - cold).toFixed(0)} ms`,
    );

    return {
      rows,
      dashboards,
      changed_per_s: rounded(changed / took, 0),
      messages_per_dashboard_per_s: rounded(told / dashboards / took, 1),
      group_by_ms: rounded(median(groupBys), 1),
      counting_queries: seen.calls,
      seq_scans: scanned,
      folds: seen.folds,
      wrong,
      cold_ms: rounded(median(starts), 1),
      claims_per_s: rounded(offered, 0),
      claims_p99_quiet_ms: rounded(quantile(quiet, 0.99), 1),
      claims_p99_ms: rounded(quantile(busy, 0.99), 1),
      claims_p99_ratio: rounded(quantile(busy, 0.99) / quantile(quiet, 0.99)),
    };
  } finally {
    await stage.stop();
  }
};

/** Sequential scans of the dataset's rows, of all time. */
async function scans({ db }: Stage): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(`SELECT seq_scan AS n FROM pg_stat_user_tables WHERE relname = 'dataset_row'`);
  return rows[0]!.n;
}

/** The baseline: one GROUP BY. */
async function recount({ db }: Stage, { id, shape }: BenchDataset): Promise<Sizes> {
  const columns = ['feedback_category', 'priority'].map((key) => shape.byKey.get(key)!);
  const [category, priority] = columns.map((column) => String(column.id));
  const { rows } = await db.pool.query<{ filled: boolean; category: number | null; priority: number | null; n: number }>({
    text: `SELECT m.filled, (m.labels ->> $2)::int AS category, (m.labels ->> $3)::int AS priority, count(*) AS n
           FROM dataset_row r JOIN combination m ON m.id = r.combination_id WHERE r.dataset_id = $1 GROUP BY 1, 2, 3`,
    values: [id, category, priority],
  });
  const valueOf = (column: number, option: number | null) => (option === null ? null : columns[column]!.optionById.get(option)!.value);
  return {
    groups: rows.map((row) => ({
      key: {
        annotation_status: row.filled ? 'filled' : 'empty',
        feedback_category: valueOf(0, row.category),
        priority: valueOf(1, row.priority),
      },
      count: row.n,
    })),
    total: { value: rows.reduce((sum, { n }) => sum + n, 0) },
  };
}
