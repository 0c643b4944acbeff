import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type SliceRecord, slicesOf } from '../queue/slices/slice-record.ts';
import { onceMore } from '../once-more.ts';
import type { Follower, Seat } from './follower.ts';
import { type Watch, sharedWatches } from './share-watch.ts';
import { SliceCounts } from './slice-counts.ts';
import { type SliceTally, tallySlices } from './slice-tally.ts';

export interface SlicesMessage {
  seq: number;
  epoch: string;
  slices: (SliceRecord & { tally: SliceTally })[];
}

/** While rows change, tallies go out at most this often, in milliseconds. Slices over texts and times take a look at the
 * rows that are held or were filled of late. */
const atMostEvery = { slow: 1000, else: 100 };

type WatchServices = Pick<Services, 'db' | 'feed' | 'limits' | 'signals'>;

interface SlicesWatch extends Watch {
  /** What was told last, if it is about these very slices; what happened since comes by itself. */
  now(slices: SliceRecord[]): SlicesMessage | null;
}

const join = sharedWatches<SlicesMessage, SlicesWatch>();

/** Follows all slices of a dataset: sizes, holders, pace, and the slices themselves. The first message comes at once. All who
 * watch a dataset's slices share one message object. */
export async function watchSlices(
  services: WatchServices,
  { shape }: { shape: DatasetShape },
): Promise<AsyncIterableIterator<SlicesMessage>> {
  const follower = await services.feed.follow(shape.id);
  // Read for each who comes: they must see the slices that they have made themselves, signal or no signal.
  const slices = (await slicesOf(services.db, [shape.id]))[0]!;
  return join({
    owner: follower,
    key: 'slices',
    start: (tell) => startSlices(services, follower, slices, tell),
    greet: (watch) => watch.now(slices),
  });
}

function startSlices(
  services: WatchServices,
  follower: Follower,
  first: SliceRecord[],
  tellAll: (message: SlicesMessage) => void,
): SlicesWatch {
  const { db, signals } = services;
  const { datasetId } = follower;
  let slices = first;
  let told: SlicesMessage | null = null;
  /** Those that `told` tells of. */
  let toldOf: SliceRecord[] | null = null;
  let open = true;
  const isOver = () => !open;
  const counts = new SliceCounts(services, () => telling.ask());
  const telling = onceMore(tell, { isOver, rest: () => (counts.wantsRows ? atMostEvery.slow : atMostEvery.else) });
  // One look at a time, or an older one could come in last.
  const looking = onceMore(look, { isOver });

  async function tell(): Promise<void> {
    // What fails now is told with the next change.
    const now = slices;
    const tallies = await tallySlices(services, follower, now, counts.known).catch(() => null);
    if (!tallies) return;
    toldOf = now;
    told = { seq: follower.state.seq, epoch: follower.epoch, slices: now.map((slice, n) => ({ ...slice, tally: tallies[n]! })) };
    if (open) tellAll(told);
  }

  /** The slices may have changed: that makes no event. What fails is looked at again with the next signal. */
  async function look(): Promise<void> {
    const now = await slicesOf(db, [datasetId]).catch(() => null);
    if (!now || !open) return;
    slices = now[0]!;
    counts.keep(slices);
    telling.ask();
  }

  const seat: Seat = {
    get wantsRows() {
      return counts.wantsRows;
    },
    take(batch) {
      counts.take(batch);
      telling.ask();
    },
    reload() {
      counts.recount();
      telling.ask();
    },
  };

  const stopListening = [
    signals.on('structure', (change) => change.datasetId === datasetId && looking.ask()),
    signals.onGap(() => looking.ask()),
  ];
  follower.seats.add(seat);
  counts.keep(slices);
  telling.ask();
  return {
    now(theirs) {
      if (JSON.stringify(theirs) === JSON.stringify(toldOf)) return told;
      // Before the first has been told that is on its way already.
      if (!toldOf && JSON.stringify(theirs) === JSON.stringify(slices)) return null;
      looking.ask();
      return null;
    },
    stop() {
      open = false;
      follower.seats.delete(seat);
      stopListening.forEach((stop) => stop());
    },
  };
}
