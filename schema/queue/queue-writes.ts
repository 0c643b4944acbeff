import pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import { isAway } from '@docket/prisma/is-away.ts';
import type { Signals } from '../feed/signals.ts';
import { ClaimCursors } from './claim-cursors.ts';
import { combinationsWith } from './combinations.ts';
import { type RowList, rowImageOf } from './filter/row-image.ts';
import { noteDatasets } from './dataset-of-row.ts';
import { handRows } from './hand-rows.ts';
import { mergeClaims } from './merge-claims.ts';
import type { QueueItem, Reply } from './queue-item.ts';

/** The one way to write to a queue. */
export interface QueueWrites {
  /** Makes one write, together with those that wait beside it. Resolves after the commit. */
  join(datasetId: number, item: QueueItem): Promise<Reply>;
  /** Waits for what is under way and takes no more. */
  close(): Promise<void>;
}

interface Waiting {
  item: QueueItem;
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}

interface BatchAnswer {
  replies: Reply[];
  /** The rows that the writes name or claimed, as they stand after the batch. */
  rows: RowList[] | null;
  seq: number;
  /** The newest combination of the dataset; 0 when it has none. */
  combination: number;
  /** The lowest row that may have come back into a queue. */
  back: number | null;
  /** Events since the last checkpoint of sizes. */
  tail: number;
}

/** More than this many writes in a batch would keep the first of them waiting longer than a batch is worth. */
const largestBatch = 128;
/** A longer tail of events makes sizes slower to start from than a fold costs. */
const longestTail = 1000;

/** The write joiner: per dataset one batch at a time; what arrives meanwhile goes into the next. Alone it adds no delay. */
export function makeQueueWrites({ db, signals }: { db: Database; signals: Signals }): QueueWrites {
  const lanes = new Map<number, Waiting[]>();
  const running = new Set<Promise<void>>();
  const checkpoints = new Set<number>();
  const cursors = new ClaimCursors();
  let closed = false;

  async function batch(datasetId: number, asked: QueueItem[]): Promise<Reply[]> {
    const waiting = asked.map((item) => cursors.placed(datasetId, item));
    const { items, apart } = mergeClaims(waiting);
    const begun = performance.now();
    const { rows } = await db.pool.query<{ answer: BatchAnswer }>({
      name: 'queue_batch',
      text: 'SELECT queue_batch($1, $2::jsonb) AS answer',
      values: [datasetId, JSON.stringify(items)],
    });
    const answer = rows[0]!.answer;
    const touched = new Map((answer.rows ?? []).map((list) => [list[0], rowImageOf(list)]));
    const replies = apart(answer.replies, touched);
    handRows(waiting, replies, touched);
    noteDatasets(db, touched.values());
    cursors.after(datasetId, waiting, replies, { back: answer.back, took: performance.now() - begun });
    signals.send('dataset', { datasetId });
    // Whoever claims next is dealt rows of a new combination too. A batch that is made does not fail for want of it.
    if (answer.combination > 0) await combinationsWith(db, datasetId, [answer.combination]).catch(() => undefined);
    if (answer.tail > longestTail) void foldSizes(datasetId);
    return replies;
  }

  async function foldSizes(datasetId: number): Promise<void> {
    if (checkpoints.has(datasetId)) return;
    checkpoints.add(datasetId);
    // A fold that fails is made by a later batch.
    await db.pool.query('SELECT checkpoint_sizes($1)', [datasetId]).catch(() => undefined);
    checkpoints.delete(datasetId);
  }

  /** One bad item never fails its neighbours: after an exception of the database, which undoes the batch, each is tried by
   * itself. When the connection broke instead, or the database ends it, nobody knows whether the batch was made: it must not
   * be made again. Nor when it waited too long, or each of the items would wait as long after the others. */
  async function settle(datasetId: number, waiting: Waiting[]): Promise<void> {
    try {
      const replies = await batch(
        datasetId,
        waiting.map((one) => one.item),
      );
      waiting.forEach((one, index) => one.resolve(replies[index]!));
    } catch (error) {
      if (waiting.length === 1 || !(error instanceof pg.DatabaseError) || isAway(error)) return waiting.forEach((one) => one.reject(error));
      for (const one of waiting) await settle(datasetId, [one]);
    }
  }

  async function drain(datasetId: number, lane: Waiting[]): Promise<void> {
    while (lane.length > 0) await settle(datasetId, lane.splice(0, largestBatch));
    lanes.delete(datasetId);
  }

  return {
    join(datasetId, item) {
      if (closed) return Promise.reject(new Error('This process is shutting down.'));
      return new Promise<Reply>((resolve, reject) => {
        const lane = lanes.get(datasetId);
        if (lane) return void lane.push({ item, resolve, reject });
        const opened: Waiting[] = [{ item, resolve, reject }];
        lanes.set(datasetId, opened);
        const run = drain(datasetId, opened).finally(() => running.delete(run));
        running.add(run);
      });
    },
    async close() {
      closed = true;
      await Promise.all(running);
    },
  };
}
