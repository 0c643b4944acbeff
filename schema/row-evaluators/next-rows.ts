import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { type SeenRow, seenSql } from '../evaluations/seen.ts';
import type { Subject } from '../evaluators/verdict.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { amongCombinations } from '../queue/page-sql.ts';
import { readByFilter } from '../queue/read-by-filter.ts';
import type { ToldRow } from './next-events.ts';

/** A row to be judged. */
export interface JudgedRow extends ToldRow {
  seen: SeenRow;
  /** The option that it has in the column that was asked for; null where it has none. */
  optionId: number | null;
  /** What the span knows that it was made from. */
  latencyMs: number | null;
  cost: number | null;
  tokensOut: number | null;
  /** When it was filled, in milliseconds since 1970; null while it waits. */
  filledAt: number | null;
  /** MD5 of what an evaluator sees of it, and of its option. */
  seenHash: string;
}

interface NextRows {
  shape: DatasetShape;
  condition: Condition;
  /** Of these, in their order. */
  told: readonly ToldRow[];
  /** Those that wait, or those that are filled and were not checked as they are now. */
  which: 'waiting' | { uncheckedBy: number; versionId: number };
  /** A label column. */
  columnId: number;
  count: number;
}

/** The next rows that are in a filter now. What is judged is a row as it is, not as it was at an event. */
export async function nextRows({ db }: Pick<Services, 'db'>, next: NextRows): Promise<JudgedRow[]> {
  const { shape, condition, told, which, columnId, count } = next;
  const { found } = await readByFilter(db, { datasetId: shape.id, condition }, async (filter) => {
    const { rows } = await db.pool.query<Omit<JudgedRow, keyof ToldRow> & { n: number }>(
      // A row that several events tell of is one.
      `WITH t AS MATERIALIZED (SELECT id, max(n) AS n FROM unnest($4::bigint[]) WITH ORDINALITY u(id, n) GROUP BY id)
       SELECT t.n, v.seen, v."optionId", v."seenHash", epoch_ms(r.filled_at) AS "filledAt",
         s.duration_ms AS "latencyMs", s.cost, s.tokens_out AS "tokensOut"
       FROM t JOIN dataset_row r ON r.id = t.id JOIN row_cells c ON c.row_id = r.id JOIN combination m ON m.id = r.combination_id
         CROSS JOIN LATERAL (SELECT j.seen, j.option AS "optionId",
           md5(jsonb_build_array(j.seen -> 'inputs', j.seen -> 'logged', j.seen -> 'expected', j.option)::text) AS "seenHash"
           FROM (SELECT ${seenSql(shape)} AS seen, (m.labels ->> $6)::int AS option) j) v
         LEFT JOIN span s ON s.id = r.span_id
       WHERE r.dataset_id = $2 AND ${amongCombinations('r')} AND ${filter.sql ?? 'true'} AND $1::jsonb IS NOT NULL
         AND CASE WHEN $7::int IS NULL THEN NOT m.filled ELSE m.filled AND NOT EXISTS (SELECT FROM row_check k
           WHERE k.row_id = r.id AND k.row_evaluator_id = $7 AND k.filled_at = r.filled_at AND k.evaluator_version_id = $8
             AND k.seen_hash = v."seenHash") END
       ORDER BY t.n LIMIT $5`,
      [
        JSON.stringify(filter.params),
        shape.id,
        filter.combos,
        told.map(({ rowId }) => rowId),
        count,
        String(columnId),
        ...(which === 'waiting' ? [null, null] : [which.uncheckedBy, which.versionId]),
      ],
    );
    return rows;
  });
  return found.map(({ n, ...row }) => ({ ...told[n - 1]!, ...row }));
}

/** A row as evaluators take it. */
export const rowSubject = ({ seen, latencyMs, cost, tokensOut }: JudgedRow): Subject => ({
  inputs: seen.inputs,
  output: seen.logged,
  expected: seen.expected,
  latencyMs,
  cost,
  tokensOut,
});
