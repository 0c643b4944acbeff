import type { Services } from '../context.ts';
import { onceMore } from '../once-more.ts';
import { giveBackRows } from './lease-rows.ts';
import { type EvaluationRun, runEvaluation } from './run-evaluation.ts';

export interface EvaluationWorker {
  /** Takes no more rows, gives those under way a moment, then gives them back. */
  stop(): Promise<void>;
}

interface TendEvaluations {
  leaseSeconds: number;
  onError(error: unknown): void;
}

const every = 1000;
/** What is under way at a stop may take so long to end by itself, in milliseconds. */
const grace = 5000;

/**
 * This process's worker: looks each second, and whenever it is told that an evaluation changed, which evaluations run and have
 * rows to take, and works on them; gives back what workers that died have left; ends what was cancelled.
 */
export function tendEvaluations(services: Services, { leaseSeconds, onError }: TendEvaluations): EvaluationWorker {
  const runs = new Map<number, EvaluationRun>();
  let stopped = false;
  const looks = onceMore(() => look().catch(onError), { isOver: () => stopped });

  const begin = (evaluationId: number) => {
    if (runs.has(evaluationId) || stopped) return;
    const run = runEvaluation(services, { evaluationId, leaseSeconds, onError });
    runs.set(evaluationId, run);
    void run.ended.then(() => runs.delete(evaluationId));
  };

  async function look(): Promise<void> {
    const { pool } = services.db;
    await giveBackRows(services.db, null);
    const { rows } = await pool.query<{ id: number; status: string }>({
      name: 'evaluations_to_work_on',
      text: `SELECT e.id, 'RUNNING' AS status FROM evaluation e WHERE e.status = 'RUNNING'
               AND EXISTS (SELECT FROM evaluation_row r WHERE r.evaluation_id = e.id AND r.state = 'WAITING')
             UNION ALL SELECT e.id, 'CANCELLED' FROM evaluation e WHERE e.id = ANY ($1::int[]) AND e.status = 'CANCELLED'`,
      values: [[...runs.keys()]],
    });
    for (const { id, status } of rows) {
      if (status === 'CANCELLED') runs.get(id)?.cancel();
      else begin(id);
    }
  }

  const timer = setInterval(looks.ask, every);
  timer.unref();
  const forgetting = setInterval(() => void services.models.forget(services.limits.answerDays).catch(onError), 3_600_000);
  forgetting.unref();
  // What this process records it tells itself too, many times a second: that is nothing to look for.
  const off = services.signals.on('evaluation', ({ evaluationId }) => !runs.has(evaluationId) && looks.ask());
  looks.ask();

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearInterval(forgetting);
      off();
      await looks.settled();
      const open = [...runs.values()];
      for (const run of open) run.stop();
      const late = setTimeout(() => open.forEach((run) => run.cancel()), grace);
      await Promise.all(open.map(({ ended }) => ended));
      clearTimeout(late);
    },
  };
}
