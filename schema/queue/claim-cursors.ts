import { keyOf } from './filter/compiled-filter.ts';
import type { QueueItem, Reply, Stage } from './queue-item.ts';

interface Cursor {
  from: number;
  /** When the last look from the start was due, in milliseconds. */
  since: number;
}

interface DatasetCursors {
  byFilter: Map<string, Cursor>;
  /** No look from the start before this moment. */
  nextLook: number;
}

/** A look from the start at least this often, so that rows which came back behind a cursor are dealt soon. */
const fromTheStartEvery = 1000;
/** But after each look so many times as long none at all, at whatever slice of the dataset: it steps over all live claims. With
 * 8,000 of them and 32 slices looks took half of the time (0.25 of the bare claim's pace, and 0.5 so). */
const restAfterLook = 20;
const cursorsPerDataset = 5000;

/** Claims of the same filter share a cursor; not where rows want several reviews, since each reviewer is at another place then. */
const cursorOf = ({ by, several }: Extract<QueueItem, { op: 'claim' }>, stage: Stage): string =>
  several ? `${by} ${keyOf(stage)}` : keyOf(stage);

/**
 * Where claims of a filter go on looking: past what was dealt a moment ago. Without it each claim steps over all live
 * claims before it (8,000 claims/s fell to 3,000/s in forty seconds; with it they held).
 * A cursor is a hint: the database looks from the start before it says that nothing is left.
 */
export class ClaimCursors {
  readonly #datasets = new Map<number, DatasetCursors>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A write as its batch begins: a claim with where its stages are looked at from. */
  placed(datasetId: number, item: QueueItem): QueueItem {
    if (item.op !== 'claim') return item;
    return { ...item, stages: item.stages.map((stage) => ({ ...stage, from: this.#from(datasetId, cursorOf(item, stage)) })) };
  }

  /** Takes note of a batch that took so many milliseconds: claims move cursors on, and a row that may have come back sets them
   * back to it. All of them back to the start, edits ten times a second made every claim step over all live claims. */
  after(datasetId: number, items: QueueItem[], replies: Reply[], { back, took }: { back: number | null; took: number }): void {
    items.forEach((item, index) => {
      const froms = replies[index]?.ok?.froms;
      if (item.op !== 'claim' || !froms) return;
      item.stages.forEach((stage, nth) => this.#move(datasetId, cursorOf(item, stage), { was: stage.from ?? 0, from: froms[nth], took }));
    });
    if (back === null) return;
    for (const cursor of this.#datasets.get(datasetId)?.byFilter.values() ?? []) cursor.from = Math.min(cursor.from, back - 1);
  }

  #from(datasetId: number, key: string): number {
    const dataset = this.#datasets.get(datasetId);
    const cursor = dataset?.byFilter.get(key);
    if (!dataset || !cursor) return 0;
    const now = this.now();
    if (now - cursor.since <= fromTheStartEvery || now < dataset.nextLook) return cursor.from;
    dataset.nextLook = now + fromTheStartEvery; // until it is known how long this one takes
    return 0;
  }

  #move(datasetId: number, key: string, { was, from, took }: { was: number; from: number | undefined; took: number }): void {
    if (!from) return;
    let dataset = this.#datasets.get(datasetId);
    if (!dataset || dataset.byFilter.size > cursorsPerDataset)
      this.#datasets.set(datasetId, (dataset = { byFilter: new Map<string, Cursor>(), nextLook: 0 }));
    const known = dataset.byFilter.get(key);
    if (known && was !== 0) return void (known.from = Math.max(from, known.from));
    const now = this.now();
    dataset.byFilter.set(key, { from, since: now });
    dataset.nextLook = now + restAfterLook * took;
  }
}
