import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { type ParsedCursor, parseCursor } from './cursor.ts';
import { type Channel, joinChannel } from './filter-channel.ts';
import type { Follower } from './follower.ts';
import { Mailbox, type Messages } from './mailbox.ts';
import type { Found, QueueMessage, ReloadReason } from './queue-message.ts';

export interface WatchQueue {
  shape: DatasetShape;
  condition: Condition;
  /** Where to go on; null to start from now. */
  after: string | null;
}

/** Follows a filter: what enters it, changes in it and leaves it, gapless from a cursor on. The first message comes at
 * once; all who follow the same filter get the same messages, the first one too where they come at one moment with one cursor. */
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
    const from = cursor && cursor !== 'unknown' && !reload ? cursor.seq : null;
    const missed = await catchUp(channel, from ?? follower.state.seq);
    // No await from the last look until here: nothing falls between.
    const now = channel.now(reload ?? (missed ? null : 'CURSOR_TOO_OLD'));
    mailbox.put(channel.arrivals.message(from, now, () => together(from === null ? [] : (missed ?? []))));
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

/** Until level with the follower and the channel; null when there is more to read than one look takes. */
async function catchUp(channel: Channel, from: number): Promise<Found[] | null> {
  const { follower, arrivals } = channel;
  const missed: Found[] = [];
  let seq = from;
  let tooMuch = false;
  while (seq < follower.state.seq || !channel.isLevel()) {
    if (seq >= follower.state.seq) {
      // The channel is about to be told of what this subscriber has seen already.
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    const piece = await arrivals.pieceAfter(seq);
    if (piece) missed.push(piece.found);
    else tooMuch = true;
    seq = piece ? piece.to : follower.state.seq;
  }
  return tooMuch ? null : missed;
}

const together = (found: Found[]): Found => ({
  changes: found.flatMap(({ changes }) => changes),
  bulk: found.flatMap(({ bulk }) => bulk),
  columnsChanged: found.some(({ columnsChanged }) => columnsChanged),
});
