import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import { type Deliveries, measureDeliveries, untilQuiet } from './kit/deliveries.ts';
import { queueChanged, waiting } from './kit/documents.ts';
import type { ScheduledFills } from './kit/load/scheduled.ts';
import { openFilesLimit } from './kit/machine.ts';
import { median, rounded, spread } from './kit/measure.ts';
import { measureMemory, socketsWithin } from './kit/memory.ts';
import { mixedFilters } from './kit/mixed-filters.ts';
import { type ServerProcess, openStage } from './kit/stage.ts';

type Recording = { at: Float64Array; texts: string[] };

/** Many subscribers and bursts of fills: the server's CPU time per delivery and memory per subscriber, for equal subscribers and for 50
 * filters, each against a bare server that sends to as many sockets what one of them got, at the same times. */
export const fanout: Benchmark = async (say, { quick }) => {
  const wanted = quick ? 200 : 5000;
  const rounds = quick ? 1 : 3;
  const limit = openFilesLimit();
  const subscribers = socketsWithin(limit, wanted);
  const bursts = { each: 20, everyMs: 1000, times: quick ? 3 : 10 };
  say(
    `${subscribers} of ${wanted} subscribers (a process may have ${limit} files open), of 20 people; ${rounds} rounds of ${bursts.times} bursts of ${bursts.each} fills, one a second, after one for warm-up`,
  );
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(20);
    const env = { DOCKET_SOCKETS_PER_PERSON: String(subscribers) };
    const filler = await stage.client();

    async function measure(name: string, filters: object[]) {
      const { globalId: datasetId } = await makeDataset(stage.db, { projectId: stage.projectId, name, rows: 50_000 });
      const [ours, bare] = [await stage.client(), await stage.client()];
      const fills = async (at: ServerProcess) => {
        const asked: ScheduledFills = { url: at.url, secrets, datasetId, ...bursts };
        await filler.ask('claimAhead', asked);
        // The claims' own events are not what is measured, and not what is idle either.
        await untilQuiet(at, ours);
        return measureDeliveries(at, ours, () => filler.ask('scheduledFills', asked));
      };
      // With nobody there, and in another process, whose memory has grown by them: what the fills themselves cost is not the
      // deliveries'. The first is warm-up.
      const empty = await stage.server(env);
      const alone: number[] = [];
      for (let round = 0; round <= rounds; round += 1) alone.push((await fills(empty)).cpuMs);
      await empty.stop();
      const forFills = median(alone.slice(1));
      const server = await stage.server(env, { exposeGc: true });
      const bareServer = await stage.bareServer();
      const crowd = {
        secrets,
        query: queueChanged,
        variables: filters.map((filter) => ({ datasetId, filter })),
        count: subscribers,
        record: true,
      };
      const memory = {
        ours: await measureMemory(server, ours, crowd),
        bare: await measureMemory(bareServer, bare, { ...crowd, bare: true }),
      };
      await fills(server);

      const perDelivery = { ours: [] as number[], bare: [] as number[] };
      const cost = ({ cpuMs, messages }: Deliveries) => (cpuMs * 1000) / messages;
      for (let round = 0; round < rounds; round += 1) {
        const delivered = await fills(server);
        const recording = typical(await ours.ask<Recording[]>('recordings'));
        const first = recording.at[0]!;
        const asked = { url: bareServer.url, texts: recording.texts, at: recording.at.map((at) => at - first) };
        const broadcast = await measureDeliveries(bareServer, bare, () => filler.ask('replay', asked));
        perDelivery.ours.push(cost({ ...delivered, cpuMs: delivered.cpuMs - forFills }));
        perDelivery.bare.push(cost(broadcast));
        const say1 = (side: 'ours' | 'bare', { messages, bytes }: Deliveries) =>
          `${side} ${perDelivery[side].at(-1)!.toFixed(1)} µs a delivery (${messages} of ${(bytes / messages).toFixed(0)} bytes)`;
        say(
          `${name}, round ${round + 1}: ${say1('ours', delivered)}, ${say1('bare', broadcast)}; the fills alone ${forFills.toFixed(0)} ms`,
        );
      }
      for (const one of [ours, bare, server, bareServer]) await one.stop();
      return { perDelivery, memory, ratios: perDelivery.ours.map((one, n) => one / perDelivery.bare[n]!) };
    }

    const equal = await measure('Equal', [waiting]);
    const mixed = await measure('Mixed', mixedFilters);
    const kib = (bytes: number) => rounded(bytes / 1024, 1);
    return {
      subscribers,
      wanted,
      rounds,
      filters: mixedFilters.length,
      people: secrets.length,
      ...spread('cpu_ratio', equal.ratios, 2),
      memory_ratio: rounded(equal.memory.ours.bytes / equal.memory.bare.bytes),
      ...spread('mixed_cpu_ratio', mixed.ratios, 2),
      ...spread('cpu_us', equal.perDelivery.ours, 1),
      ...spread('bare_cpu_us', equal.perDelivery.bare, 1),
      ...spread('mixed_cpu_us', mixed.perDelivery.ours, 1),
      ...spread('mixed_bare_cpu_us', mixed.perDelivery.bare, 1),
      rss_kib: kib(equal.memory.ours.rss),
      bare_rss_kib: kib(equal.memory.bare.rss),
      heap_kib: kib(equal.memory.ours.heap),
      bare_heap_kib: kib(equal.memory.bare.heap),
      mixed_rss_kib: kib(mixed.memory.ours.rss),
      mixed_heap_kib: kib(mixed.memory.ours.heap),
    };
  } finally {
    await stage.stop();
  }
};

/** Of several subscribers' recordings the one with the median of bytes. */
function typical(recordings: Recording[]): Recording {
  const weight = ({ texts }: Recording) => texts.reduce((sum, text) => sum + text.length, 0);
  return recordings.filter(Boolean).toSorted((a, b) => weight(a) - weight(b))[Math.floor(recordings.length / 2)]!;
}
