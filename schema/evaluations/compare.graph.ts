import { builder } from '../builder.ts';
import { Evaluator } from '../evaluators/evaluator.graph.ts';
import { numberOf } from '../ids.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import type { Comparison as Difference } from '../statistics/paired.ts';
import {
  type Change,
  type CompareEvaluations,
  type ComparedGroup,
  type ComparedRow,
  type Comparison,
  changeOf,
  compareEvaluations,
  comparedRows,
} from './compare-evaluations.ts';
import { Evaluation, IntervalRef } from './evaluation.graph.ts';
import { type ResultRow, resultsOf } from './find-results.ts';
import { openEvaluation } from './open-evaluation.ts';
import { EvaluationRowRef } from './result-row.graph.ts';
import { pageOf, positionOf } from './results.graph.ts';

const ChangeEnum = builder.enumType('EvaluationChange', {
  description: 'What became of a row from one evaluation to another.',
  values: {
    BETTER: { description: 'It passes now, or its score is higher.' },
    WORSE: { description: 'It fails now, or its score is lower.' },
    SAME: { description: 'Neither.' },
    UNKNOWN: { description: 'One of the two could not tell, or has no verdict.' },
  } satisfies Record<Change, { description: string }>,
});

type Measured = Difference & { before: number; after: number };

const DifferenceRef = builder.objectRef<Measured>('PairedDifference').implement({
  description: 'Two measurements of the same rows, and whether they differ by more than chance.',
  fields: (t) => ({
    before: t.exposeFloat('before', { description: 'Over the rows that have both.' }),
    after: t.exposeFloat('after', { description: 'Over the rows that have both.' }),
    difference: t.exposeFloat('difference', { description: 'After less before.' }),
    interval: t.field({ type: IntervalRef, nullable: true, description: 'Of the difference.', resolve: ({ interval }) => interval }),
    p: t.exposeFloat('p', { description: 'How often chance alone would differ as much or more; two-sided.' }),
    n: t.exposeInt('n', { description: 'Rows that have both.' }),
    test: t.exposeString('test', { description: 'By which test.' }),
  }),
});

const ComparedGroupRef = builder.objectRef<ComparedGroup>('ComparedGroup').implement({
  description: 'What two evaluations have in common, all of it or the rows of one label.',
  fields: (t) => ({
    label: t.exposeString('label', { nullable: true, description: 'The label; null for all rows, and for those without one.' }),
    rows: t.exposeInt('rows', { description: 'How many rows.' }),
    passRate: t.field({
      type: DifferenceRef,
      nullable: true,
      description: 'Pass rates, 0 to 1. UNKNOWNs are left out.',
      resolve: ({ passes }) => passes,
    }),
    score: t.field({
      type: DifferenceRef,
      nullable: true,
      description: 'Mean scores; null where there are none.',
      resolve: ({ scores }) => scores,
    }),
    adjustedP: t.exposeFloat('adjustedP', {
      nullable: true,
      description: 'The p of the pass rates among all groups (Holm): with many groups, one differs by chance.',
    }),
    better: t.int({ description: 'Rows that got better.', resolve: ({ changes }) => changes.BETTER }),
    worse: t.int({ description: 'Rows that got worse.', resolve: ({ changes }) => changes.WORSE }),
    same: t.int({ description: 'Rows that stayed.', resolve: ({ changes }) => changes.SAME }),
    unknown: t.int({ description: 'Rows of which one could not tell.', resolve: ({ changes }) => changes.UNKNOWN }),
  }),
});

interface ComparedResult {
  verdicts: ComparedRow;
  before: ResultRow;
  after: ResultRow;
}

const ComparedRowRef = builder.objectRef<ComparedResult>('ComparedRow').implement({
  description: 'A row in both evaluations.',
  fields: (t) => ({
    change: t.field({ type: ChangeEnum, description: 'What became of it.', resolve: ({ verdicts }) => changeOf(verdicts) }),
    changed: t.boolean({ description: 'Whether the row itself was changed in between.', resolve: ({ verdicts }) => verdicts.changed }),
    before: t.expose('before', { type: EvaluationRowRef, description: 'In the earlier evaluation.' }),
    after: t.expose('after', { type: EvaluationRowRef, description: 'In the later one.' }),
  }),
});

const ComparedRowsRef = builder.objectRef<{ rows: ComparedResult[]; next: number | null }>('ComparedRowPage').implement({
  description: 'A page of compared rows.',
  fields: (t) => ({
    nodes: t.field({ type: [ComparedRowRef], description: 'In the order of the later evaluation.', resolve: ({ rows }) => rows }),
    endCursor: t.string({
      nullable: true,
      description: 'For `after`; null at the end.',
      resolve: ({ next }) => (next === null ? null : String(next)),
    }),
  }),
});

const ComparisonRef = builder.objectRef<Comparison & { asked: CompareEvaluations }>('EvaluationComparison').implement({
  description: 'How two evaluations of the same rows differ.',
  fields: (t) => ({
    before: t.prismaField({
      type: Evaluation,
      description: 'The earlier one.',
      resolve: (query, { asked }, _args, { db }) => db.prisma.evaluation.findUniqueOrThrow({ ...query, where: { id: asked.beforeId } }),
    }),
    after: t.prismaField({
      type: Evaluation,
      description: 'The later one.',
      resolve: (query, { asked }, _args, { db }) => db.prisma.evaluation.findUniqueOrThrow({ ...query, where: { id: asked.afterId } }),
    }),
    evaluator: t.prismaField({
      type: Evaluator,
      description: 'By whose verdicts.',
      resolve: (query, { asked }, _args, { db }) => db.prisma.evaluator.findUniqueOrThrow({ ...query, where: { id: asked.evaluatorId } }),
    }),
    overall: t.field({ type: ComparedGroupRef, description: 'Over all rows that both have.', resolve: ({ overall }) => overall }),
    groups: t.field({ type: [ComparedGroupRef], description: 'By label, largest first.', resolve: ({ groups }) => groups }),
    changedRows: t.exposeInt('changedRows', {
      description: 'Rows that were changed between the two: they differ by more than the answer.',
    }),
    rows: t.field({
      type: ComparedRowsRef,
      description: 'The rows themselves.',
      complexity: ({ first }) => ({ field: 5, multiplier: (first ?? 50) / 5 }),
      args: {
        change: t.arg({ type: ChangeEnum, description: 'Left out: all.' }),
        label: t.arg.string({ description: 'Of the column that it is grouped by.' }),
        first: t.arg.int({ description: 'By default 50.' }),
        after: t.arg.string(),
      },
      resolve: async ({ asked }, { change, label, first, after }, { db, limits }) => {
        const limit = pageOf(first, limits.pageSize);
        const from = after == null ? 0 : positionOf(after);
        const all = (await comparedRows(db, asked)).filter(
          (row) => (!change || changeOf(row) === change) && (label == null || row.label === label),
        );
        const page = all.slice(from, from + limit);
        const ids = page.map(({ rowId }) => rowId);
        const [earlier, later] = await Promise.all([resultsOf(db, asked.beforeId, ids), resultsOf(db, asked.afterId, ids)]);
        const rows = page.map((verdicts, at) => ({ verdicts, before: earlier[at]!, after: later[at]! }));
        return { rows, next: from + limit < all.length ? from + limit : null };
      },
    }),
  }),
});

builder.queryField('compareEvaluations', (t) =>
  t.field({
    type: ComparisonRef,
    description:
      'Compares two evaluations of one dataset row by row, by one evaluator’s verdicts. Refused where they have no rows or no such evaluator in common.',
    authScopes: { signedIn: true },
    complexity: 50,
    args: {
      beforeId: t.arg.id({ required: true }),
      afterId: t.arg.id({ required: true }),
      evaluatorId: t.arg.id({ required: true }),
      groupBy: t.arg.string({ description: 'The key of a label column, for groups.' }),
    },
    resolve: async (_root, args, { db, viewer }) => {
      const before = await openEvaluation(db, viewer, numberOf('Evaluation', args.beforeId), 'VIEWER');
      const after = await openEvaluation(db, viewer, numberOf('Evaluation', args.afterId), 'VIEWER');
      if (before.datasetId !== after.datasetId)
        throw new InvalidInput('These are evaluations of two datasets: they have no row in common.', ['afterId']);
      const evaluatorId = numberOf('Evaluator', args.evaluatorId);
      const evaluator = await db.prisma.evaluator.findUnique({ where: { id: evaluatorId }, select: { projectId: true } });
      if (evaluator?.projectId !== after.projectId) throw new NotFound('Evaluator');
      const asked = { beforeId: before.evaluationId, afterId: after.evaluationId, evaluatorId, groupBy: args.groupBy ?? null };
      return { ...(await compareEvaluations(db, asked)), asked };
    },
  }),
);
