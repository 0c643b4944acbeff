import type { EvaluationEvaluator as Record } from '@docket/prisma/generated/client/client.ts';
import { Project } from '../access/project.graph.ts';
import { User } from '../access/user.graph.ts';
import { projectsOf } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.graph.ts';
import { shapeOf } from '../datasets/dataset-shape.ts';
import { EvaluatorVersion } from '../evaluators/evaluator.graph.ts';
import { numberOrNull } from '../ids.ts';
import { PromptVersion } from '../prompts/prompt.graph.ts';
import { presentFilter } from '../queue/filter/present-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { wilson } from '../statistics/proportions.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';

const EvaluationStatusEnum = builder.enumType('EvaluationStatus', {
  description: 'How an evaluation stands.',
  values: {
    RUNNING: { description: 'Workers take its rows.' },
    PAUSED: { description: 'By somebody, or by itself: then `pausedBecause` says why.' },
    CANCELLED: { description: 'For good. What was recorded stays.' },
    FINISHED: { description: 'Every row is done or has failed.' },
  } as const,
});

const EvaluationSettingsRef = builder.objectRef<EvaluationSettings>('EvaluationSettings').implement({
  description: 'How an evaluation goes about it.',
  fields: (t) => ({
    budget: t.exposeFloat('budget', { nullable: true, description: 'US dollars that it may cost; past it, it pauses. Null: no bound.' }),
    requestsPerMinute: t.exposeInt('requestsPerMinute', {
      nullable: true,
      description: 'Calls to models within a minute. Null: no bound.',
    }),
    cache: t.exposeBoolean('cache', { description: 'Whether answers to the very same requests may be taken from earlier calls.' }),
  }),
});

export const IntervalRef = builder.objectRef<readonly [number, number]>('Interval').implement({
  description: 'A 95 % confidence interval.',
  fields: (t) => ({
    low: t.float({ description: 'Its lower end.', resolve: ([low]) => low }),
    high: t.float({ description: 'Its upper end.', resolve: ([, high]) => high }),
  }),
});

const EvaluationEvaluatorRef = builder.objectRef<Record>('EvaluationEvaluator').implement({
  description: 'An evaluator of an evaluation, at the version that it had, with the tally of its verdicts so far.',
  fields: (t) => ({
    version: t.prismaField({
      type: EvaluatorVersion,
      description: 'Which.',
      resolve: (query, { evaluatorVersionId }, _args, { db }) =>
        db.prisma.evaluatorVersion.findUniqueOrThrow({ ...query, where: { id: evaluatorVersionId } }),
    }),
    passed: t.exposeInt('passed', { description: 'Rows that passed.' }),
    failed: t.exposeInt('failed', { description: 'Rows that did not.' }),
    unknown: t.exposeInt('unknown', { description: 'Rows of which it could not tell.' }),
    passRate: t.float({
      nullable: true,
      description: 'Passed among those of which it could tell, 0 to 1; null while there are none.',
      resolve: ({ passed, failed }) => (passed + failed === 0 ? null : passed / (passed + failed)),
    }),
    passRateInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of the pass rate, by Wilson’s method.',
      resolve: ({ passed, failed }) => wilson([passed, passed + failed]),
    }),
    meanScore: t.float({
      nullable: true,
      description: 'Of the rows with a score, on the evaluator’s own scale.',
      resolve: ({ scored, scoreSum }) => (scored === 0 ? null : scoreSum / scored),
    }),
    cost: t.exposeFloat('cost', { description: 'US dollars.' }),
  }),
});

/** One run of evaluators over rows of a dataset. */
export const Evaluation = builder.prismaNode('Evaluation', {
  id: { field: 'id' },
  description: 'One run of evaluators over rows of a dataset, with one prompt version or over the outputs as they were logged.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As its starter called it.' }),
    dataset: t.relation('dataset', { description: 'Whose rows.' }),
    promptVersion: t.prismaField({
      type: PromptVersion,
      nullable: true,
      description: 'What answered; null where the logged outputs were judged as they are.',
      select: { promptVersionId: true },
      resolve: (query, { promptVersionId }, _args, { db }) => {
        // Spread before it is known whether there is one: Pothos warns of a query that was left alone.
        const wanted = { ...query, where: { id: promptVersionId ?? 0 } };
        return promptVersionId === null ? null : db.prisma.promptVersion.findUnique(wanted);
      },
    }),
    sliceName: t.exposeString('sliceName', {
      nullable: true,
      description: 'The slice or sample that its rows were chosen by, as it was called then.',
    }),
    filter: t.field({
      type: 'JSON',
      description: 'What its rows were chosen by: a RowFilter in today’s column keys.',
      select: { condition: true, datasetId: true },
      resolve: async ({ condition, datasetId }, _args, context) => {
        const shape = await shapeOf(context, datasetId);
        return shape ? presentFilter(condition as unknown as Condition, shape) : {};
      },
    }),
    settings: t.field({
      type: EvaluationSettingsRef,
      description: 'How it goes about it.',
      select: { settings: true },
      resolve: ({ settings }) => settings as unknown as EvaluationSettings,
    }),
    status: t.expose('status', { type: EvaluationStatusEnum, description: 'How it stands.' }),
    pausedBecause: t.exposeString('pausedBecause', { nullable: true, description: 'Why it paused by itself.' }),
    rowCount: t.exposeInt('rowCount', { description: 'How many rows it has.' }),
    done: t.exposeInt('done', { description: 'Rows that are answered and judged.' }),
    failed: t.exposeInt('failed', { description: 'Rows that could not be.' }),
    cost: t.exposeFloat('cost', { description: 'US dollars so far, of answers and of judgements; what has no known price is not in it.' }),
    calls: t.exposeInt('calls', { description: 'Answers of models that were recorded.' }),
    cachedCalls: t.exposeInt('cachedCalls', { description: 'Those of them that were kept from earlier calls and cost nothing.' }),
    repeatedCalls: t.exposeInt('repeatedCalls', {
      description:
        'Calls that had to be made again because a worker died before it could record them; at most so many were paid for twice.',
    }),
    repeatedCost: t.exposeFloat('repeatedCost', { description: 'What these cost the second time, in US dollars.' }),
    evaluators: t.field({
      type: [EvaluationEvaluatorRef],
      description: 'In their order.',
      select: { evaluators: { orderBy: { position: 'asc' } } },
      resolve: ({ evaluators }) => evaluators,
    }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who started it.',
      select: { createdById: true },
      resolve: ({ createdById }, _args, { loaders }) => (createdById === null ? null : loaders.userById.load(createdById)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
});

builder.prismaObjectField(Project, 'evaluations', (t) =>
  t.relatedConnection('evaluations', { description: 'Newest first.', cursor: 'id', query: { orderBy: { id: 'desc' } }, totalCount: true }),
);

builder.prismaObjectField(Dataset, 'evaluations', (t) =>
  t.relatedConnection('evaluations', { description: 'Newest first.', cursor: 'id', query: { orderBy: { id: 'desc' } }, totalCount: true }),
);

builder.queryField('evaluation', (t) =>
  t.prismaField({
    type: Evaluation,
    nullable: true,
    description: 'An evaluation by its id; null when there is none, or it is in no project of yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.prisma.evaluation.findFirst({
        ...query,
        where: { id: numberOrNull('Evaluation', id) ?? 0, projectId: { in: projectsOf(viewer) } },
      }),
  }),
);
