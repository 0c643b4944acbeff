import type { Services } from '../context.ts';
import { needsOf } from '../queue/filter/evaluate-filter.ts';
import { type Condition, both, inQueue } from '../queue/filter/row-filter.ts';
import type { SliceRecord } from '../queue/slices/slice-record.ts';
import type { Batch } from './follower.ts';
import { MovingCount } from './moving-count.ts';
import { seenInBulk } from './see-bulk.ts';
import { seenThrough } from './see-change.ts';
import type { KnownCounts } from './slice-tally.ts';

interface Counted {
  condition: Condition;
  /** The part of it that waits. */
  waiting: Condition;
  wantsRows: boolean;
  size: MovingCount;
  total: MovingCount;
}

/** The counts of those slices of a dataset that sizes cannot tell, each made once and then moved by events. */
export class SliceCounts {
  #bySlice = new Map<number, Counted>();

  constructor(
    private readonly services: Pick<Services, 'db' | 'limits'>,
    private readonly onRecount: () => void,
  ) {}

  /** Whether any of them takes the rows themselves to follow. */
  get wantsRows(): boolean {
    return [...this.#bySlice.values()].some(({ wantsRows }) => wantsRows);
  }

  /** Keeps counts of these slices and no others. To be called by whoever is told every event from now on. */
  keep(slices: SliceRecord[]): void {
    const before = this.#bySlice;
    this.#bySlice = new Map();
    for (const { id, datasetId, condition } of slices) {
      const needs = needsOf(condition);
      if (needs !== 'row' && needs !== 'id') continue;
      const known = before.get(id);
      const start = (what: Condition) => MovingCount.soon(this.services, { datasetId, condition: what }, this.onRecount);
      const same = known && JSON.stringify(known.condition) === JSON.stringify(condition);
      const waiting = both(inQueue, condition);
      const wantsRows = needs === 'row';
      this.#bySlice.set(id, same ? known : { condition, waiting, wantsRows, size: start(waiting), total: start(condition) });
    }
  }

  take(batch: Batch): void {
    for (const { condition, waiting, wantsRows, size, total } of this.#bySlice.values()) {
      for (const event of batch.events) {
        for (const [count, what] of [
          [total, condition],
          [size, waiting],
        ] as const) {
          if (event.bulk) count.move(event.seq, seenInBulk(what, event, batch, wantsRows).by);
          else {
            for (const change of batch.changesOf(event)) {
              const seen = seenThrough(what, change, wantsRows);
              if (seen) count.move(event.seq, seen.by);
            }
          }
        }
      }
    }
  }

  recount(): void {
    for (const { size, total } of this.#bySlice.values()) for (const count of [size, total]) count.recount();
  }

  /** Those that are counted; a count that is still being made is left out. */
  get known(): KnownCounts {
    return new Map(
      [...this.#bySlice]
        .filter(([, { size, total }]) => size.ready && total.ready)
        .map(([id, { size, total }]) => [id, { size: size.now, total: total.now }]),
    );
  }
}
