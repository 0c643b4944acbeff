import { builder } from '../builder.ts';
import { withoutNulls } from '../datasets/parse-values.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowFilterInput } from '../queue/filter.graph.ts';
import { openFilter } from '../queue/open-filter.ts';
import { slicesOf } from '../queue/slices/slice-record.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { Forbidden, InvalidFilter, InvalidInput, NotFound } from '../refusals.ts';
import { type EvaluationMove, moveEvaluation, retryFailed } from './control-evaluation.ts';
import { checkedSettings } from './evaluation-settings.ts';
import { Evaluation } from './evaluation.graph.ts';
import { openEvaluation } from './open-evaluation.ts';
import { EvaluationIsOver } from './refusals.ts';
import { startEvaluation } from './start-evaluation.ts';

builder.objectType(EvaluationIsOver, {
  name: 'EvaluationIsOver',
  description: 'It has finished or was cancelled.',
  interfaces: [ErrorInterface],
});

const evaluationPayload = (name: string) =>
  builder.objectRef<{ evaluationId: number }>(name).implement({
    fields: (t) => ({
      evaluation: t.prismaField({
        type: Evaluation,
        description: 'The evaluation as it is now.',
        resolve: (query, { evaluationId }, _args, { db }) =>
          db.prisma.evaluation.findUniqueOrThrow({ ...query, where: { id: evaluationId } }),
      }),
    }),
  });

const EvaluationSettingsInput = builder.inputType('EvaluationSettingsInput', {
  description: 'How an evaluation goes about it.',
  fields: (t) => ({
    budget: t.float({ description: 'US dollars that it may cost; past it, it pauses.' }),
    requestsPerMinute: t.int({ description: 'Calls to models within a minute.' }),
    cache: t.boolean({ description: 'Whether answers to the very same requests may be taken from earlier calls; by default they are.' }),
  }),
});

const StartEvaluationInput = builder.inputType('StartEvaluationInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 120 characters.' }),
    promptVersionId: t.id({ description: 'What answers. Left out: the outputs as they were logged.' }),
    evaluatorIds: t.idList({ required: true, description: 'Each at its newest version; at most 20.' }),
    filter: t.field({ type: RowFilterInput, description: 'Which rows; left out, all. Name a slice by `{ slice: … }`.' }),
    sampleId: t.id({ description: 'The rows of a sample instead of a filter.' }),
    settings: t.field({ type: EvaluationSettingsInput }),
  }),
});

builder.mutationField('startEvaluation', (t) =>
  t.field({
    type: evaluationPayload('StartEvaluationPayload'),
    description: 'Begins an evaluation of rows as they are at this moment. Workers do the rest. May cost money. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, InvalidFilter] },
    args: { input: t.arg({ type: StartEvaluationInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { shape, viewer } = await openDataset(context, context.viewer, numberOf('Dataset', input.datasetId), 'REVIEWER');
      if (input.sampleId && input.filter) throw new InvalidInput('Give a filter or a sample, not both.', ['input', 'sampleId']);
      const sampleId = input.sampleId ? numberOf('Sample', input.sampleId) : null;
      const sample = sampleId === null ? null : await context.db.prisma.sample.findUnique({ where: { id: sampleId } });
      const slice = input.filter?.slice ? numberOf('Slice', input.filter.slice) : null;
      const named = slice === null ? null : (await slicesOf(context.db, [shape.id]))[0]!.find(({ id }) => id === slice);
      const evaluationId = await startEvaluation(context, {
        shape,
        actorId: viewer.id,
        name: input.name,
        promptVersionId: input.promptVersionId ? numberOf('PromptVersion', input.promptVersionId) : null,
        evaluatorIds: input.evaluatorIds.map((id) => numberOf('Evaluator', String(id))),
        condition: await openFilter(context, shape, input.filter),
        sliceName: sample?.name ?? named?.name ?? null,
        sampleId,
        settings: checkedSettings(withoutNulls({ ...input.settings })),
      });
      return { evaluationId };
    },
  }),
);

const EvaluationIdInput = builder.inputType('EvaluationIdInput', {
  fields: (t) => ({ id: t.id({ required: true, description: 'Of the evaluation.' }) }),
});

const moves: { name: string; move: EvaluationMove; description: string }[] = [
  { name: 'pauseEvaluation', move: 'pause', description: 'Begins no more rows; those under way are finished. For reviewers.' },
  { name: 'resumeEvaluation', move: 'resume', description: 'Goes on where it was paused. For reviewers.' },
  { name: 'cancelEvaluation', move: 'cancel', description: 'Ends it for good; what was recorded stays. For reviewers.' },
];

for (const { name, move, description } of moves) {
  builder.mutationField(name, (t) =>
    t.field({
      type: evaluationPayload(`${name[0]!.toUpperCase()}${name.slice(1)}Payload`),
      description,
      authScopes: { signedIn: true },
      errors: { types: [NotFound, Forbidden, EvaluationIsOver] },
      args: { input: t.arg({ type: EvaluationIdInput, required: true }) },
      resolve: async (_root, { input }, context) => {
        const opened = await openEvaluation(context.db, context.viewer, numberOf('Evaluation', input.id), 'REVIEWER');
        await moveEvaluation(context, opened.evaluationId, move);
        return opened;
      },
    }),
  );
}

builder.mutationField('retryFailed', (t) =>
  t.field({
    type: evaluationPayload('RetryFailedPayload'),
    description: 'Takes up again the rows that failed. What they have recorded stays. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, EvaluationIsOver] },
    args: { input: t.arg({ type: EvaluationIdInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const opened = await openEvaluation(context.db, context.viewer, numberOf('Evaluation', input.id), 'REVIEWER');
      await retryFailed(context, opened.evaluationId);
      return opened;
    },
  }),
);
