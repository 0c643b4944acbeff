import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { DatasetColumn } from '../datasets/columns.graph.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { type ColumnShape, shapeOf } from '../datasets/dataset-shape.ts';
import { IntervalRef } from '../evaluations/evaluation.graph.ts';
import '../evaluators/evaluator.graph.ts';
import { presentFilter } from '../queue/filter/present-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { type Anchoring, type AnchoringGroup, anchoringOf } from './anchoring.ts';

export const PurposeEnum = builder.enumType('RowEvaluatorPurpose', {
  description: 'What an evaluator does on rows.',
  values: {
    SUGGEST: { description: 'It suggests a label for rows as they are added. Reviewers accept it or say otherwise.' },
    CHECK: {
      description:
        'It judges rows as they are filled, or edited after, by the new expected output, and tells where it contradicts the reviewer.',
    },
  } as const,
});

const AnchoringGroupRef = builder.objectRef<AnchoringGroup>('AnchoringGroup').implement({
  description: 'Rows by whether their first reviewer saw the suggestion before answering.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'How many.' }),
    agreed: t.exposeInt('agreed', { description: 'On how many of these the reviewer gave the label that was suggested.' }),
    share: t.exposeFloat('share', { nullable: true, description: 'The same as a share, 0 to 1; null where there are no rows.' }),
    interval: t.expose('interval', { type: IntervalRef, nullable: true, description: 'Of the share: Wilson’s score interval.' }),
  }),
});

const AnchoringRef = builder.objectRef<Anchoring>('Anchoring').implement({
  description:
    'How far seeing a suggestion makes reviewers say the same. Counts the first answer that a row got, where its reviewer took the row after the suggestion was there and gave a label in its column; which rows are hidden is decided by a hash of their ids.',
  fields: (t) => ({
    shown: t.expose('shown', { type: AnchoringGroupRef, description: 'Where it was shown.' }),
    hidden: t.expose('hidden', { type: AnchoringGroupRef, description: 'Where it was hidden until their own answer.' }),
    difference: t.float({
      nullable: true,
      description: 'The share where it was shown less that where it was hidden, -1 to 1; null while there are rows of one kind only.',
      resolve: ({ difference }) => difference?.difference ?? null,
    }),
    interval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of the difference: Newcombe’s, for independent proportions.',
      resolve: ({ difference }) => difference?.interval ?? null,
    }),
  }),
});

/** An evaluator that runs on rows. */
export const RowEvaluator = builder.prismaNode('RowEvaluator', {
  id: { field: 'id' },
  description: 'An evaluator that runs on the rows of a dataset by itself, always at its newest version.',
  fields: (t) => ({
    evaluator: t.relation('evaluator', { description: 'Which.' }),
    purpose: t.expose('purpose', { type: PurposeEnum, description: 'What it does.' }),
    filter: t.field({
      type: 'JSON',
      description: 'Which rows: a RowFilter, in today’s column keys and option values; {} for all.',
      select: { filter: true, datasetId: true },
      resolve: async ({ filter, datasetId }, _args, context) => {
        const shape = await shapeOf(context, datasetId);
        return shape ? presentFilter(filter as unknown as Condition, shape) : {};
      },
    }),
    column: t.field({
      type: DatasetColumn,
      nullable: true,
      description: 'The label column that it suggests for, or in which reviewers say whether an answer is right.',
      select: { datasetId: true, columnId: true },
      resolve: ({ datasetId, columnId }, _args, context) => columnWith(context, datasetId, columnId),
    }),
    passLabels: t.stringList({
      description: 'What PASS becomes; of a check, the labels that mean that an answer is right.',
      select: { datasetId: true, columnId: true, passOptionIds: true },
      resolve: async ({ datasetId, columnId, passOptionIds }, _args, context) => {
        const column = await columnWith(context, datasetId, columnId);
        return passOptionIds.flatMap((id) => column?.optionById.get(id)?.value ?? []);
      },
    }),
    failLabel: t.string({
      nullable: true,
      description: 'What FAIL becomes; null for checks.',
      select: { datasetId: true, columnId: true, failOptionId: true },
      resolve: async ({ datasetId, columnId, failOptionId }, _args, context) =>
        (await columnWith(context, datasetId, columnId))?.optionById.get(failOptionId ?? 0)?.value ?? null,
    }),
    hiddenShare: t.exposeFloat('hiddenShare', {
      description:
        'For how many rows, 0 to 1, its suggestion is hidden until one’s own answer is in. Which ones is decided by a hash of their ids: the same for everybody and ever after, and a larger share has all of a smaller one. A change is for suggestions that come after it.',
    }),
    budget: t.exposeFloat('budget', { nullable: true, description: 'US dollars that it may cost; past it, it pauses. Null: no bound.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it runs.' }),
    pausedBecause: t.exposeString('pausedBecause', {
      nullable: true,
      description: 'Why it paused by itself; null while it runs, or when somebody paused it.',
    }),
    judged: t.exposeInt('judged', { description: 'Rows that it has suggested a label for, or of which it has said PASS or FAIL.' }),
    disagreed: t.exposeInt('disagreed', { description: 'Rows of these on which a check contradicted the reviewer.' }),
    unknown: t.exposeInt('unknown', { description: 'Rows of which it could not tell.' }),
    failed: t.exposeInt('failed', { description: 'Rows that it could not be asked about: a timeout, a provider that was down.' }),
    cost: t.exposeFloat('cost', { description: 'US dollars so far; what has no known price is not in it.' }),
    anchoring: t.field({
      type: AnchoringRef,
      nullable: true,
      description: 'How far its suggestions make reviewers say the same. Null for checks.',
      complexity: 20,
      select: { id: true, purpose: true },
      resolve: ({ id, purpose }, _args, { db }) => (purpose === 'SUGGEST' ? anchoringOf(db, id) : null),
    }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who added it.',
      select: { createdById: true },
      resolve: ({ createdById }, _args, { loaders }) => (createdById === null ? null : loaders.userById.load(createdById)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

async function columnWith(context: Parameters<typeof shapeOf>[0], datasetId: number, columnId: number): Promise<ColumnShape | null> {
  return (await shapeOf(context, datasetId))?.byId.get(columnId) ?? null;
}

builder.prismaObjectField(Dataset, 'rowEvaluators', (t) =>
  t.relation('rowEvaluators', {
    description: 'The evaluators that run on its rows by themselves, in the order in which they were added.',
    query: { orderBy: { id: 'asc' } },
  }),
);
