import type { Database } from '@docket/prisma/database.ts';
import type { JsonValue } from '../monitor/json-value.ts';
import type { SeenLabels, SeenRow } from './seen.ts';

/** A row that this worker has for a while. */
export interface LeasedRow {
  rowId: number;
  seen: SeenRow;
  labels: SeenLabels;
  /** Whether its answer is there already: a worker before this one had it, or it was logged. */
  answered: boolean;
  output: JsonValue;
  latencyMs: number | null;
  cost: number | null;
  tokensOut: number | null;
  /** Versions of evaluators whose verdict is there already. */
  judged: number[];
}

export interface LeaseRows {
  evaluationId: number;
  token: string;
  rows: number;
  seconds: number;
  /** How many calls to models a row makes: what requests per minute are counted by. */
  calls: number;
}

/** Takes up to `rows` waiting rows. None where there are none, the evaluation does not run, or its bounds allow no more now. */
export async function leaseRows({ pool }: Database, { evaluationId, token, rows, seconds, calls }: LeaseRows): Promise<LeasedRow[]> {
  const { rows: leased } = await pool.query<LeasedRow>({
    name: 'lease_evaluation_rows',
    text: 'SELECT * FROM lease_evaluation_rows($1, $2, $3, $4, $5)',
    values: [evaluationId, token, rows, seconds, calls],
  });
  return leased;
}

/** Whether there are rows to take that its bounds have not allowed just now. */
export async function hasMoreLater({ pool }: Database, evaluationId: number): Promise<boolean> {
  const { rows } = await pool.query<{ more: boolean }>({
    name: 'evaluation_has_more',
    text: `SELECT EXISTS (SELECT FROM evaluation e JOIN evaluation_row r ON r.evaluation_id = e.id
             WHERE e.id = $1 AND e.status = 'RUNNING' AND r.state = 'WAITING') AS more`,
    values: [evaluationId],
  });
  return rows[0]!.more;
}

/** Holds on to what this token has. */
export async function renewLeases({ pool }: Database, { evaluationId, token, seconds }: Omit<LeaseRows, 'rows' | 'calls'>): Promise<void> {
  await pool.query({
    name: 'renew_evaluation_leases',
    text: `UPDATE evaluation_row SET lease_until = clock_timestamp() + make_interval(secs => $3)
           WHERE evaluation_id = $1 AND state = 'LEASED' AND lease_token = $2`,
    values: [evaluationId, token, seconds],
  });
}

/** Gives back what this token has, or, without one, whatever has run out. Answers the evaluations that this moved. */
export async function giveBackRows({ pool }: Database, token: string | null): Promise<number[]> {
  const { rows } = await pool.query<{ ids: number[] }>({
    name: 'give_back_evaluation_rows',
    text: 'SELECT give_back_evaluation_rows($1) AS ids',
    values: [token],
  });
  return rows[0]!.ids;
}
