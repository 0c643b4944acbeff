import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type Facts, bareFacts } from '../queue/filter/evaluate-filter.ts';
import { type Combination, type RowImage, nobody } from '../queue/filter/row-image.ts';
import { movesOf, type StoredEvent, type Was } from './feed-event.ts';

/** What one event did to one row: the facts before and after it; null where the row was not there. */
export interface RowChangeFacts {
  rowId: number;
  /** The facts are no more than the event says: combination and holder. */
  bare: boolean;
  before: Facts | null;
  after: Facts | null;
}

/** What filters over labels, status and claims need: the event alone tells it. */
export function changesFromEvents(event: StoredEvent, combinations: ReadonlyMap<number, Combination>): RowChangeFacts[] {
  return movesOf(event).map(({ rowId, before, after, holdersBefore, holdersAfter }) => ({
    rowId,
    bare: true,
    before: before === null ? null : bareFacts(rowId, combinations.get(before)!, holdersBefore),
    after: after === null ? null : bareFacts(rowId, combinations.get(after)!, holdersAfter),
  }));
}

/**
 * The whole facts at every event, from the rows as they stand after the last one: walks back, taking off what each
 * event changed. So the tail of events and one look at the rows tell the row at any seq between. Of a row that was removed
 * since there is only what the events say.
 */
export function changesFromRows(
  events: StoredEvent[],
  rows: RowImage[],
  combinations: ReadonlyMap<number, Combination>,
  shape: DatasetShape,
): Map<number, RowChangeFacts[]> {
  const now = new Map<number, Facts>(rows.map((row) => [row.id, factsOf(row, combinations.get(row.combinationId)!)]));
  const changes = new Map<number, RowChangeFacts[]>();
  for (const event of events.toReversed()) {
    const told = changesFromEvents(event, combinations);
    const found = movesOf(event).map((move, n): RowChangeFacts => {
      const after = now.get(move.rowId);
      if (!after) return told[n]!;
      const before = move.before === null ? null : undo(after, event, n, combinations.get(move.before)!, move.holdersBefore, shape);
      if (before) now.set(move.rowId, before);
      return { rowId: move.rowId, bare: false, before, after };
    });
    changes.set(event.seq, found);
  }
  return changes;
}

export const factsOf = (row: RowImage, combination: Combination): Facts => ({
  ...row,
  combination,
  holderIds: row.claims.map(({ reviewerId }) => reviewerId),
});

function undo(
  after: Facts,
  event: StoredEvent,
  n: number,
  combination: Combination,
  holderIds: readonly number[],
  shape: DatasetShape,
): Facts {
  const was: Was | undefined = event.bulk ? event.bulk.was?.[n] : event.note?.was;
  const before: Facts = { ...after, combination, holderIds, ...(was && factsWere(was)) };
  for (const [columnId, value] of cellsBefore(event, n)) {
    const side = shape.byId.get(Number(columnId))?.role === 'ANNOTATION' ? 'answer' : 'given';
    before[side] = { ...before[side], [columnId]: value };
  }
  return before;
}

const factsWere = ([updatedAt, filledAt, filledById, reviewedBy]: Was) => ({
  updatedAt,
  filledAt,
  filledById,
  reviewedBy: reviewedBy ?? nobody,
});

function cellsBefore(event: StoredEvent, n: number): [string, unknown][] {
  if (event.bulk) return Object.entries(event.bulk.cells ?? {}).map(([columnId, { befores }]) => [columnId, befores[n]]);
  return Object.entries(event.cells ?? {}).map(([columnId, [before]]) => [columnId, before]);
}
