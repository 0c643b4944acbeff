import type { Facts } from '../filters.ts';
import type { Evidence, LoggedEvent, Move } from './evidence.ts';

/** A row as the events so far say that it is. */
export interface ReplayedRow {
  combination: number;
  holder: number | null;
  /** The event that began the claim. */
  claimedBy: LoggedEvent | null;
  annotation: string | null;
  version: number;
}

/** Goes through the events in their order, and calls `see` for what each does to each row: the row before, null when it is
 * new, and after, null when it is gone. */
export function replay(
  { events, columns }: Pick<Evidence, 'events' | 'columns'>,
  see: (event: LoggedEvent, move: Move, before: ReplayedRow | null, after: ReplayedRow | null) => void,
  done: (event: LoggedEvent) => void = () => undefined,
): Map<number, ReplayedRow> {
  const rows = new Map<number, ReplayedRow>();
  for (const event of events) {
    for (const move of event.moves) {
      const before = rows.get(move.row) ?? null;
      const cell = move.cells[columns.annotation];
      const claimedBy = move.holderAfter === null ? null : event.kind === 'claimed' ? event : (before?.claimedBy ?? null);
      const after: ReplayedRow | null =
        move.after === null
          ? null
          : {
              combination: move.after,
              holder: move.holderAfter,
              claimedBy,
              annotation: cell ? (cell[1] as string | null) : (before?.annotation ?? null),
              version: move.version ?? before?.version ?? 1,
            };
      if (after) rows.set(move.row, after);
      else rows.delete(move.row);
      see(event, move, before, after);
    }
    done(event);
  }
  return rows;
}

/** A row as filters see it. */
export const factsOf = ({ combinations }: Pick<Evidence, 'combinations'>, id: number, row: ReplayedRow): Facts => {
  const { filled, priority } = combinations.get(row.combination)!;
  return { id, filled, priority, held: row.holder !== null, annotation: row.annotation };
};
