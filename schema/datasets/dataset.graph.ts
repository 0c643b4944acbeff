import { type GraphQLResolveInfo, Kind } from 'graphql';
import type { Dataset as DatasetRecord } from '@docket/prisma/generated/client/client.ts';
import { Project } from '../access/project.graph.ts';
import { projectsOf } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { numberOrNull } from '../ids.ts';
import { DatasetColumn } from './columns.graph.ts';
import { columnShape, columnsQuery, shapeOf } from './dataset-shape.ts';

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

/** What is asked for of a dataset that its id is enough for. A page of rows asks for no more; reading the record through
 * Prisma first took one more round trip. */
const byIdAlone = new Set(['__typename', 'id', 'rows']);

const needsNoRecord = ({ fieldNodes }: GraphQLResolveInfo): boolean =>
  fieldNodes.every((node) => node.selectionSet?.selections.every((part) => part.kind === Kind.FIELD && byIdAlone.has(part.name.value)));

builder.queryField('dataset', (t) =>
  t.prismaField({
    type: Dataset,
    nullable: true,
    description: 'A dataset by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { id }, context, info) => {
      const { db, viewer } = context;
      const number = numberOrNull('Dataset', id);
      if (number === null) return null;
      if (needsNoRecord(info)) {
        const shape = await shapeOf(context, number);
        return shape && viewer?.roles.has(shape.projectId) ? ({ id: shape.id } as DatasetRecord) : null;
      }
      return db.prisma.dataset.findFirst({ ...query, where: { id: number, projectId: { in: projectsOf(viewer) } } });
    },
  }),
);

builder.prismaObjectField(Project, 'datasets', (t) =>
  t.relation('datasets', { description: 'By name.', query: { orderBy: { name: 'asc' } } }),
);
