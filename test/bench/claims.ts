import type { Benchmark } from './kit/benchmark.ts';
import { bareClaims } from './kit/bare-claims.ts';
import { type BenchDataset, makeDataset } from './kit/dataset.ts';
import { waiting } from './kit/documents.ts';
import { holdTransaction } from './kit/hold-transaction.ts';
import type { Transport } from './kit/load/callers.ts';
import type { ClaimLoop, ClaimLoopDone } from './kit/load/claim-loop.ts';
import { median, rounded, spread } from './kit/measure.ts';
import { openStage } from './kit/stage.ts';
import { openWatchers } from './kit/watchers.ts';

const slices = Array.from({ length: 32 }, (_, at) => ({ and: [waiting, { bucket: { of: 32, at } }] }));

/** 64 reviewers claim one row after the other, against the bare one-statement claim, in turn: one hot slice over HTTP and over
 * sockets, 32 slices, with a transaction held open, at two processes, and until 300,000 rows are claimed. */
export const claims: Benchmark = async (say, { quick }) => {
  const sizes = quick
    ? { rows: 50_000, seconds: 3, warmUp: 1, rounds: 1, long: 10_000 }
    : { rows: 1_000_000, seconds: 10, warmUp: 2, rounds: 3, long: 300_000 };
  const { rows, seconds, rounds } = sizes;
  say(
    `${rows} rows, ${rounds} rounds of ${seconds} s each after ${sizes.warmUp} s of warm-up, ${sizes.long} claims for the pace; live: 20 followers of the queue's moves (without rows), 5 of its sizes`,
  );
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(64);
    const [first, second] = [await stage.server(), await stage.server()];
    const clients = [await stage.client(), await stage.client()];
    const dealt = new Map<string, Set<number>>();
    let doubles = 0;

    const watch = async (dataset: BenchDataset) =>
      openWatchers(stage, { url: first.url, secrets: secrets.slice(0, 20), datasetId: dataset.globalId, rows: 20, sizes: 5 });
    const fresh = async (name: string) => {
      const dataset = await makeDataset(stage.db, { projectId: stage.projectId, name, rows });
      dealt.set(dataset.globalId, new Set());
      return { dataset, unwatch: await watch(dataset) };
    };
    /** Over as many processes as there are URLs, the reviewers divided among them; each has a process of clients. */
    async function run(
      { globalId: datasetId }: BenchDataset,
      how: { transport?: Transport; filters?: object[]; urls?: string[]; claims?: number },
    ) {
      const { transport = 'http', filters = [waiting], urls = [first.url], claims: most } = how;
      const share = secrets.length / urls.length;
      const loop = { datasetId, filters, transport, warmUpSeconds: most ? 0 : sizes.warmUp, ...(most ? { claims: most } : { seconds }) };
      const done = await Promise.all(
        urls.map((url, n) =>
          clients[n]!.ask<ClaimLoopDone>('claimLoop', {
            ...loop,
            url,
            secrets: secrets.slice(n * share, (n + 1) * share),
          } satisfies ClaimLoop),
        ),
      );
      const had = dealt.get(datasetId)!;
      for (const row of done.flatMap((one) => [...one.rows])) {
        if (had.has(row)) doubles += 1;
        had.add(row);
      }
      return {
        perSecond: done.reduce((sum, one) => sum + one.perSecond, 0),
        p99: Math.max(...done.map((one) => one.p99)),
        fifths: done[0]!.fifths,
      };
    }
    const whileHeld = async <T>(work: () => Promise<T>): Promise<T> => {
      const letGo = await holdTransaction(stage.url);
      return work().finally(letGo);
    };

    const pace: Record<'bare' | 'http' | 'ws' | 'slices' | 'held', number[]> = { bare: [], http: [], ws: [], slices: [], held: [] };
    const p99 = { http: [] as number[], ws: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      pace.bare.push((await bareClaims(stage.db, { rows, seconds: quick ? 3 : 10 })).perSecond);
      const { dataset, unwatch } = await fresh(`Hot ${round}`);
      for (const transport of ['http', 'ws'] as const) {
        const done = await run(dataset, { transport });
        pace[transport].push(done.perSecond);
        p99[transport].push(done.p99);
      }
      pace.slices.push((await run(dataset, { filters: slices })).perSecond);
      pace.held.push((await whileHeld(() => run(dataset, {}))).perSecond);
      await unwatch();
      say(
        `round ${round + 1}: ${Object.entries(pace)
          .map(([name, all]) => `${name} ${all.at(-1)!.toFixed(0)}/s`)
          .join(', ')}; p99 HTTP ${p99.http.at(-1)!.toFixed(1)}, WebSocket ${p99.ws.at(-1)!.toFixed(1)} ms`,
      );
    }

    const processes = { one: [] as number[], two: [] as number[] };
    const shared = await fresh('Shared');
    // Once for nothing: the second process has done nothing so far.
    await run(shared.dataset, { urls: [second.url] });
    for (let round = 0; round < rounds; round += 1) {
      processes.one.push((await run(shared.dataset, {})).perSecond);
      processes.two.push((await run(shared.dataset, { urls: [first.url, second.url] })).perSecond);
      say(`one process ${processes.one.at(-1)!.toFixed(0)}/s, two ${processes.two.at(-1)!.toFixed(0)}/s`);
    }
    await shared.unwatch();

    const kept: number[] = [];
    for (const held of [false, true]) {
      const { dataset, unwatch } = await fresh(held ? 'Long, held' : 'Long');
      const long = () => run(dataset, { transport: 'ws', claims: sizes.long });
      const { fifths } = await (held ? whileHeld(long) : long());
      await unwatch();
      kept.push(fifths[4]! / fifths[0]!);
      say(
        `${sizes.long} claims over sockets${held ? ' with a transaction held open' : ''}, by fifths: ${fifths.map((one) => one.toFixed(0)).join(', ')}/s`,
      );
    }

    const ratios = (of: readonly number[], to: readonly number[]) => of.map((one, n) => one / to[n]!);
    return {
      rows,
      reviewers: secrets.length,
      rounds,
      seconds,
      ...spread('http_ratio', ratios(pace.http, pace.bare), 2),
      ...spread('ws_ratio', ratios(pace.ws, pace.bare), 2),
      doubles,
      ...spread('p99_ms', p99.http, 1),
      pace_kept: rounded(Math.min(...kept)),
      two_processes: rounded(median(processes.two) / median(processes.one)),
      ...spread('bare_per_s', pace.bare),
      ...spread('http_per_s', pace.http),
      ...spread('ws_per_s', pace.ws),
      ...spread('ws_p99_ms', p99.ws, 1),
      ...spread('slices_per_s', pace.slices),
      slices_ratio: rounded(median(pace.slices) / median(pace.bare)),
      ...spread('held_per_s', pace.held),
      held_ratio: rounded(median(pace.held) / median(pace.bare)),
      pace_kept_free: rounded(kept[0]!),
      pace_kept_held: rounded(kept[1]!),
      ...spread('one_process_per_s', processes.one),
      ...spread('two_processes_per_s', processes.two),
    };
  } finally {
    await stage.stop();
  }
};
