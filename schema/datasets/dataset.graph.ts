import { Project } from '../access/project.graph.ts';
import { builder } from '../builder.ts';
import { decodeId } from '../ids.ts';
import { DatasetColumn } from './columns.graph.ts';
import { columnShape, columnsQuery } from './dataset-shape.ts';

/** The other features add their fields with `builder.prismaObjectFields(Dataset, …)`. */
export const Dataset = builder.prismaNode('Dataset', {
  id: { field: 'id' },
  description: 'A table of rows. Those whose `annotation_status` is `empty` are its queue.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project.' }),
    description: t.exposeString('description', { description: 'May be empty.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    claimSeconds: t.exposeInt('claimSeconds', {
      description: 'How long a claim lasts unless its taker asks for another time, in seconds.',
    }),
    project: t.relation('project', { description: 'Where it belongs.' }),
    columns: t.field({
      type: [DatasetColumn],
      description: 'In their order; `annotation_status` is one of them from the beginning.',
      args: { includeRetired: t.arg.boolean({ defaultValue: false, description: 'Those out of sight as well.' }) },
      select: { columns: columnsQuery },
      resolve: ({ columns }, { includeRetired }) => columns.filter(({ retiredAt }) => includeRetired || !retiredAt).map(columnShape),
    }),
  }),
});

builder.queryField('dataset', (t) =>
  t.prismaField({
    type: Dataset,
    nullable: true,
    description: 'A dataset by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) => {
      const { typename, id: number } = decodeId(id);
      if (typename !== 'Dataset' || !/^\d{1,9}$/.test(number)) return null;
      return db.prisma.dataset.findFirst({ ...query, where: { id: Number(number), projectId: { in: [...(viewer?.roles.keys() ?? [])] } } });
    },
  }),
);

builder.prismaObjectField(Project, 'datasets', (t) =>
  t.relation('datasets', { description: 'By name.', query: { orderBy: { name: 'asc' } } }),
);
