import { builder } from '../builder.ts';
import { EvaluatorVersion } from '../evaluators/evaluator.graph.ts';
import { encodeId, numberOf } from '../ids.ts';
import { InvalidInput } from '../refusals.ts';
import { Evaluation, IntervalRef } from './evaluation.graph.ts';
import { type ConfusionMatrix, type LabelScore, labelScores } from '../statistics/confusion-matrix.ts';
import { resultsOf } from './find-results.ts';
import { type JudgeAgreement, judgeAgreement, lastLoggedEvaluation, usualOpinion as usual } from './judge-agreement.ts';
import { openEvaluation } from './open-evaluation.ts';
import { EvaluationRowRef } from './result-row.graph.ts';
import { pageOf } from './results.graph.ts';

const ConfusionRef = builder.objectRef<{ said: string; judged: string; rows: number }>('ConfusionCell').implement({
  description: 'How often one said this while the other said that.',
  fields: (t) => ({
    said: t.exposeString('said', { description: 'By the reviewers.' }),
    judged: t.exposeString('judged', { description: 'By the evaluator.' }),
    rows: t.exposeInt('rows', { description: 'How many rows.' }),
  }),
});

interface Pairwise {
  rows: number;
  agreement: { agreement: number } | null;
  kappa: { kappa: number; interval: readonly [number, number] | null } | null;
  matrix: ConfusionMatrix;
}

export const PairwiseAgreement = builder.interfaceRef<Pairwise>('PairwiseAgreement').implement({
  description: 'How far two say the same of the same rows.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'Rows that both have an opinion on.' }),
    percent: t.float({
      nullable: true,
      description: 'Share of rows on which they say the same, 0 to 1.',
      resolve: ({ agreement }) => agreement?.agreement ?? null,
    }),
    kappa: t.float({
      nullable: true,
      description: 'Cohen’s kappa: agreement beyond chance, up to 1. Null where there is nothing but one and the same word.',
      resolve: ({ kappa }) => kappa?.kappa ?? null,
    }),
    kappaInterval: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Of kappa.',
      resolve: ({ kappa }) => kappa?.interval ?? null,
    }),
    confusion: t.field({
      type: [ConfusionRef],
      description: 'Every pair of what was said by one and judged by the other.',
      resolve: ({ matrix: { labels, counts } }) =>
        labels.flatMap((said, row) => labels.map((judged, column) => ({ said, judged, rows: counts[row]![column]! }))),
    }),
  }),
});

const LabelScoreRef = builder.objectRef<LabelScore>('LabelScore').implement({
  description: 'How well an evaluator finds what the reviewers call so, with them taken as the truth. Shares are 0 to 1.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'As in `confusion`.' }),
    precision: t.exposeFloat('precision', {
      nullable: true,
      description: 'Of what the evaluator called so, the share that the reviewers did too. Null where it called nothing so.',
    }),
    recall: t.exposeFloat('recall', {
      nullable: true,
      description: 'Of what the reviewers called so, the share that the evaluator did too. Null where they called nothing so.',
    }),
    f1: t.exposeFloat('f1', { nullable: true, description: 'The harmonic mean of both. Null where nobody called anything so.' }),
    rows: t.exposeInt('support', { description: 'Rows that the reviewers called so.' }),
  }),
});

const JudgeAgreementRef = builder.objectRef<JudgeAgreement>('JudgeAgreement').implement({
  description: 'How far an evaluator says what the reviewers said, on answers that both have looked at.',
  interfaces: [PairwiseAgreement],
  fields: (t) => ({
    evaluation: t.prismaField({
      type: Evaluation,
      description: 'Where it was held against them.',
      resolve: (query, { evaluationId }, _args, { db }) =>
        db.prisma.evaluation.findUniqueOrThrow({ ...query, where: { id: evaluationId } }),
    }),
    column: t.exposeString('column', { description: 'The column in which the reviewers said it.' }),
    passValues: t.exposeStringList('passValues', { description: 'Its values that mean that the answer is right.' }),
    unknown: t.exposeInt('unknown', { description: 'Rows on which the evaluator could not tell.' }),
    labelScores: t.field({
      type: [LabelScoreRef],
      description: 'How well it finds what is right, and what is not.',
      resolve: ({ matrix }) => labelScores(matrix),
    }),
    disagreementCount: t.int({ description: 'Rows on which they disagree.', resolve: ({ disagreements }) => disagreements.length }),
    disagreementIds: t.idList({
      description: 'The first 1,000 of them: what `createSlice` takes as `{ rows: … }`, to have them looked at again.',
      resolve: ({ disagreements }) => disagreements.slice(0, 1000).map((id) => encodeId('Row', id)),
    }),
    disagreements: t.field({
      type: [EvaluationRowRef],
      description: 'Rows on which they disagree.',
      complexity: ({ first }) => ({ field: 5, multiplier: (first ?? 20) / 5 }),
      args: { first: t.arg.int({ description: 'By default 20.' }) },
      resolve: ({ evaluationId, disagreements }, { first }, { db, limits }) =>
        resultsOf(db, evaluationId, disagreements.slice(0, pageOf(first ?? 20, limits.pageSize))),
    }),
  }),
});

builder.prismaObjectFields(Evaluation, (t) => ({
  agreement: t.field({
    type: JudgeAgreementRef,
    description:
      'How far an evaluator of this evaluation agrees with the reviewers. Refused where a prompt answered: the reviewers’ labels are about the logged outputs.',
    args: {
      evaluatorVersionId: t.arg.id({ required: true }),
      column: t.arg.string({ defaultValue: usual.column, description: 'The label column in which reviewers said what they think.' }),
      passValues: t.arg.stringList({ defaultValue: usual.passValues, description: 'Its values that mean that the answer is right.' }),
    },
    resolve: async ({ id }, { evaluatorVersionId, column, passValues }, { db, viewer }) => {
      const { promptVersionId } = await openEvaluation(db, viewer, id, 'VIEWER');
      if (promptVersionId !== null)
        throw new InvalidInput('Reviewers have looked at the logged outputs. Evaluate those to hold an evaluator against them.', [
          'evaluatorVersionId',
        ]);
      const versionId = numberOf('EvaluatorVersion', evaluatorVersionId);
      return judgeAgreement(db, {
        evaluationId: id,
        versionId,
        column: column ?? usual.column,
        passValues: passValues ?? usual.passValues,
      });
    },
  }),
}));

builder.prismaObjectFields(EvaluatorVersion, (t) => ({
  agreement: t.field({
    type: JudgeAgreementRef,
    nullable: true,
    description:
      'How far it agrees with the reviewers, by `feedback_category`, in the newest finished evaluation of logged outputs that ran it. Null while nobody has held it against them: then its scores are numbers, not evidence.',
    complexity: 20,
    select: { id: true },
    resolve: async ({ id }, _args, { db }) => {
      const last = await lastLoggedEvaluation(db, id);
      return last && judgeAgreement(db, { evaluationId: last.id, versionId: id, ...usual });
    },
  }),
}));
