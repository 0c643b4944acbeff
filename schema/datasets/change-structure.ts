import type pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';
import { isTimeout } from '../monitor/bounded-read.ts';
import { perDatabase } from '../per-database.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { loadShape, structureChanged, type ColumnShape, type DatasetShape } from './dataset-shape.ts';
import { inTransaction } from './in-transaction.ts';
import { turns } from './turns.ts';

export interface StructureServices {
  db: Database;
  signals: Signals;
}

/** Which dataset, and who changes it. */
export interface StructureChange {
  datasetId: number;
  actorId: number;
}

/** In the transaction that holds the structure: the client to write with, and the structure as it is now. */
export interface Held {
  client: pg.PoolClient;
  shape: DatasetShape;
}

/** One of a dataset at a time, as the lock would have it anyway, and few of all: most connections of the pool stay with
 * the queue, and there is always another one for what a holder reads besides. */
const takeTurn = perDatabase(({ pool }) => turns<number>(Math.max(1, Math.min(3, Math.floor(pool.options.max / 3)))));

/** Holds the structure of a dataset still for one transaction: nobody adds or changes columns meanwhile, in any process.
 * Not the dataset's queue lock (claims and fills go on); whoever needs both takes that one last. */
export async function holdStructure<T>({ db }: { db: Database }, datasetId: number, work: (held: Held) => Promise<T>): Promise<T> {
  return takeTurn(db)(datasetId, () =>
    inTransaction(db.pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(1937011571, $1)', [datasetId]).catch((error: unknown) => {
        throw isTimeout(error) ? new InvalidInput('Somebody else is changing or filling this dataset. Try again in a moment.') : error;
      });
      // Read over another connection, and right all the same: what stands committed is what is, while nobody else may change it.
      const shape = await loadShape(db, datasetId);
      if (!shape) throw new NotFound('Dataset');
      return work({ client, shape });
    }),
  );
}

/** Makes one change to a dataset's structure: puts it in order with the changes to its rows, as an event of kind
 * `columns`, and tells every process. `work` answers null when there was nothing to change: then there is no event either. */
export async function changeStructure(
  services: StructureServices,
  datasetId: number,
  actorId: number,
  work: (held: Held) => Promise<object | null>,
): Promise<void> {
  const changed = await holdStructure(services, datasetId, async (held) => {
    const note = await work(held);
    if (note) await appendColumnsEvent(held.client, datasetId, actorId, note);
    return note !== null;
  });
  if (changed) structureChanged(services.signals, datasetId);
}

/** The event that says "the structure changed", in the transaction that changes it. Takes the queue's lock: call it late. */
export async function appendColumnsEvent(client: pg.PoolClient, datasetId: number, actorId: number, note: object): Promise<void> {
  await client.query(`SELECT append_rows_event($1, $2, 'columns', NULL, NULL, $3)`, [datasetId, actorId, note]);
}

/** A column of this dataset, or NotFound. */
export function columnOf(shape: DatasetShape, columnId: number): ColumnShape {
  const column = shape.byId.get(columnId);
  if (!column) throw new NotFound('DatasetColumn');
  return column;
}
