import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { SpanFilterInput } from '../monitor/span-filter.graph.ts';
import { compileSpanFilter } from '../monitor/span-filter.ts';
import { SpanRef } from '../monitor/span.graph.ts';
import type { RowImage } from '../queue/filter/row-image.ts';
import { loadRows } from '../queue/load-rows.ts';
import { RowRef } from '../queue/row.graph.ts';
import { Forbidden, InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { addSpansToDataset, type AddedSpans } from './add-spans.ts';
import { openDataset } from './open-dataset.ts';
import { datasetField, type InDataset } from './payloads.graph.ts';
import { MappingRefused, type MappingProblem } from './refusals.ts';

const MappingProblemRef = builder.objectRef<MappingProblem>('MappingProblem').implement({
  description: 'One value that does not fit its column.',
  fields: (t) => ({
    spanId: t.exposeString('spanId', {
      nullable: true,
      description: 'The sender’s id of the span; null when it is about the mapping itself.',
    }),
    column: t.exposeString('column', { description: 'The key of the column.' }),
    reason: t.exposeString('reason', { description: 'What is wrong.' }),
  }),
});

builder.objectType(MappingRefused, {
  name: 'MappingRefused',
  description: 'Spans whose contents do not fit the columns. Nothing was written.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    problems: t.field({ type: [MappingProblemRef], description: 'The first hundred.', resolve: ({ problems }) => problems }),
  }),
});

const PresentSpan = builder.objectRef<{ spanId: number; row: RowImage }>('PresentSpan').implement({
  description: 'A span that is in the dataset already.',
  fields: (t) => ({
    span: t.field({ type: SpanRef, description: 'The span.', resolve: ({ spanId }) => spanId }),
    row: t.field({ type: RowRef, description: 'Its row, with its state.', resolve: ({ row }) => row }),
  }),
});

const AddSpansToDatasetPayload = builder.objectRef<AddedSpans & InDataset>('AddSpansToDatasetPayload').implement({
  fields: (t) => ({
    dataset: t.prismaField({
      ...datasetField,
      resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUniqueOrThrow({ ...query, where: { id: datasetId } }),
    }),
    added: t.exposeInt('added', { description: 'Rows that were made, each `empty`.' }),
    alreadyThere: t.exposeInt('alreadyThere', { description: 'Spans that had their row already; it is as it was.' }),
    present: t.field({
      type: [PresentSpan],
      description: 'The first hundred of those.',
      resolve: async ({ present }, _args, { db }) => {
        const rows = await loadRows(
          db,
          present.map(({ rowId }) => rowId),
        );
        return present.flatMap(({ spanId }, index) => (rows[index] ? [{ spanId, row: rows[index] }] : []));
      },
    }),
  }),
});

const ColumnMappingInput = builder.inputType('ColumnMappingInput', {
  description: 'Where a column’s value comes from.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'The key of a column, of any role.' }),
    path: t.string({
      required: true,
      description: 'A place in the span: variables.question, output, attributes.user.plan, scores.relevance, feedbackNote, model…',
    }),
  }),
});

const AddSpansToDatasetInput = builder.inputType('AddSpansToDatasetInput', {
  description: 'Exactly one of spanIds and filter.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    spanIds: t.idList({ description: 'Chosen spans; their rows stand in this order.' }),
    filter: t.field({ type: SpanFilterInput, description: 'All spans of the project that it lets through, oldest first; {} is all.' }),
    mapping: t.field({ type: [ColumnMappingInput], description: 'For columns that do not go by name; the others do.' }),
    progressId: t.string({ description: 'The id that `progress` is subscribed with; at most 100 characters.' }),
  }),
});

builder.mutationField('addSpansToDataset', (t) =>
  t.field({
    type: AddSpansToDatasetPayload,
    description:
      'Makes rows of spans, all or none. Input variables and the output go to the columns of their names; an empty dataset gets its columns from the spans. A span is one row, however often it is added.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter, MappingRefused] },
    args: { input: t.arg({ type: AddSpansToDatasetInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { limits } = context;
      const { projectId, ...dataset } = await openDataset(context.db, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      if ((input.mapping?.length ?? 0) > limits.columns)
        throw new InvalidInput(`A mapping names at most ${limits.columns} columns.`, ['input', 'mapping']);
      if ((input.progressId?.length ?? 0) > 100)
        throw new InvalidInput('A progress id has at most 100 characters.', ['input', 'progressId']);
      const added = await addSpansToDataset(context, {
        ...dataset,
        spanIds: input.spanIds?.map((id) => numberOf('Span', id)) ?? null,
        condition: input.filter ? compileSpanFilter(projectId, input.filter, limits) : null,
        mapping: input.mapping ?? null,
        progressId: input.progressId ?? null,
      });
      return { ...dataset, ...added };
    },
  }),
);
