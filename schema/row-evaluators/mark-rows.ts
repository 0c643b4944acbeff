import type { Services } from '../context.ts';
import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { annotateRows } from '../queue/annotate-rows.ts';
import { type Condition, inQueue } from '../queue/filter/row-filter.ts';
import { InvalidInput } from '../refusals.ts';
import { type CheckMark, checkKey } from './check-column.ts';

type Write = Pick<Services, 'db' | 'queue' | 'signals' | 'limits'>;

interface MarkRows {
  shape: DatasetShape;
  /** Whose checks. */
  rowEvaluatorId: number;
}

/** A row with a check that its label does not say yet. */
interface Unmarked {
  rowId: number;
  /** The fill that the check is about; milliseconds since 1970. */
  filledAt: number;
  /** When it was recorded, likewise. */
  checkedAt: number;
  disagrees: boolean | null;
  /** What the other evaluators' checks of the same fill say. */
  othersDisagree: boolean | null;
  someAgree: boolean | null;
  optionId: number | null;
}

/** Rows that are looked at, and that one edit writes. */
const most = 500;
const atOnce = 50;

/**
 * Writes into rows what their checks say, as an edit that is nobody's: an event as any other, so it is live and slices see it. Only
 * what has to be told or taken back is written: a row that agrees and says nothing else stays as it is, and so its reviewer can still
 * undo the fill. Safe to be broken off: what is not marked yet is marked the next time. Throws InvalidInput where the column is gone.
 */
export async function markRows(services: Write, { shape, rowEvaluatorId }: MarkRows): Promise<void> {
  const column = shape.byKey.get(checkKey);
  for (;;) {
    const rows = await unmarked(services, rowEvaluatorId, column?.id ?? 0);
    if (rows.length === 0) return;
    if (!column) throw new InvalidInput(`There is no column “${checkKey}” any more. Give the one that it was its key back.`);
    await write(services, shape, rows, (row) => wanted(row, column, { isNews: true }));
    // Another evaluator may have recorded its check of the same row in between. Whoever writes looks again after it has written, so
    // the last who does has seen what all had recorded.
    await write(services, shape, await unmarked(services, rowEvaluatorId, column.id), (row) => wanted(row, column, { isNews: false }));
    // The checks that were read: a newer one of the same row, be it of the same fill, is not marked yet.
    await services.db.pool.query(
      `UPDATE row_check c SET marked = true FROM unnest($2::bigint[], $3::float8[]) t(id, at)
       WHERE c.row_evaluator_id = $1 AND c.row_id = t.id AND epoch_ms(c.created_at) = t.at`,
      [rowEvaluatorId, rows.map(({ rowId }) => rowId), rows.map(({ checkedAt }) => checkedAt)],
    );
  }
}

/** What a row's label is to be: undefined where it stays. What somebody has confirmed gives way to news alone. */
export function wanted(
  { disagrees, othersDisagree, someAgree, optionId }: Omit<Unmarked, 'rowId' | 'filledAt' | 'checkedAt'>,
  { optionById }: Pick<ColumnShape, 'optionById'>,
  { isNews }: { isNews: boolean },
): CheckMark | null | undefined {
  const says = optionId === null ? null : optionById.get(optionId)?.value;
  if (disagrees || othersDisagree) {
    const stands = says === 'disagrees' || (says === 'confirmed' && !(isNews && disagrees));
    return stands ? undefined : 'disagrees';
  }
  // What an earlier fill left behind is taken back.
  const now = someAgree ? 'agrees' : null;
  return says === null || says === now ? undefined : now;
}

async function write(
  services: Write,
  shape: DatasetShape,
  rows: readonly Unmarked[],
  markOf: (row: Unmarked) => CheckMark | null | undefined,
): Promise<void> {
  const byMark = new Map<CheckMark | null, Unmarked[]>();
  for (const row of rows) {
    const mark = markOf(row);
    if (mark !== undefined) byMark.set(mark, [...(byMark.get(mark) ?? []), row]);
  }
  for (const [mark, marked] of byMark) {
    for (let at = 0; at < marked.length; at += atOnce) {
      const some = marked.slice(at, at + atOnce);
      const filter: Condition = { kind: 'or', of: some.map(ofFill) };
      const rowIds = some.map(({ rowId }) => rowId);
      const values = { [checkKey]: mark };
      await annotateRows(services, { shape, reviewerId: null, rowIds, filter, values, fill: false, preview: false });
    }
  }
}

/** A row that is still as that fill left it: asked again under the dataset's lock. */
const ofFill = ({ rowId, filledAt }: Unmarked): Condition => ({
  kind: 'and',
  of: [
    { kind: 'rows', ids: [rowId] },
    { kind: 'not', of: inQueue },
    { kind: 'time', field: 'filled', after: filledAt - 1, before: filledAt + 1 },
  ],
});

async function unmarked({ db }: Write, rowEvaluatorId: number, columnId: number): Promise<Unmarked[]> {
  const { rows } = await db.pool.query<Unmarked>({
    name: 'unmarked_checks',
    text: `SELECT c.row_id AS "rowId", epoch_ms(c.filled_at) AS "filledAt", epoch_ms(c.created_at) AS "checkedAt", c.disagrees, (m.labels ->> $2)::int AS "optionId",
        (SELECT bool_or(o.disagrees) FROM row_check o
          WHERE o.row_id = c.row_id AND o.filled_at = c.filled_at AND o.row_evaluator_id <> c.row_evaluator_id) AS "othersDisagree",
        (SELECT bool_or(NOT o.disagrees) FROM row_check o WHERE o.row_id = c.row_id AND o.filled_at = c.filled_at) AS "someAgree"
      FROM row_check c LEFT JOIN dataset_row r ON r.id = c.row_id LEFT JOIN combination m ON m.id = r.combination_id
      WHERE c.row_evaluator_id = $1 AND NOT c.marked ORDER BY c.row_id LIMIT ${most}`,
    values: [rowEvaluatorId, String(columnId)],
  });
  return rows;
}
