import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@docket/prisma/database.ts';
import type { Verdict } from '../evaluators/verdict.ts';
import { JoinedWrites } from '../joined-writes.ts';
import type { JsonValue } from '../monitor/json-value.ts';
import { storableJson } from '../stored-json.ts';

/** What there is to record of a row: an answer, verdicts, an end, in one or several parts. */
export interface RowResult {
  row: number;
  answer?: { output: JsonValue; latencyMs: number; tokensIn: number | null; tokensOut: number | null; cost: number | null };
  scores?: (Verdict & { version: number })[];
  /** Calls to models that this took, and how many of the answers were kept from before. */
  calls: number;
  cachedCalls: number;
  /** Left out while the row goes on. WAITING: given back. */
  end?: 'DONE' | 'FAILED' | 'WAITING';
  error?: string;
}

interface RecordResults {
  db: Database;
  evaluationId: number;
  token: string;
  onRecorded(): void;
  onError(error: unknown): void;
}

/** As long as a lease may last beyond a database that is away. */
const attempts = 8;

/** Writes results down, those that come while a batch is being written together in the next. */
export function recordResults({ db, evaluationId, token, onRecorded, onError }: RecordResults): JoinedWrites<RowResult> {
  return new JoinedWrites(async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await db.pool.query({
          name: 'record_evaluation',
          text: 'SELECT record_evaluation($1, $2, $3)',
          values: [evaluationId, token, storableJson(batch)],
        });
        return onRecorded();
      } catch (error) {
        // What is lost here was paid for: it is tried until the leases are gone anyway.
        if (attempt === attempts) return onError(error);
        await sleep(Math.min(100 * 2 ** attempt, 5000));
      }
    }
  });
}
