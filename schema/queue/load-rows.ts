import type { Database } from '@docket/prisma/database.ts';
import { NotFound } from '../refusals.ts';
import { type RowImage, type RowList, rowImageOf } from './filter/row-image.ts';
import type { DraftImage } from './refusals.ts';

/** Rows by id, in the order of the ids; null for those that are not there. One statement. */
export async function loadRows(db: Database, ids: readonly number[]): Promise<(RowImage | null)[]> {
  const { rows } = await db.pool.query<{ list: RowList }>({
    name: 'rows_by_id',
    text: `SELECT row_image(r, c, k) AS list FROM dataset_row r JOIN row_cells c ON c.row_id = r.id LEFT JOIN claim k ON k.row_id = r.id AND k.place = 0
           WHERE r.id = ANY ($1::bigint[])`,
    values: [ids],
  });
  const byId = new Map(rows.map(({ list }) => [list[0], rowImageOf(list)]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** One row as it is now. */
export async function loadRow(db: Database, id: number): Promise<RowImage> {
  const [row] = await loadRows(db, [id]);
  if (!row) throw new NotFound('Row');
  return row;
}

/** What a reviewer may go on from, row by row: what they typed themselves, else what was typed last by somebody else, unless the
 * row wants several answers, none of which shall look at another. */
export async function loadDrafts(
  db: Database,
  { rowIds, reviewerId }: { rowIds: readonly number[]; reviewerId: number },
): Promise<(DraftImage | null)[]> {
  const { rows } = await db.pool.query<DraftImage>({
    name: 'drafts',
    text: `SELECT DISTINCT ON (row_id) row_id AS "rowId", reviewer_id AS "reviewerId", "values", epoch_ms(d.updated_at) AS "updatedAt"
           FROM draft d JOIN dataset_row r ON r.id = d.row_id
           WHERE row_id = ANY ($1::bigint[]) AND (reviewer_id = $2 OR r.reviews_required = 1 OR reviews_missing(r) <= 0)
           ORDER BY row_id, (reviewer_id = $2) DESC, d.updated_at DESC`,
    values: [rowIds, reviewerId],
  });
  const byRow = new Map(rows.map((draft) => [draft.rowId, draft]));
  return rowIds.map((id) => byRow.get(id) ?? null);
}

/** The same for one row. */
export async function loadDraft(db: Database, { rowId, reviewerId }: { rowId: number; reviewerId: number }): Promise<DraftImage | null> {
  return (await loadDrafts(db, { rowIds: [rowId], reviewerId }))[0] ?? null;
}
