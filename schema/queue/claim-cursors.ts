import type { CompiledFilter } from './filter/compile-filter.ts';
import { keyOf } from './filter/compiled-filter.ts';
import type { QueueItem, Reply } from './queue-item.ts';

interface Cursor {
  from: number;
  /** When the last look from the start was due, in milliseconds. */
  since: number;
}

/** A look from the start at least this often, so that rows which came back behind a cursor are dealt soon. */
const fromTheStartEvery = 1000;
const cursorsPerDataset = 1000;

/**
 * Where claims of a filter go on looking: past what was dealt a moment ago. Without it each claim steps over all live
 * claims before it (8,000 claims/s fell to 3,000/s in forty seconds; with it they held).
 * A cursor is a hint: the database looks from the start before it says that nothing is left.
 */
export class ClaimCursors {
  readonly #byDataset = new Map<number, Map<string, Cursor>>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  from(datasetId: number, filter: CompiledFilter): number {
    const cursor = this.#byDataset.get(datasetId)?.get(keyOf(filter));
    if (!cursor || this.now() - cursor.since > fromTheStartEvery) return 0;
    return cursor.from;
  }

  /** Takes note of a batch: claims move cursors on, anything that puts a row back sets them all back. */
  after(datasetId: number, items: QueueItem[], replies: Reply[], reaped: number): void {
    const back = reaped > 0 || items.some(putsBack);
    if (back) return void this.#byDataset.delete(datasetId);
    items.forEach((item, index) => {
      const froms = replies[index]?.ok?.froms;
      if (item.op !== 'claim' || !froms) return;
      item.stages.forEach((stage, nth) => this.#move(datasetId, stage, stage.from, froms[nth]));
    });
  }

  #move(datasetId: number, filter: CompiledFilter, was: number, from: number | undefined): void {
    if (!from) return;
    let cursors = this.#byDataset.get(datasetId);
    if (!cursors || cursors.size > cursorsPerDataset) this.#byDataset.set(datasetId, (cursors = new Map<string, Cursor>()));
    const key = keyOf(filter);
    const known = cursors.get(key);
    cursors.set(key, was === 0 || !known ? { from, since: this.now() } : { from: Math.max(from, known.from), since: known.since });
  }
}

/** Whether a write may put a row into a queue behind a cursor. */
const putsBack = (item: QueueItem): boolean => item.op !== 'claim' && item.op !== 'claimRow' && !(item.op === 'annotate' && item.fill);
