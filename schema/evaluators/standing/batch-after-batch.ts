import type { Database } from '@docket/prisma/database.ts';
import { Refusal } from '../../refusals.ts';

interface Batches {
  isStopping(): boolean;
  /** Works on one batch; answers whether there may be more to do. */
  work(): Promise<boolean>;
  /** What somebody has to see to first. */
  pause(why: string): Promise<void>;
}

/** Works until there is nothing to do or it is stopped. A refusal is what people can mend (an evaluator that was archived, a budget
 * that is spent, a column that is retired) and pauses it; everything else is thrown. */
export async function batchAfterBatch({ isStopping, work, pause }: Batches): Promise<void> {
  try {
    while (!isStopping() && (await work()));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await pause(error.message);
  }
}

/** Pauses what runs by itself, saying why, in at most 1,000 characters. */
export async function pauseBySelf(
  { pool }: Database,
  { table, id, why }: { table: 'span_evaluator' | 'row_evaluator'; id: number; why: string },
): Promise<void> {
  await pool.query(`UPDATE ${table} SET enabled = false, paused_because = left($2, 1000) WHERE id = $1 AND enabled`, [id, why]);
}
