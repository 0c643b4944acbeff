import { ensureLabelColumn, type KeptColumn } from '../datasets/ensure-label-column.ts';
import type { StructureServices } from '../datasets/change-structure.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Limits } from '../limits.ts';
import { adjudicationKey } from '../queue/adjudication-mark.ts';

const column: KeptColumn = {
  key: adjudicationKey,
  title: 'Adjudication',
  description: 'Whether the reviews of the row agree. Kept as reviews come in.',
  options: [
    { value: 'agreed', color: 'green' },
    { value: 'disputed', color: 'red' },
  ],
};

export type Adjudication = 'agreed' | 'disputed';

/** The dataset's shape with the column in it, made if it is not there. Refused where something else has its key. */
export const withAdjudication = (
  services: StructureServices & { limits: Limits },
  of: { shape: DatasetShape; actorId: number },
): Promise<DatasetShape> => ensureLabelColumn(services, { ...of, column });
