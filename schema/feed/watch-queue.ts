import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type RowCount, sizeOf } from '../queue/count-rows.ts';
import { needsOf } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { parseCursor } from './cursor.ts';
import type { EventKind } from './feed-event.ts';
import type { Batch, Follower, Seat } from './follower.ts';
import { makeMailbox } from './mailbox.ts';
import { MovingCount } from './moving-count.ts';
import { seenInBulk } from './see-bulk.ts';
import { type ChangeKind, seenThrough } from './see-change.ts';

export type ReloadReason = 'CURSOR_TOO_OLD' | 'CURSOR_UNKNOWN' | 'TOO_SLOW' | 'COLUMNS_CHANGED';

/** What one event did to one row, seen through a filter. */
export interface RowChange {
  kind: ChangeKind;
  seq: number;
  event: EventKind;
  at: number;
  actorId: number | null;
  rowId: number;
}

/** What one event did to many rows at once. */
export interface BulkChange {
  seq: number;
  event: EventKind;
  at: number;
  actorId: number | null;
  entered: number[];
  changed: number[];
  left: number[];
}

export interface QueueMessage {
  seq: number;
  epoch: string;
  changes: RowChange[];
  bulk: BulkChange[];
  reload: ReloadReason | null;
  columnsChanged: boolean;
  total: RowCount;
}

/** A filter whose rows nothing touches still gets its cursor moved on after this many events, so that it can resume. */
const silentFor = 1000;

export interface WatchQueue {
  shape: DatasetShape;
  condition: Condition;
  /** Where to go on; null to start from now. */
  after: string | null;
}

/** Follows a filter: what enters it, changes in it and leaves it, gapless from a cursor on. The first message comes at once. */
export async function watchQueue(
  services: Pick<Services, 'db' | 'feed' | 'limits'>,
  { shape, condition, after }: WatchQueue,
): Promise<AsyncIterableIterator<QueueMessage>> {
  const { feed, limits } = services;
  const follower = await feed.follow(shape.id);
  const needs = needsOf(condition);
  const wantsRows = needs === 'row';
  let seq = 0;
  /** For filters that sizes cannot answer. */
  let counted: MovingCount | null = null;

  const totalNow = ({ state, combinations }: Follower): RowCount =>
    counted?.now ?? { value: sizeOf(condition, combinations, state.sizes, needs === 'claim' ? state.held() : [])!, exact: true };

  const mailbox = makeMailbox<QueueMessage>(
    (waiting, next) => {
      const columnsChanged = waiting.columnsChanged || next.columnsChanged;
      const joined = { ...next, changes: [...waiting.changes, ...next.changes], bulk: [...waiting.bulk, ...next.bulk], columnsChanged };
      const reload = next.reload ?? waiting.reload ?? (weightOf(joined) > limits.subscriberBuffer ? 'TOO_SLOW' : null);
      return reload ? { ...next, changes: [], bulk: [], columnsChanged, reload } : joined;
    },
    () => void follower.seats.delete(seat),
  );

  const empty = (total: RowCount, reload: ReloadReason | null = null): QueueMessage => ({
    seq,
    epoch: follower.epoch,
    changes: [],
    bulk: [],
    reload,
    columnsChanged: false,
    total,
  });

  function read(batch: Batch): Pick<QueueMessage, 'changes' | 'bulk' | 'columnsChanged'> {
    const found = { changes: [] as RowChange[], bulk: [] as BulkChange[], columnsChanged: false };
    for (const event of batch.events) {
      if (event.seq <= seq) continue;
      const { at, actorId, kind } = event;
      if (kind === 'columns') found.columnsChanged = true;
      if (event.bulk) {
        const { by, ...rows } = seenInBulk(condition, event, batch, wantsRows);
        counted?.move(event.seq, by);
        if (rows.entered.length + rows.changed.length + rows.left.length > 0)
          found.bulk.push({ seq: event.seq, event: kind, at, actorId, ...rows });
        continue;
      }
      for (const change of batch.changesOf(event)) {
        const seen = seenThrough(condition, change, wantsRows);
        if (!seen) continue;
        counted?.move(event.seq, seen.by);
        found.changes.push({ kind: seen.kind, rowId: change.rowId, seq: event.seq, event: kind, at, actorId });
      }
    }
    return found;
  }

  let told = 0;
  function tell(batch: Batch): void {
    const found = read(batch);
    const last = batch.events.at(-1)?.seq ?? seq;
    if (last <= seq) return;
    seq = last;
    const quiet = found.changes.length === 0 && found.bulk.length === 0 && !found.columnsChanged;
    if (quiet && seq - told < silentFor) return;
    told = seq;
    mailbox.put({ ...empty(totalNow(follower)), ...found });
  }

  const seat: Seat = {
    wantsRows,
    take: tell,
    reload() {
      counted?.recount();
      seq = told = follower.state.seq;
      mailbox.put(empty(totalNow(follower), 'TOO_SLOW'));
    },
  };

  if (needs === 'row' || needs === 'id')
    counted = await MovingCount.start(services, { datasetId: shape.id, condition }, () => mailbox.put(empty(totalNow(follower))));
  const cursor = after === null ? null : parseCursor(after, follower.epoch);
  // Whom the follower is behind: it looks once.
  if (Math.max(counted?.from ?? 0, cursor === 'unknown' ? 0 : (cursor?.seq ?? 0)) > follower.state.seq) await follower.poke();
  const now = follower.state.seq;
  let reload: ReloadReason | null = null;
  if (cursor === 'unknown' || (cursor && cursor.seq > now)) reload = 'CURSOR_UNKNOWN';
  else if (cursor && now - cursor.seq > limits.resumeEvents) reload = 'CURSOR_TOO_OLD';

  // Alone until level with the follower, from then on with everybody. A count goes on from where it was made.
  seq = cursor && cursor !== 'unknown' && !reload ? cursor.seq : Math.min(counted?.from ?? now, now);
  const missed: Pick<QueueMessage, 'changes' | 'bulk' | 'columnsChanged'>[] = [];
  while (seq < follower.state.seq) {
    const batch = await follower.batchAfter(seq, wantsRows);
    if (!batch) {
      counted?.recount();
      reload ??= cursor && 'CURSOR_TOO_OLD';
      seq = follower.state.seq;
      break;
    }
    // Not past the follower, or its sizes and this seat would not be of the same moment.
    const events = batch.events.filter((event) => event.seq <= follower.state.seq);
    missed.push(read({ ...batch, events }));
    seq = events.at(-1)?.seq ?? seq;
  }
  // No await between the last look and taking the seat: nothing falls between.
  follower.seats.add(seat);
  told = seq;
  const first = empty(totalNow(follower), reload);
  const resumed = cursor !== null && !reload;
  mailbox.put(
    !resumed
      ? first
      : {
          ...first,
          changes: missed.flatMap((one) => one.changes),
          bulk: missed.flatMap((one) => one.bulk),
          columnsChanged: missed.some((one) => one.columnsChanged),
        },
  );
  return mailbox.messages;
}

/** How much a message that waits holds: a change weighs 1, and of the rows that a bulk change names a hundred do. */
const weightOf = ({ changes, bulk }: Pick<QueueMessage, 'changes' | 'bulk'>): number =>
  bulk.reduce(
    (sum, { entered, changed, left }) => sum + 1 + Math.floor((entered.length + changed.length + left.length) / 100),
    changes.length,
  );
