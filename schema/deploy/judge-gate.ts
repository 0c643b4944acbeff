import type { Database } from '@docket/prisma/database.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { NotFound } from '../refusals.ts';
import { chooseEvaluation } from './choose-evaluation.ts';
import { type GateRecord, gateOf } from './gate-record.ts';
import { openScope } from './gate-scope.ts';
import type { GateVerdict } from './gate-verdict.ts';
import { currentDeployment } from './history.ts';
import { makeChecks } from './make-checks.ts';

/** What the gate of an environment says of a version of a prompt today; null where the prompt has no gate there. Refuses nothing
 * but a version that is not there (NotFound): who may ask, the caller has checked. */
export async function judgeGate(
  { db }: { db: Database },
  { environmentId, versionId }: { environmentId: number; versionId: number },
): Promise<GateVerdict | null> {
  const version = await db.prisma.promptVersion.findUnique({ where: { id: versionId }, select: { promptId: true } });
  if (!version) throw new NotFound('PromptVersion');
  const place = { environmentId, promptId: version.promptId };
  const gate = await gateOf(db.pool, place);
  const current = await currentDeployment(db.pool, place);
  return gate && judgeVersion(db, { gate, versionId, currentVersionId: current?.versionId ?? null });
}

interface Judge {
  gate: GateRecord;
  versionId: number;
  /** What runs now; null where nothing does. */
  currentVersionId: number | null;
}

/**
 * What a gate says of a version: by the newest finished evaluation of this very version that ran the gate's evaluators and covers
 * the slice as it is now.
 *
 * Everything is counted by the database and read from one snapshot; what comes here are sums and at most some hundred ids, however
 * many rows there are.
 */
export function judgeVersion(db: Database, { gate, versionId, currentVersionId }: Judge): Promise<GateVerdict> {
  const { evaluators, maxStale } = gate.rules;
  return inTransaction(
    db.pool,
    async (client) => {
      const scope = await openScope(client, gate);
      if ('reason' in scope) return undecided(scope.reason);
      const chosen = await chooseEvaluation(client, scope, {
        versionId,
        evaluatorIds: evaluators.map(({ evaluatorId }) => evaluatorId),
        all: true,
        lacks: ({ missing, unanswered, changed }) => missing + unanswered + changed,
        most: maxStale,
      });
      if (!chosen)
        return undecided('No evaluation of this version over the gate’s dataset has finished that ran all evaluators of the gate.');
      const { checks, baselineId } = await makeChecks(client, scope, {
        rules: gate.rules,
        chosen,
        currentVersionId: currentVersionId === versionId ? null : currentVersionId,
      });
      return {
        passed: checks.every(({ passed }) => passed),
        evaluationId: chosen.id,
        baselineId,
        reason: null,
        rowCount: chosen.coverage.total,
        checks,
      };
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  );
}

const undecided = (reason: string): GateVerdict => ({
  passed: false,
  evaluationId: null,
  baselineId: null,
  reason,
  rowCount: 0,
  checks: [],
});
