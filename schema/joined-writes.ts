import { setTimeout as sleep } from 'node:timers/promises';

/** How long a batch is gathered, in milliseconds. With none, a batch was of two, and half of what the process did was to write. */
const gathering = 20;

/** Writes together what comes within a moment, and while a batch is being written: one by one, 600 a second took all of the
 * process's time, and most of what the database can commit. */
export class JoinedWrites<T> {
  #waiting: T[] = [];
  /** The batch that is gathered, and the one that was begun last. */
  #next: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  /** @param write Writes a batch, and deals itself with one that cannot be written: it never rejects. */
  constructor(private readonly write: (batch: T[]) => Promise<void>) {}

  /** To be written with the next batch. Resolves when that is written, or could not be. */
  add(item: T): Promise<void> {
    this.#waiting.push(item);
    return (this.#next ??= this.#last = this.#writeNext(this.#last));
  }

  /** Resolves when all that was added is written, or could not be. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #writeNext(before: Promise<void>): Promise<void> {
    await Promise.all([before, sleep(gathering)]);
    const batch = this.#waiting;
    this.#waiting = [];
    this.#next = null;
    await this.write(batch);
  }
}
