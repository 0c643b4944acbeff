import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import { queueChanged, waiting } from './kit/documents.ts';
import { openFilesLimit } from './kit/machine.ts';
import { rounded, median, spread } from './kit/measure.ts';
import { type SubscriberMemory, measureMemory, socketsWithin } from './kit/memory.ts';
import { openStage } from './kit/stage.ts';

/** Idle subscribers: what each costs the server's memory, and how long it takes until all are there; against a bare server that
 * takes one message from each socket and answers it. Fresh processes in every round. */
export const connect: Benchmark = async (say, { quick }) => {
  const wanted = quick ? 1000 : 10_000;
  const rounds = quick ? 1 : 3;
  const limit = openFilesLimit();
  const subscribers = socketsWithin(limit, wanted);
  say(`${subscribers} of ${wanted} subscribers (a process may have ${limit} files open), of 20 people, ${rounds} rounds`);
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(20);
    const { globalId: datasetId } = await makeDataset(stage.db, { projectId: stage.projectId, name: 'Connect', rows: 10_000 });
    const how = { secrets, query: queueChanged, variables: [{ datasetId, filter: waiting }], count: subscribers };
    const env = { DOCKET_SOCKETS: String(subscribers), DOCKET_SOCKETS_PER_PERSON: String(subscribers) };
    const found = { ours: [] as SubscriberMemory[], bare: [] as SubscriberMemory[] };
    for (let round = 0; round < rounds; round += 1) {
      for (const side of ['bare', 'ours'] as const) {
        const bare = side === 'bare';
        const server = bare ? await stage.bareServer() : await stage.server(env, { exposeGc: true });
        const client = await stage.client();
        const one = await measureMemory(server, client, { ...how, bare });
        found[side].push(one);
        say(
          `round ${round + 1}, ${side}: ${(one.rss / 1024).toFixed(1)} KiB of memory each (heap and buffers ${(one.heap / 1024).toFixed(1)}), ${one.seconds.toFixed(1)} s`,
        );
        await client.stop();
        await server.stop();
      }
    }
    const kib = (side: keyof typeof found, key: 'rss' | 'heap' | 'bytes') => found[side].map((one) => one[key] / 1024);
    return {
      subscribers,
      wanted,
      rounds,
      ...spread(
        'memory_ratio',
        kib('ours', 'bytes').map((one, n) => one / kib('bare', 'bytes')[n]!),
        2,
      ),
      heap_ratio: rounded(median(kib('ours', 'heap')) / median(kib('bare', 'heap'))),
      ...spread('rss_kib', kib('ours', 'rss'), 1),
      ...spread('bare_rss_kib', kib('bare', 'rss'), 1),
      ...spread('heap_kib', kib('ours', 'heap'), 1),
      ...spread('bare_heap_kib', kib('bare', 'heap'), 1),
      ...spread(
        'seconds',
        found.ours.map(({ seconds }) => seconds),
        1,
      ),
      ...spread(
        'bare_seconds',
        found.bare.map(({ seconds }) => seconds),
        1,
      ),
    };
  } finally {
    await stage.stop();
  }
};
