import { bareFills } from './kit/bare-fills.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import type { FillLoop } from './kit/load/fill-loop.ts';
import { type Pace, spread } from './kit/measure.ts';
import { openStage } from './kit/stage.ts';
import { openWatchers } from './kit/watchers.ts';

/** 64 reviewers claim a row, annotate and fill it, and claim the next; against two bare statements, in turn. */
export const fill: Benchmark = async (say, { quick }) => {
  const { rows, seconds, rounds } = quick ? { rows: 50_000, seconds: 4, rounds: 1 } : { rows: 500_000, seconds: 10, rounds: 3 };
  say(
    `${rows} rows, ${rounds} rounds of ${seconds} s each, of which the first fifth is warm-up; live: 20 followers of the queue's moves (without rows), 5 of its sizes`,
  );
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(64);
    const server = await stage.server();
    const client = await stage.client();
    const paces = { bare: [] as Pace[], http: [] as Pace[], ws: [] as Pace[] };
    for (let round = 0; round < rounds; round += 1) {
      paces.bare.push(await bareFills(stage.db, { rows, seconds }));
      const { globalId: datasetId } = await makeDataset(stage.db, { projectId: stage.projectId, name: `Fill ${round}`, rows });
      const unwatch = await openWatchers(stage, { url: server.url, secrets: secrets.slice(0, 20), datasetId, rows: 20, sizes: 5 });
      for (const transport of ['http', 'ws'] as const) {
        paces[transport].push(
          await client.ask<Pace>('fillLoop', { url: server.url, secrets, transport, datasetId, seconds } satisfies FillLoop),
        );
      }
      await unwatch();
      say(
        `round ${round + 1}: ${Object.entries(paces)
          .map(([name, all]) => `${name} ${all.at(-1)!.perSecond.toFixed(0)} loops/s (p99 ${all.at(-1)!.p99.toFixed(0)} ms)`)
          .join(', ')}`,
      );
    }
    const of = (name: keyof typeof paces) => paces[name].map(({ perSecond }) => perSecond);
    const ratio = (name: keyof typeof paces) => of(name).map((one, n) => one / of('bare')[n]!);
    return {
      rows,
      reviewers: secrets.length,
      rounds,
      seconds,
      ...spread('ratio', ratio('http'), 2),
      ...spread('ws_ratio', ratio('ws'), 2),
      ...spread('bare_per_s', of('bare')),
      ...spread('http_per_s', of('http')),
      ...spread('ws_per_s', of('ws')),
      ...spread(
        'http_p99_ms',
        paces.http.map(({ p99 }) => p99),
        1,
      ),
      ...spread(
        'ws_p99_ms',
        paces.ws.map(({ p99 }) => p99),
        1,
      ),
    };
  } finally {
    await stage.stop();
  }
};
