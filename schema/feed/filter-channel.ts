import type { Services } from '../context.ts';
import { type RowCount, sizeOf } from '../queue/count-rows.ts';
import { needsOf } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { Arrivals } from './arrivals.ts';
import type { Batch, Follower, Seat } from './follower.ts';
import type { Mailbox } from './mailbox.ts';
import { MovingCount } from './moving-count.ts';
import { type QueueMessage, type ReloadReason, isQuiet, joinMessages, readThrough } from './queue-message.ts';

/** All who follow the same filter of a dataset in this process. Each batch of events is looked at once for all of them, and
 * all get the same message object, so that it can be executed and written out once. */
export interface Channel {
  readonly follower: Follower;
  readonly condition: Condition;
  readonly wantsRows: boolean;
  /** What those who come have missed. */
  readonly arrivals: Arrivals;
  /** Whether everything that the follower has seen was told here too: a large event is told seat by seat. */
  isLevel(): boolean;
  /** A message of this moment in which nothing happened. */
  now(reload: ReloadReason | null): QueueMessage;
  /** How a message joins one that waits. */
  join: (waiting: QueueMessage, next: QueueMessage) => QueueMessage;
  enter(mailbox: Mailbox<QueueMessage>): void;
  /** The last one who leaves ends the channel. */
  leave: (mailbox: Mailbox<QueueMessage>) => void;
}

/** A filter whose rows nothing touches still gets its cursor moved on after this many events, so that it can resume. */
const silentFor = 1000;

type Reads = Pick<Services, 'db' | 'limits'>;

interface Opening {
  channel: Promise<Channel>;
  /** Those who are in it or on their way in. */
  members: number;
}

const channels = new WeakMap<Follower, Map<string, Opening>>();

/** The channel of a filter, opened for the first who asks. Whoever gets it must leave it. */
export async function joinChannel(
  services: Reads,
  { follower, condition }: { follower: Follower; condition: Condition },
): Promise<Channel> {
  let open = channels.get(follower);
  if (!open) channels.set(follower, (open = new Map<string, Opening>()));
  const key = JSON.stringify(condition);
  let opening = open.get(key);
  if (!opening) {
    const forget = () => open.get(key) === opening && open.delete(key);
    const fresh: Opening = {
      members: 0,
      channel: openChannel(services, follower, condition, () => (fresh.members -= 1) === 0 && forget()),
    };
    open.set(key, (opening = fresh));
    fresh.channel.catch(forget);
  }
  opening.members += 1;
  return opening.channel;
}

/** @param onLeave answers whether that was the last one. */
async function openChannel(services: Reads, follower: Follower, condition: Condition, onLeave: () => boolean): Promise<Channel> {
  const needs = needsOf(condition);
  const wantsRows = needs === 'row';
  const arrivals = new Arrivals({ follower, condition, wantsRows });
  const mailboxes = new Set<Mailbox<QueueMessage>>();
  /** For filters that sizes cannot answer. */
  let counted: MovingCount | null = null;

  const total = (): RowCount =>
    counted?.now ?? {
      value: sizeOf(condition, follower.combinations, follower.state.sizes, needs === 'claim' ? follower.state.held() : [])!,
      exact: true,
    };
  const now = (reload: ReloadReason | null): QueueMessage => ({
    seq: follower.state.seq,
    epoch: follower.epoch,
    changes: [],
    bulk: [],
    reload,
    columnsChanged: false,
    total: total(),
  });
  /** What messages that wait were joined to: for all who wait with the same it is the same again. */
  const joined = new WeakMap<QueueMessage, { next: QueueMessage; message: QueueMessage }>();
  const tell = (message: QueueMessage): void => {
    for (const mailbox of mailboxes) mailbox.put(message);
  };

  let seq = 0;
  let told = 0;
  function take(batch: Batch): void {
    const last = batch.events.at(-1)?.seq ?? seq;
    if (last <= seq) return;
    const found = readThrough(batch, seq, condition, wantsRows, (at, by) => counted?.move(at, by));
    seq = last;
    if (mailboxes.size === 0 || (isQuiet(found) && seq - told < silentFor)) return;
    told = seq;
    tell({ ...now(null), ...found });
  }
  const seat: Seat = {
    wantsRows,
    take,
    reload() {
      arrivals.forget();
      counted?.recount();
      seq = told = follower.state.seq;
      tell(now('TOO_SLOW'));
    },
  };

  if (needs === 'row' || needs === 'id')
    counted = await MovingCount.start(services, { datasetId: follower.datasetId, condition }, () => tell(now(null)));
  // Whom the follower is behind: it looks once. What the follower has seen since the count moves it.
  if (counted && counted.from > follower.state.seq) await follower.poke();
  seq = counted ? Math.min(counted.from, follower.state.seq) : follower.state.seq;
  while (seq < follower.state.seq) {
    const batch = await follower.batchAfter(seq, wantsRows);
    if (batch) take({ ...batch, events: batch.events.filter((event) => event.seq <= follower.state.seq) });
    else {
      counted?.recount();
      seq = follower.state.seq;
    }
  }
  told = seq;
  // No await since the last look: nothing falls between.
  follower.seats.add(seat);

  return {
    follower,
    condition,
    wantsRows,
    arrivals,
    isLevel: () => seq === follower.state.seq,
    now,
    join(waiting, next) {
      const known = joined.get(waiting);
      if (known?.next === next) return known.message;
      const message = joinMessages(waiting, next, services.limits.subscriberBuffer);
      joined.set(waiting, { next, message });
      return message;
    },
    enter: (mailbox) => void mailboxes.add(mailbox),
    leave(mailbox) {
      mailboxes.delete(mailbox);
      if (onLeave()) follower.seats.delete(seat);
    },
  };
}
