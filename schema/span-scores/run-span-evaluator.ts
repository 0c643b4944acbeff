import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '../context.ts';
import { type ReadyEvaluator, prepareEvaluators } from '../evaluators/prepare-evaluator.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import { affordable } from './budget.ts';
import { judgeSpans } from './judge-spans.ts';
import { nextSpans } from './next-spans.ts';
import { pauseSpanEvaluator, recordScores } from './record-scores.ts';
import { readFilter } from './stored-filter.ts';

interface RunSpanEvaluator {
  id: number;
  /** Up to which span it may go, as it is now. */
  upTo(): number;
  isStopping(): boolean;
  /** Gives up what is under way. */
  signal: AbortSignal;
  onError(error: unknown): void;
}

/** Spans of one batch. Small where each takes a model's time: a killed worker's batch is begun anew. */
const batches = { model: 16, own: 50 };

/** Works on one evaluator's spans, batch after batch, until it is level with `upTo`, paused or stopped. Whoever runs it holds its
 * lock. Settings, the newest version and keys are read anew for each batch. */
export async function runSpanEvaluator(services: Services, run: RunSpanEvaluator): Promise<void> {
  const { db, signals } = services;
  const { id, isStopping } = run;
  while (!isStopping()) {
    const found = await read(db, id);
    if (!found?.enabled || Number(found.cursor) >= run.upTo()) return;
    const { projectId } = found;
    try {
      const goOn = await workOnBatch(services, found, run);
      if (!goOn) return;
    } catch (error) {
      if (!(error instanceof InvalidFilter || error instanceof InvalidInput || error instanceof NotFound)) throw error;
      await pauseSpanEvaluator(db, id, error.message);
      signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
      return;
    }
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof read>>>;

const read = ({ prisma }: Database, id: number) =>
  prisma.spanEvaluator.findUnique({
    where: { id },
    include: { evaluator: { include: { versions: { select: { id: true }, orderBy: { number: 'desc' }, take: 1 } } } },
  });

/** Whether there may be more to do. */
async function workOnBatch(services: Services, found: Found, { upTo, signal, onError }: RunSpanEvaluator): Promise<boolean> {
  const { db, limits, signals } = services;
  const { id, projectId, share, budget, cost, failedInARow } = found;
  const from = Number(found.cursor);
  const evaluator = await ready(services, found);
  const judgedBefore = found.scored + found.unknown + found.failed;
  const count = Math.min(evaluator.usesModel ? batches.model : batches.own, affordable({ budget, cost, judged: judgedBefore }));
  if (count <= 0) throw new InvalidInput(`Its budget of $${budget} does not pay for another span.`);
  const filter = readFilter(found.filter as JsonObject);
  const { spans, seenUpTo } = await nextSpans(db, { projectId, filter, share, after: from, upTo: upTo(), count, limits });
  const judged = await judgeSpans({ evaluator, spans, failedInARow, signal, onError });
  const end = judged.upTo ?? seenUpTo;
  const recorded = await recordScores(db, { ...judged, id, projectId, name: evaluator.name, from, upTo: end });
  if (!recorded) return false;
  if (spans.length > 0) signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
  // Nothing came, but what is shown of spans is no longer so.
  if (judged.scores.length > 0) signals.send('spans', { projectId, count: 0 });
  return judged.upTo === null && judged.pause === null;
}

async function ready(services: Services, { evaluator: { name, archivedAt, versions } }: Found): Promise<ReadyEvaluator> {
  if (archivedAt) throw new InvalidInput(`The evaluator “${name}” was archived.`);
  const [prepared] = await prepareEvaluators(
    services,
    versions.map((version) => version.id),
  );
  if (!prepared) throw new NotFound('EvaluatorVersion');
  return prepared;
}
