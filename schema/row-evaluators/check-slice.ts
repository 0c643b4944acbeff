import { isDeepStrictEqual } from 'node:util';
import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { createSlices } from '../queue/slices/change-slices.ts';
import { sliceConditions } from '../queue/slices/slice-record.ts';
import { NameTaken } from '../refusals.ts';
import { checkKey, withCheckColumn } from './check-column.ts';

/** What the slice is called. */
export const checkSliceName = 'Check disagrees';

/** Makes the column that checks write to, and a slice of the rows of which they disagree with the reviewer, where these are not there.
 * Throws NameTaken where another kind of column has the key. */
export async function makeCheckSlice(
  services: Pick<Services, 'db' | 'signals' | 'limits'>,
  { actorId, ...of }: { shape: DatasetShape; actorId: number },
): Promise<void> {
  const shape = await withCheckColumn(services, { shape: of.shape, actorId });
  const column = shape.byKey.get(checkKey)!;
  const condition: Condition = { kind: 'label', columnId: column.id, options: [column.optionByValue.get('disagrees')!.id] };
  const there = await sliceConditions(services.db, shape.id);
  if ([...there.values()].some((one) => isDeepStrictEqual(one, condition))) return;
  const slice = { name: checkSliceName, condition, ownerIds: [], color: 'red' };
  // Somebody else has a slice of this name: theirs stays, and the column can be filtered by.
  await createSlices(services, { shape, createdById: actorId, slices: [slice] }).catch((error: unknown) => {
    if (!(error instanceof NameTaken)) throw error;
  });
}
