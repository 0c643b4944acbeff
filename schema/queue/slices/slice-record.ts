import type { Database } from '@docket/prisma/database.ts';
import type { Condition } from '../filter/row-filter.ts';

/** A named filter over a dataset, with the reviewers who own it. */
export interface SliceRecord {
  id: number;
  datasetId: number;
  name: string;
  color: string;
  position: number;
  condition: Condition;
  ownerIds: number[];
}

/** The slices of several datasets, in their order; one statement. */
export async function slicesOf(db: Database, datasetIds: readonly number[]): Promise<SliceRecord[][]> {
  const { rows } = await db.pool.query<SliceRecord>({
    name: 'slices_of_datasets',
    text: `SELECT s.id, s.dataset_id AS "datasetId", s.name, s.color, s.position, s.filter AS condition,
             ARRAY(SELECT o.user_id FROM slice_owner o WHERE o.slice_id = s.id ORDER BY o.user_id) AS "ownerIds"
           FROM slice s WHERE s.dataset_id = ANY ($1::int[]) ORDER BY s.position, s.id`,
    values: [datasetIds],
  });
  return datasetIds.map((id) => rows.filter((slice) => slice.datasetId === id));
}

/** One slice, or null. */
export async function sliceById(db: Database, id: number): Promise<SliceRecord | null> {
  const found = await db.prisma.slice.findUnique({ where: { id }, select: { datasetId: true } });
  const slices = found ? (await slicesOf(db, [found.datasetId]))[0]! : [];
  return slices.find((slice) => slice.id === id) ?? null;
}

/** The conditions of a dataset's slices by id, for filters that name one. */
export async function sliceConditions(db: Database, datasetId: number): Promise<Map<number, Condition>> {
  const [slices] = await slicesOf(db, [datasetId]);
  return new Map(slices!.map((slice) => [slice.id, slice.condition]));
}
