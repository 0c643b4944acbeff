import type { Services } from '../context.ts';
import { type DatasetShape, forgetShape, loadShape, shapeOf } from '../datasets/dataset-shape.ts';
import { epochOf, readHistory } from './cursor.ts';
import { Follower } from './follower.ts';

/** The followers of this process, one for each dataset that anybody here watches. */
export interface Feed {
  /** The follower of a dataset, started if need be; it goes on for as long as it has seats. */
  follow(datasetId: number): Promise<Follower>;
  /** The epoch of a dataset's cursors. */
  epochOf(shape: DatasetShape): Promise<string>;
  stop(): void;
}

export interface FeedOptions extends Pick<Services, 'db' | 'signals' | 'limits'> {
  onError?(error: unknown): void;
}

/** Without a hint a follower looks for itself this often, in milliseconds. */
const lookEvery = 1000;
/** A follower without seats is kept this long, so that a page that reloads finds it warm. */
const idleFor = 30_000;

export function makeFeed({ db, signals, limits, onError = () => undefined }: FeedOptions): Feed {
  const followers = new Map<number, Promise<Follower>>();
  const idleSince = new Map<number, number>();
  let history: Promise<string> | null = null;

  const poke = async (datasetId: number): Promise<void> => {
    await (await followers.get(datasetId))?.poke();
  };

  async function start(datasetId: number): Promise<Follower> {
    const shape = async () => (await shapeOf({ db, signals }, datasetId)) ?? (await loadShape(db, datasetId))!;
    const epoch = async () => epochOf(await currentHistory(), (await shape()).epoch);
    return Follower.start({
      db,
      datasetId,
      shape,
      epoch,
      limit: limits.resumeEvents,
      onColumns: () => forgetShape(signals, datasetId),
      onError,
    });
  }

  /** A connection that was lost may have come back to another history: everybody starts again then. */
  async function lookAgain(): Promise<void> {
    const before = await history?.catch(() => null);
    history = null;
    if (before && before !== (await currentHistory())) for (const follower of followers.values()) await (await follower).startOver();
    for (const datasetId of followers.keys()) void poke(datasetId).catch(onError);
  }

  const currentHistory = (): Promise<string> => {
    history ??= readHistory(db);
    history.catch(() => (history = null));
    return history;
  };

  const offDataset = signals.on('dataset', ({ datasetId }) => void poke(datasetId).catch(onError));
  const offGap = signals.onGap(() => void lookAgain().catch(onError));
  const timer = setInterval(() => {
    for (const [datasetId, follower] of followers) void tend(datasetId, follower).catch(onError);
  }, lookEvery);
  timer.unref();

  async function tend(datasetId: number, starting: Promise<Follower>): Promise<void> {
    const follower = await starting;
    if (follower.seats.size > 0) {
      idleSince.delete(datasetId);
      return follower.poke();
    }
    const since = idleSince.get(datasetId) ?? Date.now();
    idleSince.set(datasetId, since);
    if (Date.now() - since < idleFor) return follower.poke();
    followers.delete(datasetId);
    idleSince.delete(datasetId);
    follower.stop();
  }

  return {
    follow(datasetId) {
      // Whoever asks takes a seat soon.
      idleSince.delete(datasetId);
      let follower = followers.get(datasetId);
      if (!follower) {
        follower = start(datasetId);
        followers.set(datasetId, follower);
        follower.catch(() => followers.delete(datasetId));
      }
      return follower;
    },
    async epochOf(shape) {
      return epochOf(await currentHistory(), shape.epoch);
    },
    stop() {
      clearInterval(timer);
      offDataset();
      offGap();
      for (const follower of followers.values()) void follower.then((one) => one.stop()).catch(onError);
      followers.clear();
    },
  };
}
