import type { Database } from '@docket/prisma/database.ts';
import type { EvaluatorVersion, RowEvaluatorPurpose } from '@docket/prisma/generated/client/client.ts';
import type { Services } from '../context.ts';
import { type DatasetShape, loadShape } from '../datasets/dataset-shape.ts';
import { batchAfterBatch, pauseBySelf } from '../evaluators/standing/batch-after-batch.ts';
import { batchSize } from '../evaluators/standing/budget.ts';
import { type JudgedBatch, judgeBatch } from '../evaluators/standing/judge-batch.ts';
import { readyAtNewest, withNewestVersion } from '../evaluators/standing/newest-version.ts';
import type { StandingRun } from '../evaluators/standing/tend-standing.ts';
import type { EventKind } from '../feed/feed-event.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { InvalidInput } from '../refusals.ts';
import { confidenceOf } from './confidence.ts';
import { markRows } from './mark-rows.ts';
import { type Place, type Told, nextEvents, placeAfter, placeBefore, samePlace } from './next-events.ts';
import { type JudgedRow, nextRows, rowSubject } from './next-rows.ts';
import { passOver, recordChecks, recordSuggestions } from './record-verdicts.ts';

/** Rows of events that are still to be dealt with, as they were read from a place on. */
type Pending = Told & { from: Place };

/** Works on one evaluator's rows, batch after batch, until it is level with its dataset's events, paused or stopped. Whoever runs it
 * holds its lock. Settings, the newest version and keys are read anew for each batch. */
export async function runRowEvaluator(services: Services, run: StandingRun): Promise<void> {
  const { db, signals } = services;
  const { id, isStopping } = run;
  let pending: Pending | null = null;
  let found: Found | null = null;
  const tell = () => found && signals.send('rowEvaluator', { projectId: found.projectId, datasetId: found.datasetId, rowEvaluatorId: id });
  await batchAfterBatch({
    isStopping,
    async work() {
      found = await read(db, id);
      if (!found?.enabled) return false;
      const shape = await loadShape(db, found.datasetId);
      if (!shape) return false;
      // What a worker that was killed has recorded and not written into the rows.
      if (found.purpose === 'CHECK') await markRows(services, { shape, rowEvaluatorId: id });
      const from = { seq: Number(found.cursor), row: Number(found.cursorRow) };
      if (!pending || !samePlace(pending.from, from))
        pending = { from, ...(await nextEvents(db, { datasetId: found.datasetId, kinds: kindsFor[found.purpose], after: from })) };
      if (pending.rows.length === 0) {
        const { end, more } = pending;
        pending = null;
        if (!samePlace(end, from)) await passOver(db, { id, from, to: end });
        return more;
      }
      pending = await workOnBatch(services, { found, shape, pending, run });
      tell();
      return pending !== null;
    },
    async pause(why) {
      await pauseBySelf(db, { table: 'row_evaluator', id, why });
      tell();
    },
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof read>>>;

const read = ({ prisma }: Database, id: number) =>
  prisma.rowEvaluator.findUnique({ where: { id }, include: { evaluator: withNewestVersion } });

/** What tells that there may be something to judge. Whether there is, the row says. */
const kindsFor: { [purpose in RowEvaluatorPurpose]: EventKind[] } = { SUGGEST: ['added'], CHECK: ['filled', 'edited', 'undone'] };

interface Batch {
  found: Found;
  shape: DatasetShape;
  pending: Pending;
  run: StandingRun;
}

/** What is left of the pending rows; null where this goes no further now. */
async function workOnBatch(services: Services, { found, shape, pending, run }: Batch): Promise<Pending | null> {
  const { id, purpose, budget, cost, failedInARow, columnId } = found;
  requireLabels(shape, found);
  const { signal, onError } = run;
  const { evaluator, version } = await readyAtNewest(services, found.evaluator);
  const judgedBefore = found.judged + found.unknown + found.failed;
  const count = batchSize({ budget, cost, judged: judgedBefore }, { usesModel: evaluator.usesModel, what: 'row' });
  const which = purpose === 'SUGGEST' ? ('waiting' as const) : { uncheckedBy: id, versionId: version.id };
  const rows = await nextRows(services, {
    shape,
    condition: found.filter as unknown as Condition,
    told: pending.rows,
    which,
    columnId,
    count,
  });
  const judged = await judgeBatch({ evaluator, items: rows, subjectOf: rowSubject, what: 'rows', failedInARow, signal, onError });
  const left = leftOf(pending, rows, { told: judged.told, count });
  const recorded = await record(services, { found, version, judged, from: pending.from, to: left.from });
  if (!recorded) return null;
  if (purpose === 'CHECK') await markRows(services, { shape, rowEvaluatorId: id });
  return judged.told < rows.length || judged.pause !== null ? null : left;
}

/** Throws InvalidInput where its labels cannot be given any more: nobody could accept them, or be contradicted. */
function requireLabels(shape: DatasetShape, { columnId, passOptionIds, failOptionId }: Found): void {
  const column = shape.byId.get(columnId);
  if (!column || column.retired) throw new InvalidInput(`The column “${column?.key ?? columnId}” is retired. Restore it first.`);
  const retired = [...passOptionIds, failOptionId].map((id) => column.optionById.get(id ?? 0)).find((option) => option?.retired);
  if (retired) throw new InvalidInput(`The label “${retired.value}” of “${column.key}” is retired. Restore it first.`);
}

/** What is pending after a batch, of whose rows this many were told of. Those that the filter left out are behind it. */
function leftOf(pending: Pending, rows: readonly JudgedRow[], { told, count }: { told: number; count: number }): Pending {
  const from = told < rows.length ? placeBefore(rows[told]!) : rows.length < count ? pending.end : placeAfter(rows.at(-1)!);
  const isLeft = ({ seq, rowId }: { seq: number; rowId: number }) => seq > from.seq + 1 || (seq === from.seq + 1 && rowId > from.row);
  return { ...pending, from, rows: pending.rows.filter(isLeft) };
}

interface Record {
  found: Found;
  version: EvaluatorVersion;
  judged: JudgedBatch<JudgedRow>;
  from: Place;
  to: Place;
}

function record({ db }: Services, { found, version, judged, from, to }: Record): Promise<boolean> {
  const { id, projectId, columnId, passOptionIds, failOptionId, hiddenShare, evaluator } = found;
  const { verdicts, unknown } = judged;
  const common = { ...judged, id, projectId, versionId: version.id, from, to, judged: verdicts.length, unknown: unknown.length };
  if (found.purpose === 'SUGGEST') {
    const suggestions = verdicts.map(({ of: row, verdict: { grade, score, reason, cost } }) => ({
      ...{ row, grade, score, reason, cost },
      optionId: grade === 'PASS' ? passOptionIds[0]! : failOptionId!,
      confidence: confidenceOf({ kind: evaluator.kind, config: version.config }, score),
    }));
    return recordSuggestions(db, { ...common, disagreed: 0, columnId, hiddenShare, suggestions });
  }
  const checks = [...verdicts, ...unknown].map(({ of: row, verdict: { grade, score, reason, cost } }) => ({
    ...{ row, grade, score, reason, cost },
    disagrees: grade === 'UNKNOWN' || row.optionId === null ? null : (grade === 'PASS') !== passOptionIds.includes(row.optionId),
  }));
  return recordChecks(db, { ...common, disagreed: checks.filter(({ disagrees }) => disagrees).length, checks });
}
