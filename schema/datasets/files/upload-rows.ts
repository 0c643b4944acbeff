import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../../feed/signals.ts';
import type { Limits } from '../../limits.ts';
import { InvalidInput, NotFound } from '../../refusals.ts';
import { isWithoutColumns } from '../add-spans.ts';
import { appendColumnsEvent, holdStructure } from '../change-structure.ts';
import { loadShape, structureChanged, type DatasetShape } from '../dataset-shape.ts';
import { inTransaction } from '../in-transaction.ts';
import { checkColumnCount, insertColumns } from '../insert-columns.ts';
import { appendAddedEvent, combinationsOf, insertRows, type PackedRow } from '../insert-rows.ts';
import { isStorable } from '../names.ts';
import { planColumns, type PlannedColumns } from '../plan-columns.ts';
import { columnsFromFile, SAMPLE_ROWS } from './columns-from-file.ts';
import { decodeText } from './decode-text.ts';
import type { FileRow } from './file-row.ts';
import { packRows } from './pack-rows.ts';
import { readCsv } from './read-csv.ts';
import { readJsonl } from './read-jsonl.ts';

export interface UploadRows {
  datasetId: number;
  actorId: number;
  format: 'csv' | 'jsonl';
  body: AsyncIterable<Uint8Array>;
  /** Whether a dataset without columns gets them from the file. */
  createColumns: boolean;
}

export interface UploadedRows {
  added: number;
  /** Keys of columns that were in the file and are never taken from one: `annotation_status`. */
  ignored: string[];
}

type Services = { db: Database; signals: Signals; limits: Limits };

/** Adds the rows of a file, all or none. Refuses with every problem found, up to a hundred, by line. */
export async function uploadRows(
  services: Services,
  { datasetId, actorId, format, body, createColumns }: UploadRows,
): Promise<UploadedRows> {
  const { db, signals, limits } = services;
  let shape = await loadShape(db, datasetId);
  if (!shape) throw new NotFound('Dataset');
  const text = decodeText(body, limits.uploadBytes);
  let rows: AsyncIterable<FileRow> = format === 'csv' ? readCsv(text) : readJsonl(text);
  let planned: PlannedColumns | null = null;
  if (createColumns && isWithoutColumns(shape)) {
    const { sample, all } = await peek(rows, SAMPLE_ROWS);
    rows = all;
    const columns = columnsFromFile(shape, sample);
    if (columns.some(({ title }) => !isStorable(title) || title.length > 500))
      throw new InvalidInput('A column’s name is too long, or has a NUL or half a character.');
    checkColumnCount(shape, columns.length, limits.columns);
    planned = columns.length > 0 ? await planColumns(db.pool, shape, columns) : null;
    shape = planned?.shape ?? shape;
  }
  const { packed, ignored } = await packRows(rows, shape, limits);
  if (packed.length > 0) {
    const combinations = await combinationsOf(
      db,
      datasetId,
      packed.map(({ labels }) => labels),
      limits.combinations,
    );
    if (planned) await writeWithColumns(services, { datasetId, actorId, planned, packed, combinations });
    else await write(db, shape, actorId, packed, combinations);
    if (planned) structureChanged(signals, datasetId);
    signals.send('dataset', { datasetId });
  }
  return { added: packed.length, ignored };
}

async function write(
  db: Database,
  shape: DatasetShape,
  actorId: number,
  packed: readonly PackedRow[],
  combinations: ReadonlyMap<string, number>,
): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    await appendAddedEvent(client, shape.id, actorId, await insertRows(client, shape, packed, combinations));
  });
}

interface WithColumns {
  datasetId: number;
  actorId: number;
  planned: PlannedColumns;
  packed: readonly PackedRow[];
  combinations: ReadonlyMap<string, number>;
}

async function writeWithColumns(services: Services, { datasetId, actorId, planned, packed, combinations }: WithColumns): Promise<void> {
  await holdStructure(services, datasetId, async ({ client, shape }) => {
    if (!isWithoutColumns(shape)) throw new InvalidInput('The dataset got columns meanwhile. Send the file again.');
    await insertColumns(client, shape, planned.columns);
    const added = await insertRows(client, planned.shape, packed, combinations);
    await appendColumnsEvent(client, datasetId, actorId, { change: 'added', keys: planned.columns.map(({ key }) => key) });
    await appendAddedEvent(client, datasetId, actorId, added);
  });
}

/** The first rows, and all of them with those first. */
async function peek(rows: AsyncIterable<FileRow>, count: number): Promise<{ sample: FileRow[]; all: AsyncIterable<FileRow> }> {
  const iterator = rows[Symbol.asyncIterator]();
  const sample: FileRow[] = [];
  while (sample.length < count) {
    const next = await iterator.next();
    if (next.done) break;
    sample.push(next.value);
  }
  async function* all(): AsyncGenerator<FileRow> {
    yield* sample;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { sample, all: all() };
}
