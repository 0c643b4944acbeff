import type { Client } from '../kit/client.ts';
import { filters } from './filters.ts';
import { type Follower, follow } from './follower.ts';

type Groups = { key: { annotation_status: string; priority: string | null }; count: number }[];

const Sizes = `subscription ($id: ID!) { queueSizes(datasetId: $id, groupBy: ["annotation_status", "priority"]) { groups { key count } } }`;

/** All that is on screens while a sequence runs: a follower of each filter, and the sizes at each server. */
export interface Watchers {
  followers: { name: string; follower: Follower }[];
  sizes: { latest(): Record<string, number> }[];
  stop(): Promise<void>;
}

export async function watchAll({ clientAt, datasetId }: { clientAt(server: number): Client; datasetId: string }): Promise<Watchers> {
  const followers = await Promise.all(
    filters.map(async ({ name, filter }, n) => {
      let turn = n;
      return { name, follower: await follow({ clients: () => clientAt(turn++ % 2), datasetId, filter }) };
    }),
  );
  const sizes = [0, 1].map((server) => watchSizes(() => clientAt(server), datasetId));
  return {
    followers,
    sizes,
    stop: async () => void (await Promise.all([...followers.map(({ follower }) => follower.stop()), ...sizes.map((one) => one.stop())])),
  };
}

function watchSizes(clients: () => Client, datasetId: string) {
  let client = clients();
  let groups: Groups = [];
  let stopped = false;
  const reading = (async () => {
    while (!stopped) {
      try {
        for await (const { queueSizes } of client.subscribe<{ queueSizes: { groups: Groups } }>(Sizes, { id: datasetId }))
          groups = queueSizes.groups;
      } catch {
        // Its server was killed, and is started again.
      }
      if (stopped) return;
      await client.close();
      client = clients();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    latest: () => Object.fromEntries(groups.map(({ key, count }) => [`${key.annotation_status}/${key.priority}`, count])),
    async stop() {
      stopped = true;
      await client.close();
      await reading;
    },
  };
}
