import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '../context.ts';
import { batchAfterBatch, pauseBySelf } from '../evaluators/standing/batch-after-batch.ts';
import { batchSize } from '../evaluators/standing/budget.ts';
import { judgeBatch } from '../evaluators/standing/judge-batch.ts';
import { readyAtNewest, withNewestVersion } from '../evaluators/standing/newest-version.ts';
import type { StandingRun } from '../evaluators/standing/tend-standing.ts';
import type { Verdict } from '../evaluators/verdict.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { nextSpans } from './next-spans.ts';
import { recordScores } from './record-scores.ts';
import { spanSubject } from './span-subject.ts';
import { readFilter } from './stored-filter.ts';

interface RunSpanEvaluator extends StandingRun {
  /** Up to which span it may go, as it is now. */
  upTo(): number;
}

/** Works on one evaluator's spans, batch after batch, until it is level with `upTo`, paused or stopped. Whoever runs it holds its
 * lock. Settings, the newest version and keys are read anew for each batch. */
export async function runSpanEvaluator(services: Services, run: RunSpanEvaluator): Promise<void> {
  const { db, signals } = services;
  const { id, isStopping } = run;
  let projectId = 0;
  await batchAfterBatch({
    isStopping,
    async work() {
      const found = await read(db, id);
      if (!found?.enabled || Number(found.cursor) >= run.upTo()) return false;
      projectId = found.projectId;
      return workOnBatch(services, found, run);
    },
    async pause(why) {
      await pauseBySelf(db, { table: 'span_evaluator', id, why });
      signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
    },
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof read>>>;

const read = ({ prisma }: Database, id: number) =>
  prisma.spanEvaluator.findUnique({ where: { id }, include: { evaluator: withNewestVersion } });

/** Whether there may be more to do. */
async function workOnBatch(services: Services, found: Found, { upTo, signal, onError }: RunSpanEvaluator): Promise<boolean> {
  const { db, limits, signals } = services;
  const { id, projectId, share, budget, cost, failedInARow } = found;
  const from = Number(found.cursor);
  const { evaluator } = await readyAtNewest(services, found.evaluator);
  const judgedBefore = found.scored + found.unknown + found.failed;
  const count = batchSize({ budget, cost, judged: judgedBefore }, { usesModel: evaluator.usesModel, what: 'span' });
  const filter = readFilter(found.filter as JsonObject);
  const { spans, seenUpTo } = await nextSpans(db, { projectId, filter, share, after: from, upTo: upTo(), count, limits });
  const judged = await judgeBatch({ evaluator, items: spans, subjectOf: spanSubject, what: 'spans', failedInARow, signal, onError });
  const whole = judged.told === spans.length;
  const scores = judged.verdicts.map(({ of, verdict }) => ({ spanId: of.id, value: scoreOf(verdict) }));
  const recorded = await recordScores(db, {
    ...judged,
    unknown: judged.unknown.length,
    scores,
    id,
    projectId,
    name: evaluator.name,
    from,
    // Those that nothing is told of come again.
    upTo: whole ? seenUpTo : spans[judged.told]!.id - 1,
  });
  if (!recorded) return false;
  if (spans.length > 0) signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
  // Nothing came, but what is shown of spans is no longer so.
  if (scores.length > 0) signals.send('spans', { projectId, count: 0 });
  return whole && judged.pause === null;
}

/** The number that is written for a verdict that tells. */
const scoreOf = ({ grade, score }: Verdict): number => (score !== null && Number.isFinite(score) ? score : grade === 'PASS' ? 1 : 0);
