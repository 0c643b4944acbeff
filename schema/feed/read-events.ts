import type { Database } from '@docket/prisma/database.ts';
import { type RowImage, type RowList, rowImageOf } from '../queue/filter/row-image.ts';
import { type Fill, recentFills } from './feed-event.ts';
import type { StoredEvent } from './feed-event.ts';

const eventColumns = `seq, epoch_ms(at) AS at, kind, actor_id AS "actorId", row_id AS "rowId", version, before, after,
  holder_before AS "holderBefore", holder_after AS "holderAfter", cells, bulk, note`;

/** Events after a seq, in order, at most `limit`. An empty look costs 0.03 ms. */
export async function readEvents(db: Database, datasetId: number, after: number, limit: number): Promise<StoredEvent[]> {
  const { rows } = await db.pool.query<StoredEvent>({
    name: 'events_after',
    text: `SELECT ${eventColumns} FROM event WHERE dataset_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    values: [datasetId, after, limit],
  });
  return rows;
}

/** Rows that are read with the events about them: their cells are some kilobytes each, and are parsed in one go. */
const mostRows = 5000;

/**
 * Events after a seq and the rows they are about as these stand at the last of them: one statement, one snapshot.
 * There must be no more events than `limit`, or the rows would be ahead of the events, and no more rows than are read at
 * once: null then.
 */
export async function readEventsWithRows(
  db: Database,
  datasetId: number,
  after: number,
  limit: number,
): Promise<{ events: StoredEvent[]; rows: RowImage[] } | null> {
  const { rows } = await db.pool.query<{ events: StoredEvent[] | null; rows: RowList[] | null; touched: number }>({
    name: 'events_with_rows',
    text: `WITH e AS MATERIALIZED (SELECT ${eventColumns} FROM event WHERE dataset_id = $1 AND seq > $2 ORDER BY seq LIMIT $3),
      touched AS MATERIALIZED (
        SELECT "rowId" AS id FROM e WHERE "rowId" IS NOT NULL
        UNION SELECT jsonb_array_elements_text(bulk -> 'rows')::bigint FROM e WHERE bulk IS NOT NULL)
      SELECT (SELECT json_agg(e ORDER BY seq) FROM e WHERE (SELECT count(*) FROM touched) <= ${mostRows}) AS events,
        -- Row by row: as a join it was made by merging, which read half of a table of 100,000 for fifty rows.
        (SELECT json_agg(x.image) FROM touched t CROSS JOIN LATERAL (
          SELECT row_image(r, c, k) AS image FROM dataset_row r JOIN row_cells c ON c.row_id = r.id LEFT JOIN claim k ON k.row_id = r.id AND k.place = 0
          WHERE r.id = t.id OFFSET 0) x WHERE (SELECT count(*) FROM touched) <= ${mostRows}) AS rows,
        (SELECT count(*) FROM touched) AS touched`,
    values: [datasetId, after, limit + 1],
  });
  const events = rows[0]!.events ?? [];
  return events.length > limit || rows[0]!.touched > mostRows ? null : { events, rows: (rows[0]!.rows ?? []).map(rowImageOf) };
}

/** Where a follower starts: the head, and from the same snapshot everything it keeps in memory. Claims and fills come as
 * parallel lists, which are shorter than an object for each; null where there are none. */
export interface Start {
  seq: number;
  sizes: Record<string, number> | null;
  claims: Lists<{ rowId: number; holderId: number; combinationId: number }>;
  fills: Lists<Fill>;
}

type Lists<T> = { [K in keyof T]: T[K][] | null };

/** The fills are read by an index of their own (`event_fills`), latest first: a busy hour has many other moves. */
export async function readStart(db: Database, datasetId: number): Promise<Start> {
  const { rows } = await db.pool.query<{ start: Start }>({
    name: 'feed_start',
    text: `SELECT json_build_object('seq', head_seq($1),
      'sizes', (SELECT json_object_agg(combination_id, n) FROM dataset_sizes($1)),
      'claims', (SELECT json_build_object('rowId', array_agg(k.row_id), 'holderId', array_agg(k.reviewer_id), 'combinationId', array_agg(r.combination_id))
        FROM claim k JOIN dataset_row r ON r.id = k.row_id WHERE k.dataset_id = $1),
      'fills', (SELECT json_build_object('seq', array_agg(seq), 'at', array_agg(epoch_ms(f.at)), 'actorId', array_agg(actor_id),
          'rowId', array_agg(row_id), 'combinationId', array_agg(after)) FROM (
        SELECT * FROM (
          SELECT seq, e.at, actor_id, row_id, after FROM event e
          WHERE dataset_id = $1 AND e.at > now() - interval '1 hour' AND kind = 'filled' AND row_id IS NOT NULL
          ORDER BY e.at DESC LIMIT ${recentFills}) latest
        ORDER BY seq) f)) AS start`,
    values: [datasetId],
  });
  return rows[0]!.start;
}
