import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type SliceRecord, slicesOf } from '../queue/slices/slice-record.ts';
import type { Seat } from './follower.ts';
import { makeMailbox } from './mailbox.ts';
import { type SliceTally, tallySlices } from './slice-tally.ts';

export interface SlicesMessage {
  seq: number;
  epoch: string;
  slices: (SliceRecord & { tally: SliceTally })[];
}

/** Slices that need counting are counted again at most this often while rows change, in milliseconds. */
const atMostEvery = 100;

/** Follows all slices of a dataset: sizes, holders, pace, and the slices themselves. The first message comes at once. */
export async function watchSlices(services: Pick<Services, 'db' | 'feed' | 'limits' | 'signals'>, { shape }: { shape: DatasetShape }): Promise<AsyncIterableIterator<SlicesMessage>> {
  const { db, feed, signals } = services;
  const epoch = await feed.epochOf(shape);
  const follower = await feed.follow(shape.id);
  let slices = (await slicesOf(db, [shape.id]))[0]!;
  let busy = false;
  let again = false;
  let open = true;

  const mailbox = makeMailbox<SlicesMessage>((_, next) => next, () => {
    open = false;
    follower.seats.delete(seat);
    offStructure();
  });

  async function tell(): Promise<void> {
    again = true;
    if (busy) return;
    busy = true;
    while (again && open) {
      again = false;
      // What fails now is told with the next change.
      const tallies = await tallySlices(services, follower, slices).catch(() => null);
      if (tallies) mailbox.put({ seq: follower.state.seq, epoch, slices: slices.map((slice, n) => ({ ...slice, tally: tallies[n]! })) });
      await new Promise((resolve) => setTimeout(resolve, atMostEvery));
    }
    busy = false;
  }

  const seat: Seat = { wantsRows: false, take: () => void tell(), reload: () => void tell() };
  const offStructure = signals.on('structure', ({ datasetId }) => {
    if (datasetId !== shape.id) return;
    void slicesOf(db, [shape.id]).then(
      ([now]) => {
        slices = now!;
        void tell();
      },
      () => undefined,
    );
  });
  follower.seats.add(seat);
  void tell();
  return mailbox.messages;
}
