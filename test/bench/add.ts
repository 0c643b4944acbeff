import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareAdd } from './kit/bare-add.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { type BenchDataset, makeDataset } from './kit/dataset.ts';
import { httpCaller } from './kit/http-caller.ts';
import { median, quantile, rounded } from './kit/measure.ts';
import { lasting, openLoop } from './kit/open-loop.ts';
import { openSocket } from './kit/socket-caller.ts';
import { makeSpans } from './kit/spans.ts';
import { openStage } from './kit/stage.ts';

const spans = Number(process.env['BENCH_SPANS'] ?? 100_000);
const rounds = 3;
/** Claims and fills a second of the others, each half. */
const othersRate = 40;
const usualSeconds = 10;

const add = `mutation A($input: AddSpansToDatasetInput!) { addSpansToDataset(input: $input) { __typename
  ... on AddSpansToDatasetPayload { added alreadyThere } ... on Error { message } } }`;
const claim = `mutation C($input: ClaimRowsInput!) { claimRows(input: $input) { __typename
  ... on ClaimRowsPayload { claims { token row { id } } } ... on Error { message } } }`;
const fill = `mutation F($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename ... on Error { message } } }`;

interface Claimed {
  claimRows: { message?: string; claims: { token: string; row: { id: string } }[] };
}

/** 100,000 spans to a dataset by a filter, over HTTP, against one bare `INSERT … SELECT` of the same rows into the same tables
 * and indexes, in turn; then once more a round while others claim and fill in the same dataset and a page follows it. */
export const addSpans: Benchmark = async (say) => {
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(8);
    const server = await stage.server();
    const { db, projectId } = stage;
    await makeSpans(db, projectId, spans);
    const http = httpCaller(server.url, 16);
    const post = <T>(secret: string, query: string, input: object): Promise<T> =>
      http.call<T>(secret, JSON.stringify({ query, variables: { input } }));

    const addAll = async (dataset: BenchDataset): Promise<number> => {
      const before = await events(dataset);
      const began = performance.now();
      const { addSpansToDataset: answer } = await post<{ addSpansToDataset: { added?: number; message?: string } }>(secrets[0]!, add, {
        datasetId: dataset.globalId,
        filter: { promptName: ['asked'] },
        mapping: [{ column: 'answer', path: 'output' }],
      });
      const seconds = (performance.now() - began) / 1000;
      if (answer.added !== spans) throw new Error(answer.message ?? `${answer.added} were added`);
      const made = (await events(dataset)) - before;
      if (made !== 1) throw new Error(`${made} events`);
      return seconds;
    };
    const events = async (dataset: BenchDataset): Promise<number> => {
      const { rows } = await db.pool.query<{ n: number }>(`SELECT count(*) AS n FROM event WHERE dataset_id = $1 AND kind = 'added'`, [
        dataset.id,
      ]);
      return rows[0]!.n;
    };
    let names = 0;
    const dataset = (rows: number): Promise<BenchDataset> => makeDataset(db, { projectId, name: `Set ${(names += 1)}`, rows });
    /** One claim or, of what was claimed before, one fill. */
    const others = (where: BenchDataset) => {
      const held: Claimed['claimRows']['claims'] = [];
      return async (n: number): Promise<void> => {
        const secret = secrets[1 + (Math.floor(n / 2) % 6)]!;
        const mine = n % 2 === 1 ? held.shift() : undefined;
        if (mine) await post(secret, fill, { rowId: mine.row.id, token: mine.token, fill: true, values: { feedback_category: 'correct' } });
        else {
          const { claimRows: got } = await post<Claimed>(secret, claim, { datasetId: where.globalId, count: 1 });
          if (!got.claims?.[0]) throw new Error(got.message ?? 'nothing to claim');
          held.push(got.claims[0]);
        }
      };
    };

    await addAll(await dataset(10));
    await bareAdd(stage.url, projectId, await dataset(10), { question: `s.variables -> 'question'`, answer: 's.output' });
    say('warmed up by one of each');
    const took = { ours: [] as number[], bare: [] as number[] };
    const p99 = { usual: [] as number[], during: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      await db.pool.query('CHECKPOINT');
      took.bare.push(await bareAdd(stage.url, projectId, await dataset(10), { question: `s.variables -> 'question'`, answer: 's.output' }));
      await db.pool.query('CHECKPOINT');
      took.ours.push(await addAll(await dataset(10)));

      const busy = await dataset(20_000);
      const page = await openSocket(server.url, secrets[7]!);
      page.subscribe(
        'subscription ($id: ID!) { queueChanged(datasetId: $id) { cursor bulk { enteredCount entered } totalCount { value } } }',
        { id: busy.globalId },
        () => undefined,
      );
      const work = others(busy);
      await openLoop(othersRate, lasting(2), work);
      p99.usual.push(quantile(await openLoop(othersRate, lasting(usualSeconds), work), 0.99));
      let adding = true;
      const added = addAll(busy).finally(() => sleep(500).then(() => (adding = false)));
      const during = await openLoop(othersRate, () => adding, work);
      p99.during.push(quantile(during, 0.99));
      const loaded = await added;
      page.close();
      say(
        `round ${round + 1}: bare ${took.bare.at(-1)!.toFixed(2)} s, ours ${took.ours.at(-1)!.toFixed(2)} s (beside others ${loaded.toFixed(2)} s); others' p99 ${p99.usual.at(-1)!.toFixed(1)} ms, during it ${p99.during.at(-1)!.toFixed(1)} ms (worst ${Math.max(...during).toFixed(0)} ms)`,
      );
    }
    http.close();
    return {
      spans,
      bare_s: rounded(median(took.bare)),
      ours_s: rounded(median(took.ours)),
      ratio: rounded(median(took.bare) / median(took.ours)),
      events: 1,
      others_p99_usual_ms: rounded(median(p99.usual), 1),
      others_p99_ms: rounded(median(p99.during), 1),
      others_p99_ratio: rounded(median(p99.during) / median(p99.usual)),
    };
  } finally {
    await stage.stop();
  }
};
