import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { loadShape } from './dataset-shape.ts';
import { appendAddedEvent, combinationsOf, insertRows, packRow } from './insert-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { parseValues } from './parse-values.ts';

export interface AddRows {
  datasetId: number;
  actorId: number;
  /** Each an object of values by column key. */
  rows: readonly unknown[];
}

/** Adds rows that somebody typed or an integration sent: all or none of them. Answers with their ids, in order. */
export async function addRows(
  services: { db: Database; signals: Signals; limits: Limits },
  { datasetId, actorId, rows }: AddRows,
): Promise<number[]> {
  const { db, signals, limits } = services;
  if (rows.length > limits.batch)
    throw new InvalidInput(`At most ${limits.batch} rows at once; upload a file for more.`, ['input', 'rows']);
  const shape = await loadShape(db, datasetId);
  if (!shape) throw new NotFound('Dataset');
  const packed = rows.map((row, index) => packRow(parseValues(shape, row, { cellBytes: limits.cellBytes, row: index })));
  if (packed.length === 0) return [];
  const combinations = await combinationsOf(
    db,
    datasetId,
    packed.map(({ labels }) => labels),
    limits.combinations,
  );
  const { ids } = await inTransaction(db.pool, async (client) => {
    const added = await insertRows(client, shape, packed, combinations);
    await appendAddedEvent(client, datasetId, actorId, added);
    return added;
  });
  signals.send('dataset', { datasetId });
  return ids;
}
