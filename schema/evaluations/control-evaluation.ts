import type { Services } from '../context.ts';
import type { EvaluationStatus } from '@docket/prisma/generated/client/enums.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { EvaluationIsOver } from './refusals.ts';

type Write = Pick<Services, 'db' | 'signals'>;

const tell = ({ signals }: Write, rows: { projectId: number }[], evaluationId: number): void => {
  if (rows[0]) signals.send('evaluation', { projectId: rows[0].projectId, evaluationId });
};

/** Pauses an evaluation that runs, saying why: somebody has to see to something. */
export async function pauseBySelf(services: Write, evaluationId: number, why: string): Promise<void> {
  const { rows } = await services.db.pool.query<{ projectId: number }>(
    `UPDATE evaluation SET status = 'PAUSED', paused_because = left($2, 1000), seq = seq + 1 WHERE id = $1 AND status = 'RUNNING'
     RETURNING project_id AS "projectId"`,
    [evaluationId, why],
  );
  tell(services, rows, evaluationId);
}

const moves = {
  /** No more rows are begun; those under way are finished and recorded. */
  pause: { from: ['RUNNING'], to: 'PAUSED' },
  resume: { from: ['PAUSED'], to: 'RUNNING' },
  /** For good: what is under way is given up. What was recorded stays. */
  cancel: { from: ['RUNNING', 'PAUSED'], to: 'CANCELLED' },
} satisfies Record<string, { from: EvaluationStatus[]; to: EvaluationStatus }>;

export type EvaluationMove = keyof typeof moves;

/** Pauses, resumes or cancels. Where it is so already, nothing changes; otherwise refused (EvaluationIsOver). */
export async function moveEvaluation(services: Write, evaluationId: number, move: EvaluationMove): Promise<void> {
  const { from, to } = moves[move];
  const { rows } = await services.db.pool.query<{ projectId: number }>(
    `UPDATE evaluation SET status = $2::evaluation_status, paused_because = NULL, seq = seq + 1,
       finished_at = CASE WHEN $2 = 'CANCELLED' THEN clock_timestamp() END
     WHERE id = $1 AND status::text = ANY ($3) RETURNING project_id AS "projectId"`,
    [evaluationId, to, from],
  );
  if (rows[0]) return tell(services, rows, evaluationId);
  const now = await services.db.prisma.evaluation.findUniqueOrThrow({ where: { id: evaluationId }, select: { status: true } });
  if (now.status !== to) throw new EvaluationIsOver(now.status);
}

/** Puts the rows that failed back among those that wait; answers how many. What they have recorded stays recorded. */
export async function retryFailed(services: Write, evaluationId: number): Promise<number> {
  const { count, projectId } = await inTransaction(services.db.pool, async (client) => {
    const { rows } = await client.query<{ status: EvaluationStatus; projectId: number }>(
      'SELECT status, project_id AS "projectId" FROM evaluation WHERE id = $1 FOR NO KEY UPDATE',
      [evaluationId],
    );
    const { status, projectId } = rows[0]!;
    if (status === 'CANCELLED') throw new EvaluationIsOver(status);
    const { rowCount } = await client.query(
      `UPDATE evaluation_row SET state = 'WAITING', error = NULL, losses = 0, seq = (SELECT seq + 1 FROM evaluation WHERE id = $1)
       WHERE evaluation_id = $1 AND state = 'FAILED'`,
      [evaluationId],
    );
    const count = rowCount ?? 0;
    if (count > 0) {
      await client.query(
        `UPDATE evaluation SET failed = failed - $2, status = 'RUNNING', paused_because = NULL, finished_at = NULL, seq = seq + 1 WHERE id = $1`,
        [evaluationId, count],
      );
    }
    return { count, projectId };
  });
  services.signals.send('evaluation', { projectId, evaluationId });
  return count;
}
