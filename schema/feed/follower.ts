import type { Database } from '@docket/prisma/database.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { combinationsWith } from '../queue/combinations.ts';
import type { Combination } from '../queue/filter/row-image.ts';
import { DatasetState } from './dataset-state.ts';
import { type StoredEvent, combinationsIn } from './feed-event.ts';
import { readEvents, readEventsWithRows, readStart } from './read-events.ts';
import { type RowChangeFacts, changesFromEvents, changesFromRows } from './row-changes.ts';
import { TimeSlice } from './time-slice.ts';

/** Some events in order, with what they did to each row. */
export interface Batch {
  events: StoredEvent[];
  /** Whether the changes have the rows' cells and times. */
  hasRows: boolean;
  /** All that the events name. */
  combinations: ReadonlyMap<number, Combination>;
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
  /** The epoch of the dataset's cursors. */
  epoch: () => Promise<string>;
  /** Events that one read takes with the rows they are about. */
  limit: number;
  /** Columns or options changed: what is cached of them is old. */
  onColumns(): void;
  onError(error: unknown): void;
}

/** The first change goes out at once; those that follow within so many milliseconds go together. The more there was to tell,
 * the longer: telling 25 subscribers a hundred times a second took a fifth of the pace of claims beside it. */
const pauseAfter = (events: number): number => Math.min(10 + events, 50);
/** Seats are told for this many milliseconds at a time, then the process sees to everything else. */
const longestTurn = 5;

/** The one reader of a dataset's events in this process, for everybody here who watches it. */
export class Follower {
  readonly seats = new Set<Seat>();
  readonly datasetId: number;
  epoch!: string;
  state!: DatasetState;
  /** All combinations that the state and the events so far name. */
  combinations!: ReadonlyMap<number, Combination>;
  readonly #options: FollowerOptions;
  /** Resolves with the first look that begins after it was asked for. */
  #asked: { look: Promise<void>; done: () => void } | null = null;
  #running = false;
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

  /** The dataset may have moved. Resolves after one look: whoever waits need not wait for a dataset to come to rest. */
  poke(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (!this.#asked) {
      let done = () => {};
      const look = new Promise<void>((resolve) => (done = resolve));
      this.#asked = { look, done };
    }
    const { look } = this.#asked;
    if (!this.#running) void this.#run();
    return look;
  }

  stop(): void {
    this.#stopped = true;
    this.#asked?.done();
    this.seats.clear();
  }

  /** Begins anew, as after a failover to another history: every seat has to. */
  async startOver(): Promise<void> {
    await this.#begin();
    for (const seat of this.seats) seat.reload();
  }

  /** The events after a seq, as a batch; null when there are more than one read takes. */
  async batchAfter(seq: number, wantsRows: boolean): Promise<Batch | null> {
    const { db, datasetId, limit } = this.#options;
    const read = wantsRows
      ? await readEventsWithRows(db, datasetId, seq, limit)
      : { events: await readEvents(db, datasetId, seq, limit), rows: null };
    if (!read) return null;
    const { events, rows } = read;
    const ids = events.flatMap((event) => [...combinationsIn(event)]);
    const combinations = await combinationsWith(db, datasetId, [...ids, ...(rows ?? []).map((row) => row.combinationId)]);
    this.combinations = combinations;
    if (!rows) {
      // Worked out once for all seats, when the first of them asks: dashboards do not.
      const changes = new Map<number, RowChangeFacts[]>();
      const changesOf = (event: StoredEvent) => {
        const known = changes.get(event.seq) ?? changesFromEvents(event, combinations);
        changes.set(event.seq, known);
        return known;
      };
      return { events, hasRows: false, combinations, changesOf };
    }
    const changes = changesFromRows(events, rows, combinations, await this.#options.shape());
    return { events, hasRows: true, combinations, changesOf: (event) => changes.get(event.seq) ?? [] };
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#asked && !this.#stopped) {
      const { done } = this.#asked;
      this.#asked = null;
      let told = 0;
      try {
        told = await this.#look();
      } catch (error) {
        // The database is away, or came back other than it was: the next poke looks again.
        this.#options.onError(error);
      }
      done();
      if (told > 0) await new Promise((resolve) => setTimeout(resolve, pauseAfter(told)));
    }
    this.#running = false;
  }

  /** How many events were new. */
  async #look(): Promise<number> {
    const wantedRows = this.#wantsRows();
    const withRows = wantedRows ? await this.batchAfter(this.state.seq, true) : null;
    // With the rows it was too much: whoever needs these has to read its page again, the others go on.
    const batch = withRows ?? (await this.batchAfter(this.state.seq, false))!;
    if (this.#stopped) return 0;
    // Somebody took a seat meanwhile who needs more than was read.
    if (this.#wantsRows() && !wantedRows) void this.poke();
    else if (batch.events.length > 0) {
      if (batch.events.length === this.#options.limit) void this.poke();
      await this.#deliver(batch);
      return batch.events.length;
    }
    return 0;
  }

  async #deliver(batch: Batch): Promise<void> {
    const gap = batch.events.find(({ seq }, n) => seq !== this.state.seq + 1 + n);
    if (gap) {
      this.#options.onError(new Error(`dataset ${this.datasetId}: event ${gap.seq} does not follow ${this.state.seq}`));
      return this.startOver();
    }
    if (batch.events.some((event) => event.kind === 'columns')) this.#options.onColumns();
    for (const event of batch.events) this.state.apply(event);
    const { state } = this;
    const slice = new TimeSlice(longestTurn);
    // Who takes a seat or leaves it meanwhile is not told of this.
    for (const seat of [...this.seats]) {
      if (!this.seats.has(seat)) continue;
      try {
        if (seat.wantsRows && !batch.hasRows) seat.reload();
        else seat.take(batch, state);
      } catch (error) {
        this.#options.onError(error);
        seat.reload();
      }
      // An event about 100,000 rows is work for every filter. Nobody else has to wait for all of them: the state stays as it
      // is until this is done.
      if (!slice.isOver()) continue;
      await slice.next();
      // Begun anew meanwhile: all have been told so.
      if (this.state !== state) return;
    }
  }

  #wantsRows(): boolean {
    return [...this.seats].some((seat) => seat.wantsRows);
  }

  async #begin(): Promise<void> {
    const { db, datasetId, epoch } = this.#options;
    this.epoch = await epoch();
    const start = await readStart(db, datasetId);
    this.combinations = await combinationsWith(db, datasetId, Object.keys(start.sizes ?? {}).map(Number));
    this.state = new DatasetState(start);
  }
}
