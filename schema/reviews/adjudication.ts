import { addColumn } from '../datasets/change-columns.ts';
import type { StructureServices } from '../datasets/change-structure.ts';
import { type DatasetShape, loadShape } from '../datasets/dataset-shape.ts';
import type { Limits } from '../limits.ts';
import { adjudicationKey } from '../queue/adjudication-mark.ts';
import { NameTaken } from '../refusals.ts';

const options = [
  { value: 'agreed', color: 'green' },
  { value: 'disputed', color: 'red' },
];

export type Adjudication = 'agreed' | 'disputed';

/** The dataset's shape with the column in it, made if it is not there. Refused where something else has its key. */
export async function withAdjudication(
  services: StructureServices & { limits: Limits },
  { shape, actorId }: { shape: DatasetShape; actorId: number },
): Promise<DatasetShape> {
  const there = shape.byKey.get(adjudicationKey);
  if (there) {
    if (there.type !== 'LABEL' || options.some(({ value }) => !there.optionByValue.has(value))) throw new NameTaken(adjudicationKey);
    return shape;
  }
  const added = addColumn(services, {
    datasetId: shape.id,
    actorId,
    key: adjudicationKey,
    title: 'Adjudication',
    description: 'Whether the reviews of the row agree. Kept as reviews come in.',
    role: 'ANNOTATION',
    type: 'LABEL',
    options,
    limits: services.limits,
  });
  // Somebody else brings in reviews at this moment: then theirs is ours.
  await added.catch((error: unknown) => {
    if (!(error instanceof NameTaken)) throw error;
  });
  const now = (await loadShape(services.db, shape.id))!;
  return now.byKey.has(adjudicationKey) && !there ? withAdjudication(services, { shape: now, actorId }) : now;
}
