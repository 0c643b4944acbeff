import { setTimeout as sleep } from 'node:timers/promises';

/** How long a batch is gathered, in milliseconds. With none, a batch was of two, and half of what the process did was to write. */
const gathering = 20;

/** The most of a batch. */
const most = 200;

interface Batch<T> {
  items: T[];
  /** Resolves when it is written, or could not be. */
  written: Promise<void>;
}

/** Writes together what comes within a moment, and while a batch is being written: one by one, 600 a second took all of the
 * process's time, and most of what the database can commit. */
export class JoinedWrites<T> {
  /** The one that takes more. */
  #open: Batch<T> | null = null;
  /** When the newest is written, all are. */
  #last: Promise<void> = Promise.resolve();

  /** @param write Writes a batch, and deals itself with one that cannot be written: it never rejects. */
  constructor(private readonly write: (batch: T[]) => Promise<void>) {}

  /** To be written with the next batch. Resolves when that is written, or could not be. */
  add(item: T): Promise<void> {
    if (!this.#open || this.#open.items.length === most) this.#open = this.#begin();
    this.#open.items.push(item);
    return this.#open.written;
  }

  /** Resolves when all that was added is written, or could not be. */
  settled(): Promise<void> {
    return this.#last;
  }

  #begin(): Batch<T> {
    const items: T[] = [];
    this.#last = this.#writeAfter(this.#last, items);
    return { items, written: this.#last };
  }

  async #writeAfter(before: Promise<void>, items: T[]): Promise<void> {
    await Promise.all([before, sleep(gathering)]);
    if (this.#open?.items === items) this.#open = null;
    await this.write(items);
  }
}
