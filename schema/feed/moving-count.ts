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
  #ready = false;
  /** Moves that came in while it was being counted again. */
  #meanwhile: { seq: number; by: CountMove }[] | null = null;

  private constructor(
    private readonly services: Pick<Services, 'db' | 'limits'>,
    private readonly what: { datasetId: number; condition: Condition },
    /** Tells that a new count is in. */
    private readonly onRecount: () => void,
  ) {}

  /** Counts first. */
  static async start(
    services: Pick<Services, 'db' | 'limits'>,
    what: { datasetId: number; condition: Condition },
    onRecount: () => void,
  ): Promise<MovingCount> {
    const count = new MovingCount(services, what, onRecount);
    await count.#look();
    return count;
  }

  /** Counts later: for a seat that is taken already, which tells every event from now on. */
  static soon(
    services: Pick<Services, 'db' | 'limits'>,
    what: { datasetId: number; condition: Condition },
    onRecount: () => void,
  ): MovingCount {
    const count = new MovingCount(services, what, onRecount);
    count.recount();
    return count;
  }

  /** The seq at which it was counted. */
  get from(): number {
    return this.#from;
  }

  /** Whether it was counted once. */
  get ready(): boolean {
    return this.#ready;
  }

  get now(): RowCount {
    return { value: Math.max(0, this.#counted.value), exact: this.#counted.exact };
  }

  move(seq: number, by: CountMove): void {
    if (seq <= this.#from || by === 0) return;
    this.#counted.value += by ?? 0;
    this.#meanwhile?.push({ seq, by });
    if (by === null) this.recount();
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
    const { seq, total } = await findRows(db, {
      ...this.what,
      order: 'POSITION',
      limit: 1,
      from: null,
      backwards: false,
      count: true,
      countBound: limits.countBound,
    });
    const late = (this.#meanwhile ?? []).filter((move) => move.seq > seq);
    this.#counted = { value: late.reduce((sum, { by }) => sum + (by ?? 0), total!.value), exact: total!.exact };
    this.#from = seq;
    this.#ready = true;
    this.#meanwhile = null;
    if (late.some(({ by }) => by === null)) this.recount();
  }
}
