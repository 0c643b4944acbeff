import { nobody } from '../queue/filter/row-image.ts';
import type { HeldRows } from '../queue/count-rows.ts';
import { type Fill, type StoredEvent, movesOf, recentFills } from './feed-event.ts';
import type { Start } from './read-events.ts';

interface HeldRow {
  holderIds: readonly number[];
  combinationId: number;
}

/** What a follower keeps of a dataset: exact at its seq, never counted after the start. */
export class DatasetState {
  seq: number;
  /** Rows by combination. */
  readonly sizes: Map<number, number>;
  /** Live claims by row. */
  readonly claims: Map<number, HeldRow>;
  /** The fills of the last hour, oldest first, bounded. */
  fills: Fill[];

  constructor(start: Start) {
    this.seq = start.seq;
    this.sizes = new Map(Object.entries(start.sizes ?? {}).map(([id, n]) => [Number(id), n]));
    const { claims, fills } = start;
    this.claims = new Map();
    claims.rowId?.forEach((rowId, n) => {
      const others = this.claims.get(rowId)?.holderIds ?? nobody;
      this.claims.set(rowId, { holderIds: [...others, claims.holderId![n]!], combinationId: claims.combinationId![n]! });
    });
    this.fills = (fills.seq ?? []).map((seq, n) => ({
      seq,
      at: fills.at![n]!,
      actorId: fills.actorId![n]!,
      rowId: fills.rowId![n]!,
      combinationId: fills.combinationId![n]!,
    }));
  }

  apply(event: StoredEvent): void {
    // Rows that are new have no claim, and nobody filled them: that they are more is all there is to 100,000 of them.
    if (event.kind === 'added' && event.bulk) for (const [after, n] of countedBy(event.bulk.afters ?? [])) this.#move(after, n);
    else this.#applyMoves(event);
    if (this.fills.length > 2 * recentFills) this.fills = this.fills.slice(-recentFills);
    this.seq = event.seq;
  }

  #applyMoves(event: StoredEvent): void {
    for (const { rowId, before, after, holdersAfter } of movesOf(event)) {
      if (before !== after) {
        if (before !== null) this.#move(before, -1);
        if (after !== null) this.#move(after, 1);
      }
      if (holdersAfter.length > 0 && after !== null) this.claims.set(rowId, { holderIds: holdersAfter, combinationId: after });
      else this.claims.delete(rowId);
      if (event.kind === 'filled' && event.rowId !== null && after !== null && event.actorId !== null) {
        this.fills.push({ seq: event.seq, at: event.at, actorId: event.actorId, rowId, combinationId: after });
      }
    }
  }

  /** Rows that are held, by combination and holders. */
  held(): HeldRows[] {
    const byKey = new Map<string, HeldRows>();
    for (const { combinationId, holderIds } of this.claims.values()) {
      const key = `${combinationId}/${holderIds.join()}`;
      const known = byKey.get(key);
      if (known) known.n++;
      else byKey.set(key, { combinationId, holderIds, n: 1 });
    }
    return [...byKey.values()];
  }

  /** The fills since a moment, in milliseconds. */
  fillsSince(ms: number): Fill[] {
    const from = this.fills.findIndex((fill) => fill.at >= ms);
    return from === -1 ? [] : this.fills.slice(from);
  }

  #move(combinationId: number, by: number): void {
    const size = (this.sizes.get(combinationId) ?? 0) + by;
    if (size === 0) this.sizes.delete(combinationId);
    else this.sizes.set(combinationId, size);
  }
}

function countedBy(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
