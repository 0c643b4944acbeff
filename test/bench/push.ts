import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import { untilQuiet } from './kit/deliveries.ts';
import { queueChanged, waiting } from './kit/documents.ts';
import type { Gather } from './kit/load/crowd.ts';
import type { ScheduledBroadcasts, ScheduledFills, Sent } from './kit/load/scheduled.ts';
import { median, rounded, spread } from './kit/measure.ts';
import { openStage } from './kit/stage.ts';

type Latency = { p50: number; p99: number; most: number; count: number; missing: number };

/** Subscribers of one slice, each with a socket, and fills on a fixed schedule: from sending the mutation to having parsed the
 * event; against a bare broadcast that is told on the same schedule what to send, in turn. */
export const push: Benchmark = async (say, { quick }) => {
  const { subscribers, seconds, rounds } = quick
    ? { subscribers: 200, seconds: 4, rounds: 1 }
    : { subscribers: 1000, seconds: 20, rounds: 3 };
  const schedule = { each: 1, everyMs: 20, times: seconds * 50 };
  say(`${subscribers} subscribers of 20 people over as many sockets, ${rounds} rounds of 50 fills/s for ${seconds} s after 2 s of warm-up`);
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(20);
    const server = await stage.server({ DOCKET_SOCKETS_PER_PERSON: String(subscribers) });
    const bareServer = await stage.bareServer();
    const { globalId: datasetId } = await makeDataset(stage.db, { projectId: stage.projectId, name: 'Push', rows: 100_000 });
    const [ours, bare, filler] = [await stage.client(), await stage.client(), await stage.client()];
    const crowd = {
      secrets,
      query: queueChanged,
      variables: [{ datasetId, filter: waiting }],
      count: subscribers,
      parse: true,
      record: true,
    };
    await ours.ask('gather', { ...crowd, url: server.url } satisfies Gather);
    await bare.ask('gather', { ...crowd, url: bareServer.url, bare: true } satisfies Gather);

    async function fills(times: number): Promise<Latency> {
      const asked: ScheduledFills = { url: server.url, secrets, datasetId, ...schedule, times };
      await filler.ask('claimAhead', asked);
      await untilQuiet(server, ours);
      await ours.ask('forget');
      const sent = await filler.ask<Sent>('scheduledFills', asked);
      await untilQuiet(server, ours);
      return ours.ask<Latency>('latencies', sent);
    }
    await fills(100);
    const [{ texts }] = await ours.ask<[{ texts: string[] }]>('recordings');
    const sample = texts.find((text) => text.split('"rowId"').length === 2)!;
    async function broadcasts(times: number): Promise<Latency> {
      await bare.ask('forget');
      const sent = await filler.ask<Sent>('scheduledBroadcasts', {
        url: bareServer.url,
        sample,
        ...schedule,
        times,
      } satisfies ScheduledBroadcasts);
      await untilQuiet(bareServer, bare);
      return bare.ask<Latency>('latencies', sent);
    }
    await broadcasts(100);

    const found = { ours: [] as Latency[], bare: [] as Latency[] };
    for (let round = 0; round < rounds; round += 1) {
      found.ours.push(await fills(schedule.times));
      found.bare.push(await broadcasts(schedule.times));
      say(
        `round ${round + 1}: ${Object.entries(found)
          .map(
            ([name, all]) =>
              `${name} p50 ${all.at(-1)!.p50.toFixed(1)}, p99 ${all.at(-1)!.p99.toFixed(1)}, most ${all.at(-1)!.most.toFixed(1)} ms, ${all.at(-1)!.missing} missing`,
          )
          .join('; ')}`,
      );
    }
    const over = (key: 'p50' | 'p99') => found.ours.map((one, n) => one[key] - found.bare[n]![key]);
    return {
      subscribers,
      rounds,
      seconds,
      message_bytes: Buffer.byteLength(sample),
      ...spread('p50_over_ms', over('p50'), 1),
      ...spread('p99_over_ms', over('p99'), 1),
      ...spread(
        'p50_ms',
        found.ours.map(({ p50 }) => p50),
        1,
      ),
      ...spread(
        'p99_ms',
        found.ours.map(({ p99 }) => p99),
        1,
      ),
      bare_p50_ms: rounded(median(found.bare.map(({ p50 }) => p50)), 1),
      bare_p99_ms: rounded(median(found.bare.map(({ p99 }) => p99)), 1),
      deliveries: found.ours.reduce((sum, { count }) => sum + count, 0),
      missing: found.ours.reduce((sum, { missing }) => sum + missing, 0),
    };
  } finally {
    await stage.stop();
  }
};
