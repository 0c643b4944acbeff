import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { shapeOf } from '../datasets/dataset-shape.ts';
import { Evaluator } from '../evaluators/evaluator.graph.ts';
import { numberOf } from '../ids.ts';
import { Prompt } from '../prompts/prompt.graph.ts';
import { sliceById } from '../queue/slices/slice-record.ts';
import { SliceRef } from '../queue/slices/slices.graph.ts';
import { type EvaluatorRule, type GateRules, type LabelNames, presentRules } from './gate-rules.ts';

const words = {
  evaluators: 'At least one. An evaluation counts when it ran all of them, in any version; the newest that it ran is used.',
  noRegression: 'No row that passed with the version that runs may fail.',
  maxUnknown: 'Up to this share of a rate’s rows, UNKNOWN grades are left out of it; with more, they count as not passed. 0 to 1.',
  maxStale: 'The share of the slice’s rows that may be new, changed or unanswered since the evaluation. 0 to 1.',
  passRate: 'The share of rows that must pass, 0 to 1; null asks for none.',
  meanScore: 'What the mean of the scores must be at least, on the evaluator’s own scale; null asks for none.',
  perLabel: 'Pass rates of the rows with a label, each by itself. A label that no row has does not pass: nothing was shown.',
  columnKey: 'The key of a label column.',
  value: 'The label; null for rows without one.',
};

const LabelRuleRef = builder.objectRef<LabelNames & { passRate: number }>('GateLabelRule').implement({
  description: 'What a gate asks of the rows with a label.',
  fields: (t) => ({
    columnKey: t.exposeString('columnKey', { description: words.columnKey }),
    value: t.exposeString('value', { nullable: true, description: words.value }),
    passRate: t.exposeFloat('passRate', { description: words.passRate }),
  }),
});

const EvaluatorRuleRef = builder.objectRef<EvaluatorRule<LabelNames>>('GateEvaluatorRule').implement({
  description: 'What a gate asks of one evaluator’s grades and scores.',
  fields: (t) => ({
    evaluator: t.prismaField({
      type: Evaluator,
      nullable: true,
      description: 'Which evaluator; null once it is gone, and then nothing passes.',
      resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUnique({ ...query, where: { id: evaluatorId } }),
    }),
    passRate: t.exposeFloat('passRate', { nullable: true, description: words.passRate }),
    meanScore: t.exposeFloat('meanScore', { nullable: true, description: words.meanScore }),
    perLabel: t.field({ type: [LabelRuleRef], description: words.perLabel, resolve: ({ perLabel }) => perLabel }),
  }),
});

const GateRulesRef = builder.objectRef<GateRules<LabelNames>>('GateRules').implement({
  description: 'What a version must have shown.',
  fields: (t) => ({
    evaluators: t.field({ type: [EvaluatorRuleRef], description: words.evaluators, resolve: ({ evaluators }) => evaluators }),
    noRegression: t.exposeBoolean('noRegression', { description: words.noRegression }),
    maxUnknown: t.exposeFloat('maxUnknown', { description: words.maxUnknown }),
    maxStale: t.exposeFloat('maxStale', { description: words.maxStale }),
  }),
});

/** What a version must have shown before it runs somewhere. */
export const Gate = builder.prismaObject('Gate', {
  description: 'What a version of a prompt must have shown, and over which rows, before it is deployed to an environment.',
  fields: (t) => ({
    environment: t.relation('environment', { description: 'Of which environment.' }),
    prompt: t.prismaField({
      type: Prompt,
      description: 'Of which prompt.',
      select: { promptId: true },
      resolve: (query, { promptId }, _args, { db }) => db.prisma.prompt.findUniqueOrThrow({ ...query, where: { id: promptId } }),
    }),
    dataset: t.prismaField({
      type: Dataset,
      nullable: true,
      description: 'Over the rows of which dataset; null once it is gone, and then nothing passes.',
      select: { datasetId: true },
      resolve: (query, { datasetId }, _args, { db }) => db.prisma.dataset.findUnique({ ...query, where: { id: datasetId } }),
    }),
    wholeDataset: t.boolean({
      description: 'Whether all rows of the dataset count, and not those of a slice.',
      select: { sliceId: true },
      resolve: ({ sliceId }) => sliceId === null,
    }),
    slice: t.field({
      type: SliceRef,
      nullable: true,
      description:
        'The slice whose rows count, as it is at the moment of judging. Null where the whole dataset does, or once it is gone: then nothing passes.',
      select: { sliceId: true },
      resolve: ({ sliceId }, _args, { db }) => (sliceId === null ? null : sliceById(db, sliceId)),
    }),
    rules: t.field({
      type: GateRulesRef,
      description: 'What must have been shown.',
      select: { rules: true, datasetId: true },
      resolve: async ({ rules, datasetId }, _args, context) =>
        presentRules(rules as unknown as GateRules, await shapeOf(context, datasetId)),
    }),
    updatedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who set it.',
      select: { updatedById: true },
      resolve: ({ updatedById }, _args, { loaders }) => (updatedById === null ? null : loaders.userById.load(updatedById)),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was set.' }),
  }),
});

const LabelRuleInput = builder.inputType('GateLabelRuleInput', {
  fields: (t) => ({
    columnKey: t.string({ required: true, description: words.columnKey }),
    value: t.string({ description: words.value }),
    passRate: t.float({ required: true, description: words.passRate }),
  }),
});

const EvaluatorRuleInput = builder.inputType('GateEvaluatorRuleInput', {
  fields: (t) => ({
    evaluatorId: t.id({ required: true }),
    passRate: t.float({ description: words.passRate }),
    meanScore: t.float({ description: words.meanScore }),
    perLabel: t.field({ type: [LabelRuleInput], description: words.perLabel }),
  }),
});

export const GateRulesInput = builder.inputType('GateRulesInput', {
  fields: (t) => ({
    evaluators: t.field({ type: [EvaluatorRuleInput], required: true, description: words.evaluators }),
    noRegression: t.boolean({ description: `${words.noRegression} By default false.` }),
    maxUnknown: t.float({ description: `${words.maxUnknown} By default 0.` }),
    maxStale: t.float({ description: `${words.maxStale} By default 0.` }),
  }),
});

/** The input as the rules read it, with nothing left out. */
export const rulesOf = ({ evaluators, ...input }: typeof GateRulesInput.$inferInput) => ({
  evaluators: evaluators.map(({ evaluatorId, passRate, meanScore, perLabel }) => ({
    evaluatorId: numberOf('Evaluator', String(evaluatorId)),
    passRate: passRate ?? null,
    meanScore: meanScore ?? null,
    perLabel: (perLabel ?? []).map(({ columnKey, value, passRate: rate }) => ({ columnKey, value: value ?? null, passRate: rate })),
  })),
  noRegression: input.noRegression ?? false,
  maxUnknown: input.maxUnknown ?? 0,
  maxStale: input.maxStale ?? 0,
});
