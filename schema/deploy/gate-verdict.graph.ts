import { builder } from '../builder.ts';
import { Evaluator } from '../evaluators/evaluator.graph.ts';
import { GradeEnum } from '../evaluators/verdict.graph.ts';
import { encodeId } from '../ids.ts';
import { RowRef } from '../queue/row.graph.ts';
import { type BlockedRow, type BlockedScore, blockedRows } from './blocked-rows.ts';
import { type GateCheck, type GateCheckKind, type GateVerdict, MOST_ROWS } from './gate-verdict.ts';

const descriptions: Record<GateCheckKind, { description: string }> = {
  COVERAGE: { description: 'The evaluation has the rows of the slice as they are now.' },
  PASS_RATE: { description: 'Enough rows pass.' },
  LABEL_PASS_RATE: { description: 'Enough of the rows with a label pass.' },
  MEAN_SCORE: { description: 'The mean of the scores is high enough.' },
  NO_REGRESSION: { description: 'No row that passed with the version that runs fails.' },
};

const GateCheckKindEnum = builder.enumType('GateCheckKind', {
  description: 'What a gate can ask for.',
  values: descriptions,
});

const BlockedScoreRef = builder.objectRef<BlockedScore>('BlockedScore').implement({
  description: 'What an evaluator said of a row that blocks.',
  fields: (t) => ({
    evaluator: t.prismaField({
      type: Evaluator,
      nullable: true,
      description: 'Which evaluator; null once it is gone.',
      resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUnique({ ...query, where: { id: evaluatorId } }),
    }),
    grade: t.field({ type: GradeEnum, description: 'What it said.', resolve: ({ grade }) => grade }),
    score: t.exposeFloat('score', { nullable: true, description: 'On its own scale; null where it gave none.' }),
    reason: t.exposeString('reason', { description: 'Why, in a sentence or two.' }),
  }),
});

const BlockedRowRef = builder.objectRef<BlockedRow>('BlockedRow').implement({
  description: 'A row that blocks, the new output beside the old one.',
  fields: (t) => ({
    rowId: t.id({ description: 'Which row.', resolve: ({ rowId }) => encodeId('Row', rowId) }),
    row: t.field({
      type: RowRef,
      nullable: true,
      description: 'The row as it is now; null once it is gone.',
      resolve: ({ rowId }, _args, { loaders }) => loaders.rowById.load(rowId),
    }),
    output: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What this version answers; null where it has not.',
      resolve: ({ output }) => output,
    }),
    logged: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The output that was logged, as the evaluation saw it.',
      resolve: ({ logged }) => logged,
    }),
    error: t.exposeString('error', { nullable: true, description: 'Why there is no answer.' }),
    scores: t.field({
      type: [BlockedScoreRef],
      description: 'All that evaluators said of it, by their name.',
      resolve: ({ scores }) => scores,
    }),
  }),
});

const GateCheckRef = builder.objectRef<GateCheck & { evaluationId: number | null }>('GateCheck').implement({
  description: 'One thing that a gate asks for.',
  fields: (t) => ({
    kind: t.field({ type: GateCheckKindEnum, description: 'What it is about.', resolve: ({ kind }) => kind }),
    name: t.exposeString('name', { description: 'Fit to be shown: “Pass rate of Exact match where priority is high”.' }),
    evaluator: t.prismaField({
      type: Evaluator,
      nullable: true,
      description: 'By which evaluator; null where it is about none, or about all.',
      resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUnique({ ...query, where: { id: evaluatorId ?? 0 } }),
    }),
    wanted: t.exposeFloat('wanted', {
      description:
        'At least this: a share of 0 to 1, or a score. At most this for COVERAGE, the share that is lacking, and NO_REGRESSION, a number of rows.',
    }),
    got: t.exposeFloat('got', { nullable: true, description: 'Null where there was nothing to measure, which does not pass.' }),
    passed: t.exposeBoolean('passed', { description: 'Whether it was shown.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why not, where the numbers alone do not say it.' }),
    rowCount: t.exposeInt('rowCount', { description: 'How many rows block; 0 where it passed.' }),
    rows: t.field({
      type: [BlockedRowRef],
      description: `Rows that block: by their order, or the lowest scores first. At most ${MOST_ROWS} are kept.`,
      args: { first: t.arg.int({ defaultValue: 50, description: 'How many.' }) },
      complexity: (args) => ({ field: 5, multiplier: Math.min(Math.max(args.first ?? 50, 1), MOST_ROWS) / 10 }),
      resolve: ({ evaluationId, rows }, { first }, { db }) =>
        evaluationId === null ? [] : blockedRows(db, { evaluationId, rowIds: rows.slice(0, Math.max(first ?? 50, 0)) }),
    }),
  }),
});

export const GateVerdictRef = builder.objectRef<GateVerdict>('GateVerdict').implement({
  description: 'What a gate says of a version.',
  fields: (t) => ({
    passed: t.exposeBoolean('passed', { description: 'Whether it may run.' }),
    evaluationId: t.id({
      nullable: true,
      description:
        'By which evaluation: the newest finished one of this version that covers the slice. Null where there is none to judge by.',
      resolve: ({ evaluationId }) => (evaluationId === null ? null : encodeId('Evaluation', evaluationId)),
    }),
    baselineEvaluationId: t.id({
      nullable: true,
      description: 'The evaluation of the version that runs, where regressions were looked for.',
      resolve: ({ baselineId }) => (baselineId === null ? null : encodeId('Evaluation', baselineId)),
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why nothing could be judged; null where it was.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the slice when it was judged.' }),
    checks: t.field({
      type: [GateCheckRef],
      description: 'Everything that the gate asks for.',
      resolve: ({ checks, evaluationId }) => checks.map((check) => ({ ...check, evaluationId })),
    }),
  }),
});
