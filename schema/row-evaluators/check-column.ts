import { ensureLabelColumn, type KeptColumn } from '../datasets/ensure-label-column.ts';
import type { StructureServices } from '../datasets/change-structure.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Limits } from '../limits.ts';

/** The label column that says whether the checks of a filled row contradict its reviewer: a slice over it is what to look at again. */
export const checkKey = 'check';

export type CheckMark = 'agrees' | 'disagrees';

/** `confirmed` is said by people alone: I have looked again, and it stands. */
const column: KeptColumn = {
  key: checkKey,
  title: 'Check',
  description: 'Whether an evaluator contradicts the reviewer. Kept as rows are filled; “confirmed” says that somebody looked again.',
  options: [
    { value: 'disagrees', color: 'red' },
    { value: 'agrees', color: 'green' },
    { value: 'confirmed', color: 'blue' },
  ],
};

/** The dataset's shape with the column in it, made if it is not there. Refused where something else has its key. */
export const withCheckColumn = (
  services: StructureServices & { limits: Limits },
  of: { shape: DatasetShape; actorId: number },
): Promise<DatasetShape> => ensureLabelColumn(services, { ...of, column });
