import { nobody } from '../queue/filter/row-image.ts';

export type EventKind =
  | 'added'
  | 'claimed'
  | 'released'
  | 'expired'
  | 'skipped'
  | 'edited'
  | 'reviewed'
  | 'filled'
  | 'reopened'
  | 'required'
  | 'undone'
  | 'removed'
  | 'columns';

/** What its actor may take back, as a list for SQL: that of the index `event_undoable`, word for word. */
export const undoableKinds = "('edited', 'reviewed', 'filled', 'reopened', 'skipped')";

/** The row's own record before an event: updated at, filled at (ms), filled by; who had answered it, of a row that wants several reviews. */
export type Was = [updatedAt: number, filledAt: number | null, filledById: number | null, reviewedBy?: number[] | null];

/** An event as the database tells it. Combination ids before and after; cells by column id as [before, after]. */
export interface StoredEvent {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  kind: EventKind;
  actorId: number | null;
  rowId: number | null;
  version: number | null;
  before: number | null;
  after: number | null;
  /** Whose claim it began or ended. All who hold a row that wants several reviews: `note.holders`. */
  holderBefore: number | null;
  holderAfter: number | null;
  cells: Record<string, [unknown, unknown]> | null;
  bulk: BulkEvent | null;
  note: {
    was?: Was;
    reason?: string;
    undoes?: number;
    undone?: boolean;
    group?: string;
    holders?: [before: number[], after: number[]];
  } | null;
}

/** A row that somebody filled. */
export interface Fill {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  actorId: number;
  rowId: number;
  /** Its combination once it was filled. */
  combinationId: number;
}

/** How many fills of the last hour a follower looks back on. */
export const recentFills = 5000;

/** Many rows at once, as parallel arrays. Added rows have no before, removed rows no after. */
export interface BulkEvent {
  rows: number[];
  befores?: number[];
  afters?: number[];
  versions?: number[];
  was?: Was[];
  holders?: (number | null)[];
  cells?: Record<string, { befores: unknown[]; after: unknown }>;
}

/** What one event did to one row. */
export interface RowMove {
  rowId: number;
  before: number | null;
  after: number | null;
  holdersBefore: readonly number[];
  holdersAfter: readonly number[];
}

/** The one who holds a row, if anybody does. */
export const heldBy = (holder: number | null): readonly number[] => (holder === null ? nobody : [holder]);

/** The rows of an event, one by one. */
export function movesOf(event: StoredEvent): RowMove[] {
  if (event.rowId !== null) {
    const { rowId, before, after, note } = event;
    const holdersBefore = note?.holders?.[0] ?? heldBy(event.holderBefore);
    const holdersAfter = note?.holders?.[1] ?? heldBy(event.holderAfter);
    return [{ rowId, before, after, holdersBefore, holdersAfter }];
  }
  if (!event.bulk) return [];
  const { bulk, kind } = event;
  return bulk.rows.map((rowId, n) => {
    const held = heldBy(bulk.holders?.[n] ?? null);
    return {
      rowId,
      before: bulk.befores?.[n] ?? null,
      after: bulk.afters?.[n] ?? null,
      holdersBefore: held,
      holdersAfter: kind === 'filled' ? nobody : held,
    };
  });
}

/** The combinations that an event names. */
export function combinationsIn({ before, after, bulk }: StoredEvent): Set<number> {
  const ids = new Set<number>();
  if (before !== null) ids.add(before);
  if (after !== null) ids.add(after);
  for (const list of [bulk?.befores, bulk?.afters]) list?.forEach((id, n) => id !== list[n - 1] && ids.add(id));
  return ids;
}
