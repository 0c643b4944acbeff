import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { type ParsedCursor, parseCursor } from './cursor.ts';
import { type Channel, joinChannel } from './filter-channel.ts';
import type { Follower } from './follower.ts';
import { Mailbox, type Messages } from './mailbox.ts';
import { type Found, type QueueMessage, type ReloadReason, readThrough } from './queue-message.ts';

export interface WatchQueue {
  shape: DatasetShape;
  condition: Condition;
  /** Where to go on; null to start from now. */
  after: string | null;
}

/** Follows a filter: what enters it, changes in it and leaves it, gapless from a cursor on. The first message comes at
 * once and is the subscriber's own; from then on all who follow the same filter get the same messages. */
export async function watchQueue(
  services: Pick<Services, 'db' | 'feed' | 'limits'>,
  { shape, condition, after }: WatchQueue,
): Promise<Messages<QueueMessage>> {
  const { feed, limits } = services;
  const follower = await feed.follow(shape.id);
  const channel = await joinChannel(services, { follower, condition });
  const mailbox = new Mailbox(channel.join, channel.leave);
  try {
    const cursor = after === null ? null : parseCursor(after, follower.epoch);
    // Whom the follower is behind: it looks once.
    if (cursor && cursor !== 'unknown' && cursor.seq > follower.state.seq) await follower.poke();
    const reload = reasonToReload(cursor, follower, limits.resumeEvents);
    const missed = await catchUp(channel, cursor && cursor !== 'unknown' && !reload ? cursor.seq : follower.state.seq);
    const resumed = cursor && !reload ? (missed ?? []) : [];
    // No await from the last look until here: nothing falls between.
    mailbox.put({
      ...channel.now(reload ?? (missed ? null : 'CURSOR_TOO_OLD')),
      changes: resumed.flatMap((one) => one.changes),
      bulk: resumed.flatMap((one) => one.bulk),
      columnsChanged: resumed.some((one) => one.columnsChanged),
    });
    channel.enter(mailbox);
    return mailbox;
  } catch (error) {
    channel.leave(mailbox);
    throw error;
  }
}

function reasonToReload(cursor: ParsedCursor | null, { state: { seq: now } }: Follower, resumeEvents: number): ReloadReason | null {
  if (cursor === null) return null;
  if (cursor === 'unknown' || cursor.seq > now) return 'CURSOR_UNKNOWN';
  return now - cursor.seq > resumeEvents ? 'CURSOR_TOO_OLD' : null;
}

/** Alone until level with the follower and the channel; null when there is more to read than one look takes. */
async function catchUp(channel: Channel, from: number): Promise<Found[] | null> {
  const { follower, condition, wantsRows } = channel;
  const missed: Found[] = [];
  let seq = from;
  let tooMuch = false;
  while (seq < follower.state.seq || !channel.isLevel()) {
    if (seq >= follower.state.seq) {
      // The channel is about to be told of what this subscriber has seen already.
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    const batch = await follower.batchAfter(seq, wantsRows);
    if (!batch) {
      tooMuch = true;
      seq = follower.state.seq;
      continue;
    }
    // Not past the follower, or its sizes and this subscriber would not be of the same moment.
    const events = batch.events.filter((event) => event.seq <= follower.state.seq);
    missed.push(readThrough({ ...batch, events }, seq, condition, wantsRows));
    seq = events.at(-1)?.seq ?? seq;
  }
  return tooMuch ? null : missed;
}
