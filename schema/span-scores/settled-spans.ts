import type { Database } from '@docket/prisma/database.ts';

/** The newest id that any span was given, committed or not. Read past transactions, as sequences are. */
export async function newestSpanId({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ id: number }>({
    name: 'newest_span_id',
    text: 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS id FROM span_id_seq',
  });
  return rows[0]!.id;
}

/** The transactions that write to `span` now, each by a name that no other has. */
async function spanWriters({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ writer: string }>({
    name: 'span_writers',
    text: `SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
           WHERE locktype = 'relation' AND relation = 'span'::regclass AND mode = 'RowExclusiveLock' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  });
  return rows.map(({ writer }) => writer);
}

/**
 * Up to which id all spans are there that ever will be. Ids are given out when a span is inserted, and become visible when its
 * transaction commits, in any order: who goes on after the highest that they saw never sees a lower one that was committed later.
 *
 * Whoever inserts holds the table's RowExclusiveLock from before they get their first id until they are over. So: read the newest
 * id, then who holds that lock; when the last of these has ended, no id up to that one is on its way. The usual way, by
 * `pg_snapshot_xmin`, waits for every transaction of the whole cluster that writes anything, and has a gap: an id may be given out
 * before its transaction has a number.
 */
export class SettledSpans {
  #upTo = 0;
  #waiting: { upTo: number; writers: Set<string> } | null = null;

  constructor(private readonly db: Database) {}

  /** Looks again. `level`: nothing newer is on its way. */
  async look(): Promise<{ upTo: number; level: boolean }> {
    if (this.#waiting) {
      const now = await spanWriters(this.db);
      if (now.some((writer) => this.#waiting!.writers.has(writer))) return { upTo: this.#upTo, level: false };
      this.#upTo = this.#waiting.upTo;
      this.#waiting = null;
    }
    const newest = await newestSpanId(this.db);
    if (newest > this.#upTo) {
      const writers = await spanWriters(this.db);
      if (writers.length === 0) this.#upTo = newest;
      else this.#waiting = { upTo: newest, writers: new Set(writers) };
    }
    return { upTo: this.#upTo, level: this.#waiting === null };
  }
}
