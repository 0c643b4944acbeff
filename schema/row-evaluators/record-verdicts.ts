import type pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import type { JudgedBatch } from '../evaluators/standing/judge-batch.ts';
import type { Verdict } from '../evaluators/verdict.ts';
import { storableJson } from '../stored-json.ts';
import type { Place } from './next-events.ts';
import type { JudgedRow } from './next-rows.ts';

/** What is kept of a verdict on a row. */
export interface RowVerdict extends Pick<Verdict, 'grade' | 'score' | 'reason' | 'cost'> {
  row: JudgedRow;
}

/** A label that is suggested. */
export interface NewSuggestion extends RowVerdict {
  optionId: number;
  confidence: number | null;
}

/** What a filled row's check came to; `disagrees` is null where the evaluator or the reviewer did not say. */
export interface NewCheck extends RowVerdict {
  disagrees: boolean | null;
}

interface Recording extends Pick<JudgedBatch<unknown>, 'failed' | 'failedInARow' | 'cost' | 'pause'> {
  id: number;
  projectId: number;
  versionId: number;
  /** Where it was when the batch was read, and where it is now. */
  from: Place;
  to: Place;
  judged: number;
  disagreed: number;
  unknown: number;
}

export interface RecordSuggestions extends Recording {
  columnId: number;
  suggestions: readonly NewSuggestion[];
  /** 0 to 1. */
  hiddenShare: number;
}

export interface RecordChecks extends Recording {
  checks: readonly NewCheck[];
}

/** Writes suggestions and moves on past their rows, both or neither. False where it is not where it was: somebody else has done this,
 * or it was set back; then nothing is written. */
export const recordSuggestions = ({ pool }: Database, batch: RecordSuggestions): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    if (!(await moveOn(client, batch))) return false;
    await client.query(
      `INSERT INTO suggestion (row_id, row_evaluator_id, project_id, evaluator_version_id, column_id, option_id, score, confidence, reason, cost, hidden)
       SELECT g.row, $1, $2, $3, $4, g."optionId", g.score, g.confidence, g.reason, g.cost, place_of(g.row::text) < $5
       FROM jsonb_to_recordset($6::jsonb) AS g(row bigint, "optionId" int, score float8, confidence float8, reason text, cost float8)
       WHERE EXISTS (SELECT FROM dataset_row r WHERE r.id = g.row)
       ON CONFLICT (row_id, row_evaluator_id) DO UPDATE SET evaluator_version_id = excluded.evaluator_version_id, column_id = excluded.column_id,
         option_id = excluded.option_id, score = excluded.score, confidence = excluded.confidence, reason = excluded.reason,
         cost = excluded.cost, hidden = excluded.hidden, created_at = excluded.created_at`,
      [batch.id, batch.projectId, batch.versionId, batch.columnId, batch.hiddenShare, asRecords(batch.suggestions)],
    );
    return true;
  });

/** The same for checks. That the rows' labels say so too is for `markRows`. */
export const recordChecks = ({ pool }: Database, batch: RecordChecks): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    if (!(await moveOn(client, batch))) return false;
    await client.query(
      `INSERT INTO row_check (row_id, row_evaluator_id, project_id, evaluator_version_id, filled_at, seen_hash, grade, score, reason, cost, disagrees)
       SELECT g.row, $1, $2, $3, to_timestamp(g."filledAt" / 1000), g."seenHash", g.grade, g.score, g.reason, g.cost, g.disagrees
       FROM jsonb_to_recordset($4::jsonb)
         AS g(row bigint, "filledAt" float8, "seenHash" text, grade grade, score float8, reason text, cost float8, disagrees boolean)
       WHERE EXISTS (SELECT FROM dataset_row r WHERE r.id = g.row)
       ON CONFLICT (row_id, row_evaluator_id) DO UPDATE SET evaluator_version_id = excluded.evaluator_version_id, filled_at = excluded.filled_at,
         seen_hash = excluded.seen_hash, grade = excluded.grade, score = excluded.score, reason = excluded.reason, cost = excluded.cost, disagrees = excluded.disagrees,
         marked = false, created_at = excluded.created_at`,
      [batch.id, batch.projectId, batch.versionId, asRecords(batch.checks)],
    );
    return true;
  });

/** Moves on past events that have nothing to judge. */
export async function passOver({ pool }: Database, { id, from, to }: { id: number; from: Place; to: Place }): Promise<void> {
  await pool.query('UPDATE row_evaluator SET cursor = $4, cursor_row = $5 WHERE id = $1 AND cursor = $2 AND cursor_row = $3', [
    ...[id, from.seq, from.row, to.seq, to.row],
  ]);
}

const asRecords = (verdicts: readonly RowVerdict[]): string =>
  storableJson(verdicts.map(({ row: { rowId: row, filledAt, seenHash }, ...verdict }) => ({ ...verdict, row, filledAt, seenHash })));

async function moveOn(client: pg.PoolClient, batch: Recording): Promise<boolean> {
  const { id, from, to, judged, disagreed, unknown, failed, failedInARow, cost, pause } = batch;
  const { rowCount } = await client.query(
    `UPDATE row_evaluator SET cursor = $4, cursor_row = $5, judged = judged + $6, disagreed = disagreed + $7, unknown = unknown + $8,
       failed = failed + $9, failed_in_a_row = $10, cost = cost + $11, enabled = enabled AND $12::text IS NULL,
       paused_because = coalesce(left($12, 1000), paused_because)
     WHERE id = $1 AND cursor = $2 AND cursor_row = $3`,
    [id, from.seq, from.row, to.seq, to.row, judged, disagreed, unknown, failed, failedInARow, cost, pause],
  );
  return rowCount === 1;
}
