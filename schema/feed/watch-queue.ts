import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type RowCount, sizeOf } from '../queue/count-rows.ts';
import { findRows } from '../queue/find-rows.ts';
import { evaluateFilter, needsOf } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { parseCursor } from './cursor.ts';
import type { EventKind } from './feed-event.ts';
import type { Batch, Follower, Seat } from './follower.ts';
import { makeMailbox } from './mailbox.ts';
import type { RowChangeFacts } from './row-changes.ts';

export type ChangeKind = 'ENTERED' | 'CHANGED' | 'LEFT';
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
export async function watchQueue(services: Pick<Services, 'db' | 'feed' | 'limits'>, { shape, condition, after }: WatchQueue): Promise<AsyncIterableIterator<QueueMessage>> {
  const { db, feed, limits } = services;
  const epoch = await feed.epochOf(shape);
  const follower = await feed.follow(shape.id);
  const needs = needsOf(condition);
  const wantsRows = needs === 'row';
  let seq = 0;
  /** For filters that sizes cannot answer: counted once at a known seq, then moved by events. */
  let counted: { value: number; exact: boolean; from: number } | null = null;

  const totalNow = ({ state, combinations }: Follower): RowCount =>
    counted
      ? { value: Math.max(0, counted.value), exact: counted.exact }
      : { value: sizeOf(condition, combinations, state.sizes, needs === 'claim' ? state.held() : [])!, exact: true };

  const mailbox = makeMailbox<QueueMessage>(
    (waiting, next) => {
      const changes = [...waiting.changes, ...next.changes];
      const tooSlow = changes.length + waiting.bulk.length > limits.subscriberBuffer;
      if (tooSlow || waiting.reload) return { ...next, changes: [], bulk: [], reload: waiting.reload ?? 'TOO_SLOW' };
      return { ...next, changes, bulk: [...waiting.bulk, ...next.bulk], reload: next.reload, columnsChanged: waiting.columnsChanged || next.columnsChanged };
    },
    () => void follower.seats.delete(seat),
  );

  const empty = (total: RowCount, reload: ReloadReason | null = null): QueueMessage => ({ seq, epoch, changes: [], bulk: [], reload, columnsChanged: false, total });

  function read(batch: Batch): Pick<QueueMessage, 'changes' | 'bulk' | 'columnsChanged'> {
    const found = { changes: [] as RowChange[], bulk: [] as BulkChange[], columnsChanged: false };
    for (const event of batch.events) {
      if (event.seq <= seq) continue;
      const { at, actorId, kind } = event;
      const seen = batch.changesOf(event).flatMap((change) => {
        const what = kindOf(condition, change);
        return what ? [{ kind: what, rowId: change.rowId }] : [];
      });
      if (counted && event.seq > counted.from) for (const { kind: what } of seen) counted.value += what === 'ENTERED' ? 1 : what === 'LEFT' ? -1 : 0;
      if (kind === 'columns') found.columnsChanged = true;
      if (event.bulk && seen.length > 0) {
        const of = (what: ChangeKind) => seen.filter((one) => one.kind === what).map((one) => one.rowId);
        found.bulk.push({ seq: event.seq, event: kind, at, actorId, entered: of('ENTERED'), changed: of('CHANGED'), left: of('LEFT') });
      } else if (!event.bulk) {
        for (const one of seen) found.changes.push({ ...one, seq: event.seq, event: kind, at, actorId });
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
    mailbox.put({ seq, epoch, ...found, reload: null, total: totalNow(follower) });
  }

  const seat: Seat = { wantsRows, take: tell, reload: () => void reloadWith('TOO_SLOW') };

  const reloadWith = (reason: ReloadReason) => {
    seq = follower.state.seq;
    mailbox.put(empty({ value: 0, exact: false }, reason));
    return mailbox.messages;
  };

  if (wantsRows) {
    const { seq: from, total } = await findRows(db, { datasetId: shape.id, condition, order: 'POSITION', limit: 1, from: null, backwards: false, count: true, countBound: limits.countBound });
    counted = { ...total!, from };
  }
  if (after !== null) {
    const cursor = parseCursor(after, epoch);
    if (cursor === 'unknown') return reloadWith('CURSOR_UNKNOWN');
    if (cursor.seq > follower.state.seq) await follower.poke();
    if (cursor.seq > follower.state.seq) return reloadWith('CURSOR_UNKNOWN');
    if (follower.state.seq - cursor.seq > limits.resumeEvents) return reloadWith('CURSOR_TOO_OLD');
    seq = told = cursor.seq;
    // Alone until level with the follower; from then on with everybody.
    const missed: QueueMessage[] = [];
    while (seq < follower.state.seq) {
      const batch = await follower.batchAfter(seq, wantsRows);
      if (!batch) return reloadWith('CURSOR_TOO_OLD');
      const found = read(batch);
      seq = batch.events.at(-1)?.seq ?? follower.state.seq;
      missed.push({ ...empty({ value: 0, exact: false }), seq, ...found });
    }
    // No await between the last look and taking the seat: nothing falls between.
    follower.seats.add(seat);
    mailbox.put({
      ...empty(totalNow(follower)),
      changes: missed.flatMap((one) => one.changes),
      bulk: missed.flatMap((one) => one.bulk),
      columnsChanged: missed.some((one) => one.columnsChanged),
    });
    return mailbox.messages;
  }
  seq = told = follower.state.seq;
  follower.seats.add(seat);
  mailbox.put(empty(totalNow(follower)));
  return mailbox.messages;
}

/** What an event did to a row, seen through a filter; null when the filter sees nothing of it. */
function kindOf(condition: Condition, { before, after }: RowChangeFacts): ChangeKind | null {
  // A removed row of which nothing is known any more: it has left, for whoever had it.
  if (!before && !after) return 'LEFT';
  const was = before !== null && evaluateFilter(condition, before);
  const is = after !== null && evaluateFilter(condition, after);
  return is ? (was ? 'CHANGED' : 'ENTERED') : was ? 'LEFT' : null;
}
