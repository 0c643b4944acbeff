import type { SeenEvent, Snapshot } from './snapshot.ts';

/** The table as the events alone tell it: who holds a row, and which combination it is in. */
export interface Folded {
  seq: number;
  rows: Map<number, { combination: number; holder: number | null }>;
}

export const nothingFolded = (): Folded => ({ seq: 0, rows: new Map() });

interface Move {
  row: number;
  before: number | null;
  after: number | null;
  holderBefore: number | null;
  holderAfter: number | null;
}

function movesOf({ kind, row_id: row, before, after, holder_before, holder_after, bulk }: SeenEvent): Move[] {
  if (!bulk) return row === null ? [] : [{ row, before, after, holderBefore: holder_before, holderAfter: holder_after }];
  return bulk.rows.map((id, n) => {
    const holder = bulk.holders?.[n] ?? null;
    const [from, to] = [bulk.befores?.[n] ?? null, bulk.afters?.[n] ?? null];
    return { row: id, before: from, after: to, holderBefore: holder, holderAfter: kind === 'filled' ? null : holder };
  });
}

/** Takes the events in, and says what cannot be: a gap, a row that was dealt while somebody held it, a move from where the
 * row was not. */
export function foldEvents(folded: Folded, { tail, head, events, rows }: Snapshot): string[] {
  const wrong: string[] = [];
  for (const event of tail) {
    if (event.seq !== folded.seq + 1) wrong.push(`event ${event.seq} follows ${folded.seq}`);
    folded.seq = event.seq;
    for (const { row, before, after, holderBefore, holderAfter } of movesOf(event)) {
      const known = folded.rows.get(row);
      const at = `${event.seq} (${event.kind}) of ${row}`;
      if ((known?.combination ?? null) !== before) wrong.push(`${at} is from ${before}, where it was not`);
      if ((known?.holder ?? null) !== holderBefore) wrong.push(`${at} finds ${holderBefore} holding it, and it was ${known?.holder}`);
      if (after === null) folded.rows.delete(row);
      else folded.rows.set(row, { combination: after, holder: holderAfter });
    }
  }
  if (events !== head) wrong.push(`${events} events up to ${head}`);
  for (const { image } of rows) {
    const known = folded.rows.get(image.id);
    if (known?.combination !== image.combinationId)
      wrong.push(`${image.id} is in ${image.combinationId}, by its events in ${known?.combination}`);
    const holder = image.claims[0]?.reviewerId ?? null;
    if (known?.holder !== holder) wrong.push(`${image.id} is held by ${holder}, by its events by ${known?.holder}`);
  }
  return wrong;
}
