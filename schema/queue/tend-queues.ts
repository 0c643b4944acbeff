import type { Database } from '@docket/prisma/database.ts';
import type { QueueWrites } from './queue-writes.ts';

export interface TendQueues {
  db: Database;
  queue: QueueWrites;
  onError(error: unknown): void;
}

/** Claims that ran out are looked for this often, in milliseconds: a dead reviewer's row is free again within seconds. */
const lookEvery = 1000;
/** Answers to idempotency keys are kept for a day, and swept this often, in milliseconds. */
const sweepEvery = 600_000;

/** What every process does for the queues beside writing: asks for a reaping where claims ran out, and sweeps old answers.
 * Any number of processes may do it at once. Returns the function that stops it. */
export function tendQueues({ db, queue, onError }: TendQueues): () => void {
  let looking = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const { rows } = await db.pool.query<{ dataset_id: number }>({
        name: 'claims_due',
        text: 'SELECT DISTINCT dataset_id FROM (SELECT dataset_id FROM claim WHERE expires_at <= statement_timestamp() ORDER BY expires_at LIMIT 1000) due',
      });
      await Promise.all(rows.map(({ dataset_id }) => queue.join(dataset_id, { op: 'reap', by: 0 })));
    } catch (error) {
      onError(error);
    } finally {
      looking = false;
    }
  }

  const sweep = () => db.pool.query(`DELETE FROM idempotent_reply WHERE created_at < clock_timestamp() - interval '1 day'`).catch(onError);
  const timers = [setInterval(() => void look(), lookEvery), setInterval(() => void sweep(), sweepEvery)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}
