import { openDatabase } from '@docket/prisma/database.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { closedLoop, median, quantile, rounded } from './kit/measure.ts';
import { barePage } from './kit/page-baseline.ts';
import { makePageDataset, type PageDataset } from './kit/page-dataset.ts';
import { pageCases } from './kit/page-filters.ts';
import { type AskedPage, askedPages } from './kit/page-requests.ts';
import { openStage, type Stage } from './kit/stage.ts';
import { textCaller } from './kit/text-caller.ts';

/** Rows of the datasets, one after the other in the same tables; fewer to try it. */
const sizes = (process.env['DOCKET_BENCH_PAGE_ROWS'] ?? '1000000,10000000').split(',').map(Number);
const inFlight = 16;
const rounds = 3;
const seconds = 8;

interface Measured {
  perSecond: number;
  barePerSecond: number;
  p50: number;
  p95: number;
  /** 95th percentile of each page's own times, in milliseconds, by its place in `pageCases`. */
  own: number[];
  buffers: number;
}

/** Pages of 50 rows with six cells over 60 filters and places, 16 in flight over keep-alive HTTP, against the same rows by
 * their ids as one JSON text over 16 connections. Neither side's text is parsed; both ask the 60 in turn. */
export const page: Benchmark = async (say) => {
  const stage = await openStage();
  try {
    const [secret] = await stage.reviewers(1);
    const server = await stage.server();
    const found: Measured[] = [];
    for (const rows of sizes) {
      const began = Date.now();
      const dataset = await makePageDataset(stage.db, { projectId: stage.projectId, name: `${rows} rows`, rows });
      say(`${rows} rows are there after ${((Date.now() - began) / 1000).toFixed(0)} s`);
      found.push(await measure(stage, { url: server.url, secret: secret!, dataset, say }));
    }
    const [small, large] = [found[0]!, found.at(-1)!];
    return {
      rows: sizes[0]!,
      rows_large: sizes.at(-1)!,
      pages_per_s: rounded(small.perSecond, 0),
      bare_per_s: rounded(small.barePerSecond, 0),
      rate_ratio: rounded(small.perSecond / small.barePerSecond),
      rate_ratio_10m: rounded(large.perSecond / large.barePerSecond),
      p50_1m_ms: rounded(small.p50),
      p95_1m_ms: rounded(small.p95),
      p95_10m_ms: rounded(large.p95),
      p95_10m_ratio: rounded(large.p95 / small.p95),
      buffers_1m: rounded(small.buffers, 0),
      buffers_10m: rounded(large.buffers, 0),
      buffers_10m_ratio: rounded(large.buffers / small.buffers),
      worst_ms: rounded(Math.max(...found.flatMap(({ own }) => own))),
    };
  } finally {
    await stage.stop();
  }
};

interface Measure {
  url: string;
  secret: string;
  dataset: PageDataset;
  say(line: string): void;
}

async function measure(stage: Stage, { url, secret, dataset, say }: Measure): Promise<Measured> {
  const asked = await askedPages(stage.db, dataset);
  const buffers = asked.reduce((sum, { buffers: read }) => sum + read, 0) / asked.length;
  const paces = { ours: [] as number[], bare: [] as number[], p50: [] as number[], p95: [] as number[] };
  const own = asked.map((): number[] => []);
  const bare = openDatabase({ url: stage.url, poolSize: inFlight });
  const http = textCaller(url, inFlight);
  try {
    for (let round = 0; round < rounds; round += 1) {
      let turn = 0;
      const next = (): [AskedPage, number] => [asked[turn % asked.length]!, turn++ % asked.length];
      const plain = await closedLoop(inFlight, seconds, () => bare.pool.query(barePage(next()[0].ids)));
      const took: number[] = [];
      const warm = performance.now() + seconds * 200;
      const ours = await closedLoop(inFlight, seconds, async () => {
        const [{ body }, n] = next();
        const began = performance.now();
        await http.call(secret, body);
        if (began < warm) return;
        took.push(performance.now() - began);
        own[n]!.push(took.at(-1)!);
      });
      paces.ours.push(ours.perSecond);
      paces.bare.push(plain.perSecond);
      paces.p50.push(quantile(took, 0.5));
      paces.p95.push(quantile(took, 0.95));
      say(
        `round ${round + 1}: bare ${plain.perSecond.toFixed(0)}/s, pages ${ours.perSecond.toFixed(0)}/s (p50 ${quantile(took, 0.5).toFixed(1)}, p95 ${quantile(took, 0.95).toFixed(1)} ms)`,
      );
    }
  } finally {
    http.close();
    await bare.close();
  }
  const p95s = own.map((took) => quantile(took, 0.95));
  const slowest = p95s.map((p95, n) => ({ p95, name: pageCases[n]!.name, read: asked[n]!.buffers })).sort((a, b) => b.p95 - a.p95);
  for (const { p95, name, read } of slowest.slice(0, 5)) say(`slowest: p95 ${p95.toFixed(1)} ms, ${read} buffers: ${name}`);
  return {
    perSecond: median(paces.ours),
    barePerSecond: median(paces.bare),
    p50: median(paces.p50),
    p95: median(paces.p95),
    own: p95s,
    buffers,
  };
}
