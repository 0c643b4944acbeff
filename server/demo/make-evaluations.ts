import { setTimeout } from 'node:timers/promises';
import type { Services } from '@docket/schema/context.ts';
import { runEvaluation } from '@docket/schema/evaluations/run-evaluation.ts';
import { startEvaluation, type StartEvaluation } from '@docket/schema/evaluations/start-evaluation.ts';
import { everything } from '@docket/schema/queue/filter/row-filter.ts';
import { models } from './assistant.ts';

type NewEvaluation = Pick<StartEvaluation, 'shape' | 'actorId' | 'name' | 'promptVersionId' | 'evaluatorIds'> & { at: Date };

/** Evaluates all rows of a dataset, for real, and sets each evaluation to its time once it has finished. They begin in their order,
 * and run at once. */
export async function makeEvaluations(services: Services, evaluations: readonly NewEvaluation[]): Promise<void> {
  // Without answers of one in another: each costs what it would have.
  const settings = { budget: null, requestsPerMinute: null, cache: false };
  const begun: { id: number; evaluation: NewEvaluation }[] = [];
  for (const evaluation of evaluations) {
    const given = { ...evaluation, condition: everything, sliceName: null, sampleId: null, settings };
    begun.push({ id: await startEvaluation(services, given), evaluation });
  }
  await Promise.all(
    begun.map(async ({ id, evaluation: { at, promptVersionId } }) => {
      await finished(services, id);
      await services.db.pool.query(TIMES, [id, at, models['hull-4-mini'].msPerToken, promptVersionId !== null]);
    }),
  );
}

/** Works beside this process's worker, if it has one: each row is of one of them. */
async function finished(services: Services, evaluationId: number): Promise<void> {
  const onError = () => undefined;
  for (;;) {
    await runEvaluation(services, { evaluationId, leaseSeconds: 30, onError }).ended;
    const { status, failed, pausedBecause } = await services.db.prisma.evaluation.findUniqueOrThrow({ where: { id: evaluationId } });
    if (status === 'FINISHED' && failed === 0) return;
    if (status !== 'RUNNING')
      throw new Error(`the demo's evaluation ${evaluationId} ended ${status} with ${failed} failed: ${pausedBecause}`);
    await setTimeout(10);
  }
}

/** As if it had begun at `$2` and taken the time that models take; what was logged keeps its own. */
const TIMES = `
  WITH rows AS (
    UPDATE evaluation_row SET answered_at = $2::timestamptz + interval '2 s' + position * interval '0.4 s',
      latency_ms = CASE WHEN $4 THEN round(((280 + tokens_out * $3) * (0.8 + (row_id % 9) * 0.06))::numeric) ELSE latency_ms END
    WHERE evaluation_id = $1),
  scores AS (UPDATE evaluation_score SET at = $2::timestamptz + interval '4 s' WHERE evaluation_id = $1)
  UPDATE evaluation SET created_at = $2, finished_at = $2::timestamptz + interval '5 s' + row_count * interval '0.4 s' WHERE id = $1`;
