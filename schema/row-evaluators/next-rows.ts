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
}

interface NextRows {
  shape: DatasetShape;
  condition: Condition;
  /** Of these, in their order. */
  told: readonly ToldRow[];
  /** Those that wait, or those that were filled by the very event and still are. */
  which: 'waiting' | 'filled';
  /** A label column. */
  columnId: number;
  count: number;
}

/** The next rows that are in a filter now. What is judged is a row as it is, not as it was at the event. */
export async function nextRows({ db }: Pick<Services, 'db'>, next: NextRows): Promise<JudgedRow[]> {
  const { shape, condition, told, which, columnId, count } = next;
  const { found } = await readByFilter(db, { datasetId: shape.id, condition }, async (filter) => {
    const { rows } = await db.pool.query<Omit<JudgedRow, keyof ToldRow> & { n: number }>(
      // A row that two events of the same moment tell of is one.
      `WITH t AS MATERIALIZED (SELECT id, at, max(n) AS n FROM unnest($4::bigint[], $5::float8[]) WITH ORDINALITY u(id, at, n) GROUP BY id, at)
       SELECT t.n, ${seenSql(shape)} AS seen, (m.labels ->> $7)::int AS "optionId",
         s.duration_ms AS "latencyMs", s.cost, s.tokens_out AS "tokensOut"
       FROM t JOIN dataset_row r ON r.id = t.id JOIN row_cells c ON c.row_id = r.id JOIN combination m ON m.id = r.combination_id
         LEFT JOIN span s ON s.id = r.span_id
       WHERE r.dataset_id = $2 AND ${amongCombinations('r')} AND ${filter.sql ?? 'true'} AND $1::jsonb IS NOT NULL
         AND ${which === 'waiting' ? 'NOT m.filled AND t.at IS NOT NULL' : 'm.filled AND epoch_ms(r.filled_at) = t.at'}
       ORDER BY t.n LIMIT $6`,
      [
        JSON.stringify(filter.params),
        shape.id,
        filter.combos,
        told.map(({ rowId }) => rowId),
        told.map(({ at }) => at),
        count,
        String(columnId),
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
