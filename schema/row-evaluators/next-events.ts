import type { Database } from '@docket/prisma/database.ts';
import type { EventKind } from '../feed/feed-event.ts';

/** How far somebody is in a dataset's events: through all up to `seq`, and of the one after it through the rows up to `row`. */
export interface Place {
  seq: number;
  row: number;
}

/** A row of an event. */
export interface ToldRow {
  seq: number;
  rowId: number;
}

/** Rows of events in their order, and how far these bring whoever has dealt with all of them. */
export interface Told {
  rows: ToldRow[];
  end: Place;
  /** Whether there may be more events. */
  more: boolean;
}

export const samePlace = (a: Place, b: Place): boolean => a.seq === b.seq && a.row === b.row;
/** Where one is who has dealt with everything before this row. */
export const placeBefore = ({ seq, rowId }: ToldRow): Place => ({ seq: seq - 1, row: rowId - 1 });
/** Where one is who has dealt with this row. */
export const placeAfter = ({ seq, rowId }: ToldRow): Place => ({ seq: seq - 1, row: rowId });

/** So many events are looked at by one statement, and so many rows told: an event may name 250,000. */
const reach = 5000;
const most = 2000;

/** The rows that the next events of these kinds name. Events are dense and in commit order, so nothing can come in before the place. */
export async function nextEvents(
  { pool }: Database,
  { datasetId, kinds, after }: { datasetId: number; kinds: readonly EventKind[]; after: Place },
): Promise<Told> {
  const { rows } = await pool.query<{
    rows: [number, number][] | null;
    looked: number;
    seen: number;
    wanted: number;
    took: number;
  }>({
    name: 'rows_of_next_events',
    text: `WITH seen AS MATERIALIZED (
        SELECT seq, kind FROM event WHERE dataset_id = $1 AND seq > $2 ORDER BY seq LIMIT ${reach}
      ), wanted AS MATERIALIZED (
        SELECT e.seq, sum(coalesce(jsonb_array_length(e.bulk -> 'rows'), 1)) OVER (ORDER BY e.seq) - coalesce(jsonb_array_length(e.bulk -> 'rows'), 1) AS before
        FROM seen s JOIN event e ON e.dataset_id = $1 AND e.seq = s.seq WHERE s.kind = ANY ($3)
      ), taken AS MATERIALIZED (SELECT seq FROM wanted WHERE before < ${most}
      ), told AS (
        SELECT e.seq, r.id FROM taken t JOIN event e ON e.dataset_id = $1 AND e.seq = t.seq
          CROSS JOIN LATERAL (SELECT e.row_id AS id WHERE e.row_id IS NOT NULL
            UNION ALL SELECT jsonb_array_elements_text(e.bulk -> 'rows')::bigint) r
        -- Only the event after the place may have been begun.
        WHERE e.seq > $2 + 1 OR r.id > $4
        ORDER BY e.seq, r.id LIMIT ${most}
      ) SELECT (SELECT json_agg(json_build_array(seq, id) ORDER BY seq, id) FROM told) AS rows, (SELECT count(*) FROM seen) AS looked,
        (SELECT coalesce(max(seq), $2) FROM seen) AS seen, (SELECT count(*) FROM wanted) - (SELECT count(*) FROM taken) AS wanted,
        (SELECT coalesce(max(seq), $2) FROM taken) AS took`,
    values: [datasetId, after.seq, kinds, after.row],
  });
  const { looked, seen, wanted, took, ...found } = rows[0]!;
  const told = (found.rows ?? []).map(([seq, rowId]): ToldRow => ({ seq, rowId }));
  const last = told.at(-1);
  if (last && told.length === most) return { rows: told, end: placeAfter(last), more: true };
  return { rows: told, end: { seq: wanted > 0 ? took : seen, row: 0 }, more: wanted > 0 || looked === reach };
}
