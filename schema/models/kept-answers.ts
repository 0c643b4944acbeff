import type { Database } from '@docket/prisma/database.ts';
import { JoinedWrites } from '../joined-writes.ts';
import { storableJson } from '../stored-json.ts';
import type { ModelAnswer } from './model-port.ts';

interface Kept {
  projectId: number;
  key: string;
  answer: ModelAnswer;
}

const nameOf = ({ projectId, key }: Pick<Kept, 'projectId' | 'key'>): string => `${projectId} ${key}`;

/** Answers that were paid for, by what was asked. */
export class KeptAnswers {
  /** By what was asked: what is not written yet is found all the same. */
  readonly #waiting = new Map<string, Kept>();
  readonly #writes = new JoinedWrites<Kept>((batch) => this.#write(batch));

  constructor(private readonly db: Database) {}

  async find(projectId: number, key: string): Promise<ModelAnswer | null> {
    const waiting = this.#waiting.get(nameOf({ projectId, key }));
    if (waiting) return waiting.answer;
    const { rows } = await this.db.pool.query<{ answer: ModelAnswer }>({
      name: 'kept_answer',
      text: 'SELECT answer FROM model_answer WHERE project_id = $1 AND key = $2',
      values: [projectId, key],
    });
    return rows[0]?.answer ?? null;
  }

  /** Whoever was first keeps it: two who asked at once have both been answered. Not waited for: an answer that could not be kept
   * is asked for again. */
  keep(kept: Kept): void {
    const name = nameOf(kept);
    if (this.#waiting.has(name)) return;
    this.#waiting.set(name, kept);
    this.#writes.add(kept);
  }

  /** Resolves when all that was to be kept is written, or could not be. */
  settled(): Promise<void> {
    return this.#writes.settled();
  }

  /** Lets go of answers that are older than this. */
  async forget(days: number): Promise<void> {
    await this.db.pool.query(`DELETE FROM model_answer WHERE created_at < clock_timestamp() - make_interval(days => $1)`, [days]);
  }

  async #write(batch: Kept[]): Promise<void> {
    await this.db.pool
      .query({
        name: 'keep_answers',
        text: `INSERT INTO model_answer (project_id, key, answer)
               SELECT k."projectId", k.key, k.answer FROM jsonb_to_recordset($1) AS k("projectId" int, key text, answer jsonb)
               ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
        values: [storableJson(batch)],
      })
      .catch(() => undefined);
    for (const kept of batch) this.#waiting.delete(nameOf(kept));
  }
}
