import type { RowCount } from '../queue/count-rows.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import type { EventKind } from './feed-event.ts';
import type { Batch } from './follower.ts';
import type { CountMove } from './moving-count.ts';
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

/** What some events did to a filter. */
export interface Found {
  changes: RowChange[];
  bulk: BulkChange[];
  columnsChanged: boolean;
}

/** What a subscriber of a filter is told at once. */
export interface QueueMessage extends Found {
  seq: number;
  epoch: string;
  reload: ReloadReason | null;
  total: RowCount;
}

/** Looks through a filter at the events of a batch after a seq, and tells how each moves the filter's size. */
export function readThrough(
  batch: Batch,
  after: number,
  condition: Condition,
  wantsRows: boolean,
  onMove: (seq: number, by: CountMove) => void = () => undefined,
): Found {
  const found: Found = { changes: [], bulk: [], columnsChanged: false };
  for (const event of batch.events) {
    if (event.seq <= after) continue;
    const { seq, at, actorId, kind } = event;
    if (kind === 'columns') found.columnsChanged = true;
    if (event.bulk) {
      const { by, ...rows } = seenInBulk(condition, event, batch, wantsRows);
      onMove(seq, by);
      if (rows.entered.length + rows.changed.length + rows.left.length > 0) found.bulk.push({ seq, event: kind, at, actorId, ...rows });
      continue;
    }
    for (const change of batch.changesOf(event)) {
      const seen = seenThrough(condition, change, wantsRows);
      if (!seen) continue;
      onMove(seq, seen.by);
      found.changes.push({ kind: seen.kind, rowId: change.rowId, seq, event: kind, at, actorId });
    }
  }
  return found;
}

export const isQuiet = ({ changes, bulk, columnsChanged }: Found): boolean => changes.length === 0 && bulk.length === 0 && !columnsChanged;

/** Two messages as one, for a subscriber who was busy; past the bound it is told to reload. */
export function joinMessages(waiting: QueueMessage, next: QueueMessage, bound: number): QueueMessage {
  const columnsChanged = waiting.columnsChanged || next.columnsChanged;
  const joined = { ...next, changes: [...waiting.changes, ...next.changes], bulk: [...waiting.bulk, ...next.bulk], columnsChanged };
  const reload = next.reload ?? waiting.reload ?? (weightOf(joined) > bound ? 'TOO_SLOW' : null);
  return reload ? { ...next, changes: [], bulk: [], columnsChanged, reload } : joined;
}

/** How much a message that waits holds: a change weighs 1, and of the rows that a bulk change names a hundred do. */
export const weightOf = ({ changes, bulk }: Found): number =>
  bulk.reduce(
    (sum, { entered, changed, left }) => sum + 1 + Math.floor((entered.length + changed.length + left.length) / 100),
    changes.length,
  );
