import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type SliceRecord, slicesOf } from '../queue/slices/slice-record.ts';
import type { Seat } from './follower.ts';
import { makeMailbox } from './mailbox.ts';
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

/** Follows all slices of a dataset: sizes, holders, pace, and the slices themselves. The first message comes at once. */
export async function watchSlices(
  services: Pick<Services, 'db' | 'feed' | 'limits' | 'signals'>,
  { shape }: { shape: DatasetShape },
): Promise<AsyncIterableIterator<SlicesMessage>> {
  const { db, feed, signals } = services;
  const follower = await feed.follow(shape.id);
  let slices = (await slicesOf(db, [shape.id]))[0]!;
  let busy = false;
  let again = false;
  let open = true;

  const mailbox = makeMailbox<SlicesMessage>(
    (_, next) => next,
    () => {
      open = false;
      follower.seats.delete(seat);
      stopListening.forEach((stop) => stop());
    },
  );
  const counts = new SliceCounts(services, () => void tell());

  async function tell(): Promise<void> {
    again = true;
    if (busy) return;
    busy = true;
    while (again && open) {
      again = false;
      // What fails now is told with the next change.
      const now = slices;
      const tallies = await tallySlices(services, follower, now, counts.known).catch(() => null);
      if (tallies)
        mailbox.put({ seq: follower.state.seq, epoch: follower.epoch, slices: now.map((slice, n) => ({ ...slice, tally: tallies[n]! })) });
      await new Promise((resolve) => setTimeout(resolve, counts.wantsRows ? atMostEvery.slow : atMostEvery.else));
    }
    busy = false;
  }

  const seat: Seat = {
    get wantsRows() {
      return counts.wantsRows;
    },
    take(batch) {
      counts.take(batch);
      void tell();
    },
    reload() {
      counts.recount();
      void tell();
    },
  };

  /** The slices may have changed: that makes no event. */
  async function lookAgain(): Promise<void> {
    slices = (await slicesOf(db, [shape.id]))[0]!;
    if (!open) return;
    counts.keep(slices);
    await tell();
  }
  // What fails is looked at again with the next signal.
  const look = () => void lookAgain().catch(() => undefined);
  const stopListening = [signals.on('structure', ({ datasetId }) => datasetId === shape.id && look()), signals.onGap(look)];
  follower.seats.add(seat);
  counts.keep(slices);
  void tell();
  return mailbox.messages;
}
