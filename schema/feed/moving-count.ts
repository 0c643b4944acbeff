import type { Services } from '../context.ts';
import type { RowCount } from '../queue/count-rows.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { findRows } from '../queue/find-rows.ts';

/** What one event did to the number of rows in a filter; null when nobody can tell any more. */
export type CountMove = number | null;

/** The size of a filter that the sizes of combinations cannot tell: counted once at a known seq, bounded, then moved by events. */
export class MovingCount {
  #counted: RowCount = { value: 0, exact: false };
  /** The last event that the count has seen. */
  #from = 0;
  /** Moves that came in while it was being counted again. */
  #meanwhile: { seq: number; by: number }[] | null = null;

  private constructor(
    private readonly services: Pick<Services, 'db' | 'limits'>,
    private readonly what: { datasetId: number; condition: Condition },
    /** Tells that a new count is in. */
    private readonly onRecount: () => void,
  ) {}

  static async start(services: Pick<Services, 'db' | 'limits'>, what: { datasetId: number; condition: Condition }, onRecount: () => void): Promise<MovingCount> {
    const count = new MovingCount(services, what, onRecount);
    await count.#look();
    return count;
  }

  get now(): RowCount {
    return { value: Math.max(0, this.#counted.value), exact: this.#counted.exact };
  }

  move(seq: number, by: CountMove): void {
    if (seq <= this.#from || by === 0) return;
    if (by === null) return this.recount();
    this.#counted.value += by;
    this.#meanwhile?.push({ seq, by });
  }

  /** Counts again: an event could not be followed, or was missed. Until then the count stands as it was. */
  recount(): void {
    if (this.#meanwhile) return;
    this.#meanwhile = [];
    // One that fails leaves the old count; the next event that cannot be followed tries again.
    void this.#look().then(this.onRecount, () => (this.#meanwhile = null));
  }

  async #look(): Promise<void> {
    const { db, limits } = this.services;
    const { seq, total } = await findRows(db, { ...this.what, order: 'POSITION', limit: 1, from: null, backwards: false, count: true, countBound: limits.countBound });
    const late = (this.#meanwhile ?? []).filter((move) => move.seq > seq).reduce((sum, move) => sum + move.by, 0);
    this.#counted = { value: total!.value + late, exact: total!.exact };
    this.#from = seq;
    this.#meanwhile = null;
  }
}
