import { builder } from '../builder.ts';
import { DatasetColumn } from './columns.graph.ts';
import { Dataset } from './dataset.graph.ts';
import { loadShape } from './dataset-shape.ts';

export interface InDataset {
  datasetId: number;
}

export interface InColumn extends InDataset {
  columnId: number;
}

/** The field `dataset` of a payload: the dataset as it is after the mutation. */
export const datasetField = {
  type: Dataset,
  description: 'The dataset as it is now.',
} as const;

/** A payload with the dataset and nothing else. */
export const datasetPayload = (name: string) =>
  builder.objectRef<InDataset>(name).implement({
    fields: (t) => ({
      dataset: t.prismaField({
        ...datasetField,
        resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: datasetId } }),
      }),
    }),
  });

/** A payload with the column as it is after the mutation. */
export const columnPayload = (name: string) =>
  builder.objectRef<InColumn>(name).implement({
    fields: (t) => ({
      column: t.field({
        type: DatasetColumn,
        description: 'The column as it is now.',
        resolve: async ({ datasetId, columnId }, _args, { db }) => {
          const column = (await loadShape(db, datasetId))?.byId.get(columnId);
          if (!column) throw new Error(`column ${columnId} is gone`);
          return column;
        },
      }),
    }),
  });
