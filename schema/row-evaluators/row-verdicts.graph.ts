import { builder } from '../builder.ts';
import { DatasetColumn } from '../datasets/columns.graph.ts';
import { type ColumnShape, type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';
import { Evaluator } from '../evaluators/evaluator.graph.ts';
import { GradeEnum } from '../evaluators/verdict.graph.ts';
import { RowRef } from '../queue/row.graph.ts';
import type { RowCheckView } from './read-checks.ts';
import type { SuggestionView } from './read-suggestions.ts';

const OutcomeEnum = builder.enumType('SuggestionOutcome', {
  description: 'What became of a suggestion, by the reviews that count.',
  values: {
    ACCEPTED: { description: 'Every reviewer who gave a label gave this one.' },
    CHANGED: { description: 'A reviewer gave another one.' },
  } as const,
});

type Suggested = SuggestionView & { column: ColumnShape };

const SuggestionRef = builder.objectRef<Suggested>('Suggestion').implement({
  description: 'A label that an evaluator suggests for a row. To accept it, give it; to reject it, give another.',
  fields: (t) => ({
    evaluator: t.prismaField({
      type: Evaluator,
      description: 'Whose.',
      resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUniqueOrThrow({ ...query, where: { id: evaluatorId } }),
    }),
    version: t.exposeInt('version', { description: 'The number of the evaluator’s version that said it.' }),
    column: t.field({ type: DatasetColumn, description: 'The column that it is for.', resolve: ({ column }) => column }),
    value: t.string({
      description: 'The label.',
      resolve: ({ column, optionId }) => column.optionById.get(optionId)?.value ?? '',
    }),
    score: t.exposeFloat('score', { nullable: true, description: 'By the evaluator’s own scale; null where there is no number.' }),
    confidence: t.exposeFloat('confidence', {
      nullable: true,
      description:
        'How far the score is from the one that passes, by the length of the scale: 0 at the threshold. Not a probability. Null where the evaluator’s config tells of no scale.',
    }),
    reason: t.exposeString('reason', { description: 'Why, in one or a few sentences.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars; null where nothing was paid, or no price is known.' }),
    hidden: t.exposeBoolean('hidden', { description: 'Whether it was hidden from reviewers until their own answer.' }),
    outcome: t.expose('outcome', {
      type: OutcomeEnum,
      nullable: true,
      description: 'What became of it. Null while nobody has answered, and for you until you have or the row is filled.',
    }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was there.', resolve: ({ createdAt }) => createdAt }),
  }),
});

const RowCheckRef = builder.objectRef<RowCheckView>('RowCheck').implement({
  description: 'What an evaluator said of a row when it was filled, or edited after, by the expected output that the reviewer wrote.',
  fields: (t) => ({
    evaluator: t.prismaField({
      type: Evaluator,
      description: 'Whose.',
      resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUniqueOrThrow({ ...query, where: { id: evaluatorId } }),
    }),
    version: t.exposeInt('version', { description: 'The number of the evaluator’s version that said it.' }),
    grade: t.expose('grade', { type: GradeEnum, description: 'The verdict itself.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'By the evaluator’s own scale; null where there is no number.' }),
    reason: t.exposeString('reason', { description: 'Why, in one or a few sentences.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars; null where nothing was paid, or no price is known.' }),
    disagrees: t.exposeBoolean('disagrees', {
      nullable: true,
      description: 'Whether it contradicts the reviewer; null where it could not tell, or the reviewer gave no label.',
    }),
    outdated: t.exposeBoolean('outdated', { description: 'Whether the row was reopened, or filled anew, since.' }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was said.', resolve: ({ createdAt }) => createdAt }),
  }),
});

const withColumn = (shape: DatasetShape, suggestion: SuggestionView): Suggested[] => {
  const column = shape.byId.get(suggestion.columnId);
  return column ? [{ ...suggestion, column }] : [];
};

builder.objectFields(RowRef, (t) => ({
  suggestions: t.field({
    type: [SuggestionRef],
    description: 'Labels that evaluators suggest, one each. Those that are hidden are there when you have answered, or the row is filled.',
    complexity: 10,
    resolve: async ({ id, datasetId }, _args, context) => {
      // Read first: what differs by who asks is executed for each by themselves.
      if (!context.viewer) return [];
      const shape = (await shapeOf(context, datasetId))!;
      return (await context.loaders.suggestionsOfRow.load(id)).flatMap((one) => withColumn(shape, one));
    },
  }),
  checks: t.field({
    type: [RowCheckRef],
    description: 'What evaluators said when it was filled: the newest of each.',
    complexity: 10,
    resolve: ({ id }, _args, { loaders }) => loaders.checksOfRow.load(id),
  }),
}));
