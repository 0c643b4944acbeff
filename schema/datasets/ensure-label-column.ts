import type { Limits } from '../limits.ts';
import { InvalidInput, NameTaken } from '../refusals.ts';
import { addColumn } from './change-columns.ts';
import type { OptionInput } from './change-options.ts';
import type { StructureServices } from './change-structure.ts';
import { type DatasetShape, loadShape } from './dataset-shape.ts';

/** A label column of annotations that Docket keeps by itself. */
export interface KeptColumn {
  key: string;
  title: string;
  description: string;
  options: readonly OptionInput[];
}

/** The dataset's shape with the column in it, made if it is not there. Throws NameTaken where something else has its key, InvalidInput where it is
 * retired. */
export async function ensureLabelColumn(
  services: StructureServices & { limits: Limits },
  { shape, actorId, column }: { shape: DatasetShape; actorId: number; column: KeptColumn },
): Promise<DatasetShape> {
  const there = shape.byKey.get(column.key);
  if (there) {
    if (there.type !== 'LABEL' || column.options.some(({ value }) => !there.optionByValue.has(value))) throw new NameTaken(column.key);
    if (there.retired || column.options.some(({ value }) => there.optionByValue.get(value)!.retired))
      throw new InvalidInput(`The column “${column.key}” is needed for this, and it, or a label of it, is retired. Restore it first.`, [
        'input',
      ]);
    return shape;
  }
  const { limits } = services;
  const added = addColumn(services, { ...column, datasetId: shape.id, actorId, role: 'ANNOTATION', type: 'LABEL', limits });
  // Somebody else makes it at this moment: then theirs is ours.
  await added.catch((error: unknown) => {
    if (!(error instanceof NameTaken)) throw error;
  });
  const now = (await loadShape(services.db, shape.id))!;
  return now.byKey.has(column.key) ? ensureLabelColumn(services, { shape: now, actorId, column }) : now;
}
