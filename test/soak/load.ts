// The clients, in a process of their own: what they do and hear is written down as it happens.
import { setTimeout as sleep } from 'node:timers/promises';
import { followed } from './filters.ts';
import { recorder } from './history.ts';
import { randomOf } from './random.ts';
import { type Hands, review } from './reviewer.ts';
import { type Follower, follow } from './subscriber.ts';

export interface LoadOrder {
  urls: string[];
  datasetId: string;
  people: { number: number; secret: string }[];
  reviewers: number;
  subscribers: number;
  pace: number;
  seed: number;
  file: string;
}

/** In milliseconds, as reviewers ask for them. */
const longestClaim = 6_000;
/** How quiet it has to be before the followers have heard all there is, in milliseconds; and how long that is waited for. */
const quiet = { for: 3_000, atMost: 30_000 };

async function main(order: LoadOrder): Promise<void> {
  const { urls, datasetId, people, reviewers, subscribers, pace, seed, file } = order;
  const history = recorder(file);
  const random = randomOf(seed);
  let stopping = false;
  let ids = 0;
  const hands: Hands = { urls, datasetId, random, known: [], nextId: () => ++ids, write: history.write, pace };

  const followers: Follower[] = [];
  process.on('message', (message: string) => {
    if (message === 'stop') stopping = true;
    else if (message === 'doze') for (const follower of followers) if (random() < 0.3) follower.doze(5_000);
  });

  const working = people.slice(0, reviewers).map((person) => review(hands, person, () => stopping));
  for (let n = 0; n < subscribers; n++) {
    const { secret } = people[n % people.length]!;
    const url = urls[Math.floor(n / followed.length) % urls.length]!;
    const filter = n % 25 === 24 ? 'sizes' : followed[n % followed.length]!;
    followers.push(follow({ who: n, url, secret, datasetId, filter, random, write: history.write }));
    // Not all in one moment: what a start costs is not what is looked at here.
    if (n % 10 === 9) await sleep(50);
  }
  process.send?.({ ready: true });
  await Promise.all(working);

  // What is still held runs out first, and that is an event too.
  await sleep(longestClaim + 2_500);
  const begun = Date.now();
  const isQuiet = () => followers.every((one) => one.isConnected() && Date.now() - one.heardAt() > quiet.for);
  while (!isQuiet() && Date.now() - begun < quiet.atMost) await sleep(200);
  for (const follower of followers) follower.stop();
  await sleep(200);
  await history.close();
  process.exit(0);
}

process.once('message', (order: LoadOrder) => void main(order));
