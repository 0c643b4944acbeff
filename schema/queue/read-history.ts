import type { Database } from '@docket/prisma/database.ts';
import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { type EventKind, undoableKinds } from '../feed/feed-event.ts';
import type { Combination } from './filter/row-image.ts';

/** An event as one row's history tells it: a bulk event's part that is about the row. */
export interface RowEventRecord {
  datasetId: number;
  seq: number;
  at: number;
  kind: Exclude<EventKind, 'columns'>;
  actorId: number | null;
  version: number;
  before: number | null;
  after: number | null;
  /** By column id: before, after. */
  cells: Record<string, [unknown, unknown]> | null;
  reason: string | null;
  /** It was not taken back, and the row's version is still the one that it made. */
  undoable: boolean;
}

/** A row's events, newest first. Events about many rows are found through their list of rows. */
export async function readHistory(
  db: Database,
  { datasetId, rowId, limit }: { datasetId: number; rowId: number; limit: number },
): Promise<RowEventRecord[]> {
  const { rows } = await db.pool.query<RowEventRecord>({
    name: 'row_history',
    text: `WITH mine AS (
        SELECT e.*, NULL::int AS n FROM event e WHERE e.row_id = $2 AND e.dataset_id = $1
        UNION ALL
        SELECT e.*, (SELECT (o - 1)::int FROM jsonb_array_elements(e.bulk -> 'rows') WITH ORDINALITY b(id, o) WHERE b.id = to_jsonb($2::bigint)) AS n
        FROM event e WHERE e.dataset_id = $1 AND e.bulk IS NOT NULL AND e.bulk -> 'rows' @> to_jsonb($2::bigint))
      SELECT $1::int AS "datasetId", seq, epoch_ms(at) AS at, kind, actor_id AS "actorId",
        coalesce(version, (bulk -> 'versions' ->> n)::int, 1) AS version,
        coalesce(before, (bulk -> 'befores' ->> n)::int) AS before, coalesce(after, (bulk -> 'afters' ->> n)::int) AS after,
        coalesce(cells, (SELECT jsonb_object_agg(key, jsonb_build_array(value -> 'befores' -> n, value -> 'after')) FROM jsonb_each(bulk -> 'cells'))) AS cells,
        note ->> 'reason' AS reason,
        kind IN ${undoableKinds} AND NOT coalesce(note ? 'undone', false)
          AND coalesce(version, (bulk -> 'versions' ->> n)::int, 1) = (SELECT state_version(r.id, r.version) FROM dataset_row r WHERE r.id = $2) AS undoable
      FROM mine ORDER BY seq DESC LIMIT $3`,
    values: [datasetId, rowId, limit],
  });
  return rows;
}

/** One value that an event changed. */
export interface CellChange {
  column: ColumnShape;
  before: unknown;
  after: unknown;
}

/** The values that an event changed, labels by value. */
export function changesOf(event: RowEventRecord, shape: DatasetShape, combinations: ReadonlyMap<number, Combination>): CellChange[] {
  const labels = (id: number | null): Record<string, number> => (id === null ? {} : (combinations.get(id)?.labels ?? {}));
  const [before, after] = [labels(event.before), labels(event.after)];
  return shape.columns.flatMap((column): CellChange[] => {
    if (column.type === 'LABEL') {
      const valueOf = (option: number | undefined) => (option === undefined ? null : (column.optionById.get(option)?.value ?? null));
      const [was, is] = [before[column.id], after[column.id]];
      return was === is ? [] : [{ column, before: valueOf(was), after: valueOf(is) }];
    }
    const cell = event.cells?.[column.id];
    return cell ? [{ column, before: cell[0], after: cell[1] }] : [];
  });
}
