import { builder } from '../builder.ts';
import type { Loaders } from '../loaders.ts';
import { EvaluatorVersion } from '../evaluators/evaluator.graph.ts';
import { GradeEnum } from '../evaluators/verdict.graph.ts';
import { encodeId } from '../ids.ts';
import { RowRef } from '../queue/row.graph.ts';
import type { ResultRow, ResultScore } from './find-results.ts';

export const EvaluationRowStateEnum = builder.enumType('EvaluationRowState', {
  description: 'How far a row of an evaluation is.',
  values: {
    WAITING: { description: 'Nobody has begun it, or it was given back.' },
    LEASED: { description: 'A worker has it.' },
    DONE: { description: 'Answered, and judged by all evaluators.' },
    FAILED: { description: 'It could not be answered or judged; `error` says why. `retryFailed` takes it up again.' },
  } as const,
});

export const ResultScoreRef = builder.objectRef<ResultScore>('ResultScore').implement({
  description: 'What one evaluator said of one row’s answer. Never changes.',
  fields: (t) => ({
    evaluatorVersion: t.prismaField({
      type: EvaluatorVersion,
      description: 'Who said it.',
      resolve: (query, { versionId }, _args, { db }) =>
        db.prisma.evaluatorVersion.findUniqueOrThrow({ ...query, where: { id: versionId } }),
    }),
    evaluatorVersionId: t.id({ description: 'The same, as its id.', resolve: ({ versionId }) => encodeId('EvaluatorVersion', versionId) }),
    grade: t.expose('grade', { type: GradeEnum, description: 'Whether it passed.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'On the evaluator’s own scale; null where there is no number.' }),
    reason: t.exposeString('reason', { description: 'One or two sentences.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars; null where nothing was paid or no price is known.' }),
    raw: t.field({ type: 'JSON', nullable: true, description: 'What came back before it was understood.', resolve: ({ raw }) => raw }),
  }),
});

export const EvaluationRowRef = builder.objectRef<ResultRow>('EvaluationRow').implement({
  description: 'One row of an evaluation: what it saw, what was answered, what evaluators said. Shows the same ever after.',
  fields: (t) => ({
    id: t.id({
      description: 'Of the row within the evaluation.',
      resolve: ({ evaluationId, rowId }) => `EvaluationRow_${evaluationId}.${rowId}`,
    }),
    rowId: t.id({ description: 'Of the dataset’s row.', resolve: ({ rowId }) => encodeId('Row', rowId) }),
    row: t.field({
      type: RowRef,
      nullable: true,
      description: 'The row as it is today; null when it was removed.',
      resolve: ({ rowId }, _args, { loaders }: { loaders: Loaders }) => loaders.rowById.load(rowId),
    }),
    position: t.exposeInt('position', { description: 'Ascending, from 1.' }),
    rowVersion: t.exposeInt('rowVersion', { description: 'The row’s version when the evaluation began.' }),
    inputs: t.field({ type: 'JSON', description: 'Input values by column key, as they were.', resolve: ({ seen }) => seen.inputs }),
    logged: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What was answered when it was logged.',
      resolve: ({ seen }) => seen.logged,
    }),
    expected: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What would have been right, as it stood then.',
      resolve: ({ seen }) => seen.expected,
    }),
    labels: t.field({ type: 'JSON', description: 'Labels by column key, as they were.', resolve: ({ labels }) => labels }),
    state: t.expose('state', { type: EvaluationRowStateEnum, description: 'How far it is.' }),
    answered: t.exposeBoolean('answered', { description: 'Whether `output` is an answer; a null may be one.' }),
    output: t.field({ type: 'JSON', nullable: true, description: 'What was answered: text, or JSON.', resolve: ({ output }) => output }),
    latencyMs: t.exposeFloat('latencyMs', { nullable: true, description: 'How long the answer took.' }),
    tokensIn: t.exposeInt('tokensIn', { nullable: true, description: 'Tokens that were sent.' }),
    tokensOut: t.exposeInt('tokensOut', { nullable: true, description: 'Tokens that were answered.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars, of the answer alone.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why it failed.' }),
    scores: t.field({ type: [ResultScoreRef], description: 'In the order of the evaluators.', resolve: ({ scores }) => scores }),
  }),
});
