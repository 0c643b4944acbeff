import { LRUCache } from 'lru-cache';
import type { DatasetColumn, LabelOption } from '@docket/prisma/generated/client/client.ts';
import type { ColumnRole, ColumnType } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';

export interface OptionShape {
  id: number;
  value: string;
  color: string;
  position: number;
  retired: boolean;
}

export interface ColumnShape {
  id: number;
  datasetId: number;
  projectId: number;
  key: string;
  title: string;
  description: string;
  role: ColumnRole;
  type: ColumnType;
  /** `annotation_status` alone: its value is the row's status, kept by the state machine. */
  system: boolean;
  position: number;
  retired: boolean;
  /** By position, retired ones too; empty unless the type is LABEL. */
  options: readonly OptionShape[];
  optionById: ReadonlyMap<number, OptionShape>;
  optionByValue: ReadonlyMap<string, OptionShape>;
}

/** The structure of a dataset at one moment: immutable, shared by everything in the process that reads it. */
export interface DatasetShape {
  id: number;
  projectId: number;
  name: string;
  /** Part of every feed cursor. */
  epoch: string;
  /** How long a claim lasts unless its taker asks for another time, in seconds. */
  claimSeconds: number;
  /** How many reviewers rows that come in from now on want. */
  reviewsRequired: number;
  /** Whether any of its rows wants, or has, several reviews. */
  severalReviews: boolean;
  /** By position, retired ones too. */
  columns: readonly ColumnShape[];
  byKey: ReadonlyMap<string, ColumnShape>;
  byId: ReadonlyMap<number, ColumnShape>;
  /** `annotation_status`, with its options. */
  status: ColumnShape;
  statusOptions: { empty: OptionShape; filled: OptionShape };
}

export const STATUS_KEY = 'annotation_status';

/** How columns are read with their options, for `columnShape`. */
export const columnsQuery = {
  orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }],
  include: { options: { orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }] } },
};

/** A column out of its record. */
export function columnShape({ retiredAt, options, ...column }: DatasetColumn & { options: LabelOption[] }): ColumnShape {
  const shapes = options.map(({ id, value, color, position, ...option }): OptionShape => {
    return { id, value, color, position, retired: option.retiredAt !== null };
  });
  return {
    ...column,
    retired: retiredAt !== null,
    options: shapes,
    optionById: new Map(shapes.map((option) => [option.id, option])),
    optionByValue: new Map(shapes.map((option) => [option.value, option])),
  };
}

/** Reads the structure of a dataset, or null when there is none with this id. */
export async function loadShape(db: Database, datasetId: number): Promise<DatasetShape | null> {
  const dataset = await db.prisma.dataset.findUnique({
    where: { id: datasetId },
    include: { columns: columnsQuery },
  });
  if (!dataset) return null;
  const columns = dataset.columns.map(columnShape);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const status = byKey.get(STATUS_KEY);
  const [empty, filled] = [status?.optionByValue.get('empty'), status?.optionByValue.get('filled')];
  if (!status || !empty || !filled) throw new Error(`dataset ${datasetId} has no ${STATUS_KEY} column`);
  return {
    id: dataset.id,
    projectId: dataset.projectId,
    name: dataset.name,
    epoch: dataset.epoch,
    claimSeconds: dataset.claimSeconds,
    reviewsRequired: dataset.reviewsRequired,
    severalReviews: dataset.severalReviews,
    columns,
    byKey,
    byId: new Map(columns.map((column) => [column.id, column])),
    status,
    statusOptions: { empty, filled },
  };
}

interface Cache {
  shapes: LRUCache<number, DatasetShape>;
  /** Goes up with each signal, so that what was read before a change is not kept after it. */
  changes: number;
}

// One cache for each Signals, and so for each process (a test runs several in one).
const caches = new WeakMap<Signals, Cache>();

function cacheOf(signals: Signals): Cache {
  const known = caches.get(signals);
  if (known) return known;
  // A signal is a hint and may be lost: nothing is believed for longer than the ttl, in milliseconds.
  const cache: Cache = { shapes: new LRUCache({ max: 1000, ttl: 10_000 }), changes: 0 };
  signals.on('structure', ({ datasetId }) => {
    cache.changes++;
    cache.shapes.delete(datasetId);
  });
  signals.onGap(() => {
    cache.changes++;
    cache.shapes.clear();
  });
  caches.set(signals, cache);
  return cache;
}

/** The structure of a dataset out of the process's cache, which the `structure` signal empties. Another process may be
 * behind by the signal's way; who must have the latest reads `loadShape`. */
export async function shapeOf(services: { db: Database; signals: Signals }, datasetId: number): Promise<DatasetShape | null> {
  const cache = cacheOf(services.signals);
  const known = cache.shapes.get(datasetId);
  if (known) return known;
  const changes = cache.changes;
  const shape = await loadShape(services.db, datasetId);
  if (shape && cache.changes === changes) cache.shapes.set(datasetId, shape);
  return shape;
}

/** The same, only if the process has it, without a promise: a page of 50 rows asks for it 100 times. */
export const shapeIfKnown = (signals: Signals, datasetId: number): DatasetShape | undefined => cacheOf(signals).shapes.get(datasetId);

/** Forgets what this process knows of a structure, as after an event of kind `columns`. */
export function forgetShape(signals: Signals, datasetId: number): void {
  const cache = cacheOf(signals);
  cache.changes++;
  cache.shapes.delete(datasetId);
}

/** Tells every process that a structure changed, and forgets it here at once, so that who changed it sees the change. */
export function structureChanged(signals: Signals, datasetId: number): void {
  forgetShape(signals, datasetId);
  signals.send('structure', { datasetId });
  signals.send('dataset', { datasetId });
}
