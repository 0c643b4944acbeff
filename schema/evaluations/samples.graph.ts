import type { Sample as SampleRecord } from '@docket/prisma/generated/client/client.ts';
import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { Forbidden, InvalidFilter, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { drawSample } from './draw-sample.ts';

const Sample = builder.prismaNode('Sample', {
  id: { field: 'id' },
  description: 'Rows of a dataset that were drawn once and stay the same: what evaluations are compared on.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its dataset.' }),
    size: t.int({ description: 'How many rows.', resolve: ({ rowIds }: SampleRecord) => rowIds.length }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was drawn.' }),
  }),
});

builder.prismaObjectField(Dataset, 'samples', (t) =>
  t.relation('samples', { description: 'By name.', query: { orderBy: { name: 'asc' } } }),
);

const DrawSampleInput = builder.inputType('DrawSampleInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 120 characters, unique in the dataset.' }),
    filter: t.field({ type: RowFilterInput, description: 'What to draw from; left out, all rows.' }),
    size: t.int({ required: true, description: 'How many rows; all of them where there are fewer.' }),
    seed: t.int({ description: 'The same seed on the same rows draws the same; by default 1.' }),
  }),
});

const DrawSamplePayload = builder.objectRef<{ sampleId: number }>('DrawSamplePayload').implement({
  fields: (t) => ({
    sample: t.prismaField({
      type: Sample,
      description: 'The sample.',
      resolve: (query, { sampleId }, _args, { db }) => db.prisma.sample.findUniqueOrThrow({ ...query, where: { id: sampleId } }),
    }),
  }),
});

builder.mutationField('drawSample', (t) =>
  t.field({
    type: DrawSamplePayload,
    description: 'Draws rows at random and keeps them under a name. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, NameTaken] },
    args: { input: t.arg({ type: DrawSampleInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      const condition = await openFilter(context, shape, input.filter);
      const { name, size, seed } = input;
      return { sampleId: await drawSample(context, { shape, actorId: viewer.id, name, condition, size, seed: seed ?? 1 }) };
    },
  }),
);
