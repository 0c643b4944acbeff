import DataLoader from 'dataloader';
import type { Database } from '@docket/prisma/database.ts';
import { JoinedWrites } from '../joined-writes.ts';
import { storableJson } from '../stored-json.ts';
import type { ModelAnswer } from './model-port.ts';

interface Asked {
  projectId: number;
  key: string;
}

interface Kept extends Asked {
  answer: ModelAnswer;
}

const nameOf = ({ projectId, key }: Asked): string => `${projectId} ${key}`;

/** Answers that were paid for, by what was asked. */
export class KeptAnswers {
  /** By what was asked: what is not written yet is found all the same. */
  readonly #waiting = new Map<string, Kept>();
  readonly #writes = new JoinedWrites<Kept>((batch) => this.#write(batch));

  /** What is looked for within a tick is looked for at once; nothing is remembered here. */
  readonly #reads = new DataLoader<Asked, ModelAnswer | null>((asked) => this.#read(asked), { cache: false, maxBatchSize: 200 });

  constructor(private readonly db: Database) {}

  async find(asked: Asked): Promise<ModelAnswer | null> {
    return this.#waiting.get(nameOf(asked))?.answer ?? this.#reads.load(asked);
  }

  /** Whoever was first keeps it: two who asked at once have both been answered. Not waited for: an answer that could not be kept
   * is asked for again. */
  keep(kept: Kept): void {
    const name = nameOf(kept);
    if (this.#waiting.has(name)) return;
    this.#waiting.set(name, kept);
    void this.#writes.add(kept);
  }

  /** Resolves when all that was to be kept is written, or could not be. */
  settled(): Promise<void> {
    return this.#writes.settled();
  }

  /** Lets go of answers that are older than this. */
  async forget(days: number): Promise<void> {
    await this.db.pool.query(`DELETE FROM model_answer WHERE created_at < clock_timestamp() - make_interval(days => $1)`, [days]);
  }

  async #read(asked: readonly Asked[]): Promise<(ModelAnswer | null)[]> {
    const { rows } = await this.db.pool.query<Kept>({
      name: 'kept_answers',
      text: `SELECT k.project_id AS "projectId", k.key, k.answer FROM unnest($1::int[], $2::text[]) AS a(project_id, key)
             JOIN model_answer k USING (project_id, key)`,
      values: [asked.map(({ projectId }) => projectId), asked.map(({ key }) => key)],
    });
    const found = new Map(rows.map((kept) => [nameOf(kept), kept.answer]));
    return asked.map((one) => found.get(nameOf(one)) ?? null);
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
