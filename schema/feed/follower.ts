import type { Database } from '@docket/prisma/database.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { combinationsWith } from '../queue/combinations.ts';
import type { Combination } from '../queue/filter/row-image.ts';
import { DatasetState } from './dataset-state.ts';
import { type StoredEvent, movesOf } from './feed-event.ts';
import { readEvents, readEventsWithRows, readStart } from './read-events.ts';
import { type RowChangeFacts, changesFromEvents, changesFromRows } from './row-changes.ts';

/** Some events in order, with what they did to each row. */
export interface Batch {
  events: StoredEvent[];
  changesOf(event: StoredEvent): RowChangeFacts[];
}

/** Somebody who watches a dataset. */
export interface Seat {
  /** Wants the rows' cells and times with the events, not the labels and claims alone. */
  wantsRows: boolean;
  take(batch: Batch, state: DatasetState): void;
  /** The feed cannot go on from where this seat is: start again. */
  reload(): void;
}

export interface FollowerOptions {
  db: Database;
  datasetId: number;
  shape: () => Promise<DatasetShape>;
  /** Events that one read takes with the rows they are about. */
  limit: number;
  onError(error: unknown): void;
}

/** The first change goes out at once; those that follow within this many milliseconds go together. */
const tick = 10;

/** The one reader of a dataset's events in this process, for everybody here who watches it. */
export class Follower {
  readonly seats = new Set<Seat>();
  readonly datasetId: number;
  state!: DatasetState;
  /** All combinations that the state and the events so far name. */
  combinations!: ReadonlyMap<number, Combination>;
  readonly #options: FollowerOptions;
  #reading: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  private constructor(options: FollowerOptions) {
    this.#options = options;
    this.datasetId = options.datasetId;
  }

  static async start(options: FollowerOptions): Promise<Follower> {
    const follower = new Follower(options);
    await follower.#begin();
    return follower;
  }

  /** The dataset may have moved. */
  poke(): Promise<void> {
    this.#again = true;
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  stop(): void {
    this.#stopped = true;
    this.seats.clear();
  }

  /** The events after a seq, as a batch; null when there are more than one read takes. */
  async batchAfter(seq: number, wantsRows: boolean): Promise<Batch | null> {
    const { db, datasetId, limit } = this.#options;
    const read = wantsRows ? await readEventsWithRows(db, datasetId, seq, limit) : { events: await readEvents(db, datasetId, seq, limit), rows: null };
    if (!read) return null;
    const { events, rows } = read;
    const ids = events.flatMap((event) => movesOf(event).flatMap(({ before, after }) => [before, after].filter((id) => id !== null)));
    const combinations = await combinationsWith(db, datasetId, [...ids, ...(rows ?? []).map((row) => row.combinationId)]);
    this.combinations = combinations;
    if (!rows) return { events, changesOf: (event) => changesFromEvents(event, combinations) };
    const changes = changesFromRows(events, rows, combinations, await this.#options.shape());
    return { events, changesOf: (event) => changes.get(event.seq) ?? [] };
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const wantsRows = [...this.seats].some((seat) => seat.wantsRows);
        const batch = await this.batchAfter(this.state.seq, wantsRows);
        if (!batch) await this.#startOver();
        else if (batch.events.length > 0) {
          this.#deliver(batch);
          this.#again ||= batch.events.length === this.#options.limit;
          await new Promise((resolve) => setTimeout(resolve, tick));
        }
      } catch (error) {
        // The database is away, or came back other than it was: the next poke looks again.
        this.#options.onError(error);
        return;
      }
    }
  }

  #deliver(batch: Batch): void {
    batch.events.forEach(({ seq }, n) => {
      if (seq !== this.state.seq + 1 + n) throw new Error(`dataset ${this.#options.datasetId}: event ${seq} follows ${this.state.seq + n}`);
    });
    for (const event of batch.events) this.state.apply(event);
    for (const seat of this.seats) seat.take(batch, this.state);
  }

  async #startOver(): Promise<void> {
    await this.#begin();
    for (const seat of this.seats) seat.reload();
  }

  async #begin(): Promise<void> {
    const { db, datasetId } = this.#options;
    const start = await readStart(db, datasetId);
    this.combinations = await combinationsWith(db, datasetId, Object.keys(start.sizes ?? {}).map(Number));
    this.state = new DatasetState(start);
  }
}
