import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';
import { appendColumnsEvent, holdStructure, type Held } from './change-structure.ts';
import { chooseByFilter, chooseByIds, type ChosenSpans, type SpanCondition } from './choose-spans.ts';
import { structureChanged, type DatasetShape } from './dataset-shape.ts';
import { checkColumnCount, insertColumns } from './insert-columns.ts';
import { joinLists } from './id-list.ts';
import { appendAddedEvent, combinationsOf, type InsertedLists } from './insert-rows.ts';
import { columnsFromSpans, mapSpans, readSpanContents, type MappedColumn, type MappingInput } from './map-spans.ts';
import { planColumns, type PlannedColumns } from './plan-columns.ts';
import { MappingRefused } from './refusals.ts';
import { findMisfits, insertSpanRows, labelsOfSpans } from './span-cells.ts';

export interface AddSpans {
  datasetId: number;
  actorId: number;
  /** Exactly one of the two: chosen spans, or all that a condition lets through. */
  spanIds?: readonly number[] | null;
  condition?: SpanCondition | null;
  mapping?: readonly MappingInput[] | null;
  /** Progress is told under this id, to the same user. */
  progressId?: string | null;
}

export interface AddedSpans {
  added: number;
  alreadyThere: number;
  /** The first hundred that were there. */
  present: { spanId: number; rowId: number }[];
}

type Services = { db: Database; signals: Signals; limits: Limits };

/** Makes rows of spans, each once: a span that has its row already is answered with it. An empty dataset gets its
 * columns from the spans. What does not fit is refused (MappingRefused) before anything is written; all rows together
 * are one event. */
export async function addSpansToDataset(services: Services, input: AddSpans): Promise<AddedSpans> {
  const { signals } = services;
  const { datasetId, actorId, progressId } = input;
  if ((input.spanIds == null) === (input.condition == null)) throw new InvalidInput('Name either spans or a filter.', ['input', 'spanIds']);
  const tell = (done: number, total: number | null, finished = false): void => {
    if (progressId != null) signals.send('progress', { id: progressId, userId: actorId, done, total, finished });
  };
  let told = { done: 0, total: 0 };
  try {
    const result = await holdStructure(services, datasetId, async (held) => {
      const chosen = await choose(held, input);
      const total = chosen.freshCount;
      tell(0, (told = { done: 0, total }).total);
      const newColumns =
        total > 0 && (await insertChosen(services, held, input, chosen, (done) => tell((told = { done, total }).done, total)));
      return { chosen, newColumns };
    });
    if (result.newColumns) structureChanged(signals, datasetId);
    const { freshCount, presentCount, present } = result.chosen;
    if (freshCount > 0) signals.send('dataset', { datasetId });
    return { added: freshCount, alreadyThere: presentCount, present };
  } finally {
    tell(told.done, told.total, true);
  }
}

async function choose({ client, shape }: Held, { spanIds, condition }: AddSpans): Promise<ChosenSpans> {
  await client.query('SELECT hold_spans($1)', [shape.projectId]);
  return condition
    ? chooseByFilter(client, shape.id, shape.projectId, condition)
    : chooseByIds(client, shape.id, shape.projectId, spanIds ?? []);
}

/** Checks everything, then writes everything; answers whether the dataset got columns. */
async function insertChosen(
  { db, limits }: Services,
  { client, shape: before }: Held,
  { actorId, mapping: explicit }: AddSpans,
  { fresh, freshCount }: ChosenSpans,
  onProgress: (done: number) => void,
): Promise<boolean> {
  const spanIds = joinLists(fresh.map(({ ids }) => ids));
  const contents = await readSpanContents(client, spanIds, freshCount);
  let planned: PlannedColumns | null = null;
  let shape: DatasetShape = before;
  if (isWithoutColumns(before)) {
    const columns = columnsFromSpans(before, contents);
    checkColumnCount(before, columns.length, limits.columns);
    planned = await planColumns(client, before, columns);
    shape = planned.shape;
  }
  const mapping: MappedColumn[] = mapSpans(shape, contents, explicit ?? []);
  const problems = await findMisfits(client, spanIds, mapping, limits.cellBytes);
  if (problems.length > 0) throw new MappingRefused(problems);
  const combinations = await combinationsOf(db, shape.id, await labelsOfSpans(client, spanIds, mapping), limits.combinations);

  if (planned) await insertColumns(client, before, planned.columns);
  const added: InsertedLists[] = [];
  let done = 0;
  for (const { ids, count } of fresh) {
    added.push(await insertSpanRows(client, shape, ids, mapping, combinations));
    onProgress((done += count));
  }
  if (planned) await appendColumnsEvent(client, shape.id, actorId, { change: 'added', keys: planned.columns.map(({ key }) => key) });
  await appendAddedEvent(client, shape.id, actorId, {
    ids: joinLists(added.map(({ ids }) => ids)),
    combinationIds: joinLists(added.map(({ combinationIds }) => combinationIds)),
  });
  return planned !== null;
}

/** Whether a dataset has no column yet that a row could be given something in. */
export const isWithoutColumns = (shape: DatasetShape): boolean =>
  !shape.columns.some((column) => column.role !== 'ANNOTATION' && !column.retired);
