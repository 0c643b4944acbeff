import { setTimeout as sleep } from 'node:timers/promises';

/** How long a batch is gathered, in milliseconds. With none, a batch was of two, and half of what the process did was to write. */
const gathering = 20;

/** Writes together what comes within a moment, and while a batch is being written: one by one, 600 a second took all of the
 * process's time, and most of what the database can commit. */
export class JoinedWrites<T> {
  #waiting: T[] = [];
  #writing: Promise<void> | null = null;

  /** @param write Writes a batch, and deals itself with one that cannot be written: what it rejects with is nobody's. */
  constructor(private readonly write: (batch: T[]) => Promise<void>) {}

  /** To be written with the next batch; not waited for. */
  add(item: T): void {
    this.#waiting.push(item);
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when all that was added is written, or could not be. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await sleep(gathering);
      await this.write(this.#waiting.splice(0, 200));
    }
    this.#writing = null;
  }
}
