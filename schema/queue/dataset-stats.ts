import type { Database } from '@docket/prisma/database.ts';
import { InvalidInput } from '../refusals.ts';
import type { ClaimImage } from './filter/row-image.ts';

export interface QueuePoint {
  at: Date;
  empty: number;
  filled: number;
}

/** The size of a queue over time: from what it is now back along the moves, in equal steps. Ends with the state at `to`. */
export async function queueHistory(
  db: Database,
  { datasetId, from, to, points }: { datasetId: number; from: Date; to: Date; points: number },
): Promise<QueuePoint[]> {
  if (!(from < to)) throw new InvalidInput('`from` must be before `to`.', ['from']);
  if (!Number.isInteger(points) || points < 2 || points > 500) throw new InvalidInput('Ask for 2 to 500 points.', ['points']);
  // Empty and filled rows now, and by how much each step changed them; `filled` of a combination tells where a move counts.
  const { rows } = await db.pool.query<{ step: number; empty: number; filled: number }>({
    name: 'queue_history',
    text: `WITH move AS (
        SELECT at, m.filled, d FROM event e
          CROSS JOIN LATERAL (
            SELECT before AS id, -1 AS d WHERE before IS DISTINCT FROM after AND before IS NOT NULL
            UNION ALL SELECT after, 1 WHERE before IS DISTINCT FROM after AND after IS NOT NULL
            UNION ALL SELECT key::int, value::int FROM jsonb_each_text(e.moves) WHERE e.moves IS NOT NULL) c
          JOIN combination m ON m.id = c.id
        WHERE e.dataset_id = $1 AND e.at > $2 AND (e.before IS DISTINCT FROM e.after OR e.moves IS NOT NULL))
      SELECT -1 AS step, coalesce(sum(n) FILTER (WHERE NOT m.filled), 0)::int AS empty, coalesce(sum(n) FILTER (WHERE m.filled), 0)::int AS filled
      FROM dataset_sizes($1) s JOIN combination m ON m.id = s.combination_id
      UNION ALL
      SELECT least($4, ceil(extract(epoch FROM at - $2::timestamptz) / extract(epoch FROM $3::timestamptz - $2::timestamptz) * ($4 - 1))::int) AS step,
        coalesce(sum(d) FILTER (WHERE NOT filled), 0)::int, coalesce(sum(d) FILTER (WHERE filled), 0)::int
      FROM move GROUP BY 1`,
    values: [datasetId, from, to, points],
  });
  const now = rows.find((row) => row.step === -1) ?? { empty: 0, filled: 0 };
  const moved = new Map(rows.filter((row) => row.step !== -1).map((row) => [row.step, row]));
  const span = to.getTime() - from.getTime();
  const history: QueuePoint[] = [];
  let { empty, filled } = now;
  for (let step = points; step >= 0; step--) {
    if (step < points) history.unshift({ at: new Date(from.getTime() + (span * step) / (points - 1)), empty, filled });
    empty -= moved.get(step)?.empty ?? 0;
    filled -= moved.get(step)?.filled ?? 0;
  }
  return history;
}

export interface ReviewerPace {
  userId: number;
  filled: number;
  claimed: number;
  medianSeconds: number | null;
}

/** What each reviewer filled in the last minutes, how long a row took them (median, claim to fill), and what they hold now. */
export async function reviewerPace(db: Database, { datasetId, minutes }: { datasetId: number; minutes: number }): Promise<ReviewerPace[]> {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60 * 24 * 90)
    throw new InvalidInput('Ask for 1 minute to 90 days.', ['minutes']);
  const { rows } = await db.pool.query<ReviewerPace>({
    name: 'reviewer_pace',
    text: `SELECT user_id AS "userId", sum(filled)::int AS filled, sum(claimed)::int AS claimed, max(median) AS "medianSeconds" FROM (
        SELECT reviewer_id AS user_id, count(*) AS filled, 0 AS claimed, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median
        FROM review WHERE dataset_id = $1 AND filled_at > now() - make_interval(mins => $2) AND ended_at IS NULL AND reviewer_id IS NOT NULL GROUP BY reviewer_id
        UNION ALL
        SELECT reviewer_id, 0, count(*), NULL FROM claim WHERE dataset_id = $1 GROUP BY reviewer_id) p
      GROUP BY user_id ORDER BY 2 DESC, 1`,
    values: [datasetId, minutes],
  });
  return rows;
}

/** A reviewer's live claims in a dataset, those that end first first. */
export async function claimsOf(db: Database, { datasetId, reviewerId }: { datasetId: number; reviewerId: number }): Promise<ClaimImage[]> {
  const { rows } = await db.pool.query<{ claim: ClaimImage }>({
    name: 'claims_of',
    text: `SELECT claim_json(k) AS claim FROM claim k WHERE dataset_id = $1 AND reviewer_id = $2 AND expires_at > clock_timestamp() ORDER BY expires_at, row_id`,
    values: [datasetId, reviewerId],
  });
  return rows.map((row) => row.claim);
}
