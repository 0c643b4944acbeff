import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { resolveFilter } from './filter/resolve-filter.ts';
import type { Condition, RowFilter } from './filter/row-filter.ts';
import { sliceConditions } from './slices/slice-record.ts';

/** A caller's filter, resolved for a dataset; reads the dataset's slices only when the filter names one. */
export async function openFilter(
  { db, limits }: Pick<Services, 'db' | 'limits'>,
  shape: DatasetShape,
  filter: RowFilter | null | undefined,
): Promise<Condition> {
  return resolveFilter(filter, { shape, limits, ...(namesSlice(filter) && { slices: await sliceConditions(db, shape.id) }) });
}

function namesSlice(filter: RowFilter | null | undefined): boolean {
  if (!filter) return false;
  return Boolean(filter.slice) || [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].some(namesSlice);
}
