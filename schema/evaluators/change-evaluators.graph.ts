import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { createBuiltInJudge } from './create-built-in-judge.ts';
import { createEvaluator } from './create-evaluator.ts';
import { BuiltInJudgeKeyEnum } from './evaluator-kinds.graph.ts';
import { Evaluator, EvaluatorKindEnum } from './evaluator.graph.ts';
import { openEvaluator, roleFor } from './open-evaluator.ts';
import { updateEvaluator } from './update-evaluator.ts';

const refusals = { types: [NotFound, Forbidden, InvalidInput, NameTaken] };

/** A payload with the evaluator as it is after the mutation, and a secret where one was made. */
const evaluatorPayload = (name: string) =>
  builder.objectRef<{ evaluatorId: number; secret: string | null }>(name).implement({
    fields: (t) => ({
      evaluator: t.prismaField({
        type: Evaluator,
        description: 'The evaluator as it is now.',
        resolve: (query, { evaluatorId }, _args, { db }) => db.prisma.evaluator.findUniqueOrThrow({ ...query, where: { id: evaluatorId } }),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'What an HTTP evaluator signs its calls with, when it has just got one: `whsec_…`, as Standard Webhooks has it. Shown this once, and kept encrypted. Null otherwise.',
      }),
    }),
  });

const CreateEvaluatorInput = builder.inputType('CreateEvaluatorInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 100 characters, unique in the project.' }),
    description: t.string({ description: 'At most 4,000 characters.' }),
    kind: t.field({ type: EvaluatorKindEnum, required: true }),
    config: t.field({ type: 'JSON', required: true, description: 'By kind, as `evaluatorKinds` describes it.' }),
  }),
});

builder.mutationField('createEvaluator', (t) =>
  t.field({
    type: evaluatorPayload('CreateEvaluatorPayload'),
    description: 'Makes an evaluator and its version 1. For reviewers; those that run code or call a service, for admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: CreateEvaluatorInput, required: true }) },
    resolve: (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      const { viewer } = context;
      requireRole(viewer, projectId, roleFor(input.kind), 'Project');
      return createEvaluator(context, { ...input, config: input.config, projectId, actorId: viewer.id });
    },
  }),
);

const UpdateEvaluatorInput = builder.inputType('UpdateEvaluatorInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: 'What is left out stays.' }),
    description: t.string({ description: 'At most 4,000 characters.' }),
    archived: t.boolean({ description: 'Out of sight; everything that names it stays.' }),
    config: t.field({ type: 'JSON', description: 'All of it. Another config than that of the newest version makes the next version.' }),
  }),
});

builder.mutationField('updateEvaluator', (t) =>
  t.field({
    type: evaluatorPayload('UpdateEvaluatorPayload'),
    description:
      'Renames, describes or archives an evaluator, or changes its config. For reviewers; those that run code or call a service, for admins.',
    authScopes: { signedIn: true },
    errors: refusals,
    args: { input: t.arg({ type: UpdateEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const evaluator = await openEvaluator(context.db, context.viewer, numberOf('Evaluator', input.id));
      return { ...evaluator, ...(await updateEvaluator(context, { ...input, ...evaluator })) };
    },
  }),
);

const CreateBuiltInJudgeInput = builder.inputType('CreateBuiltInJudgeInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    judge: t.field({ type: BuiltInJudgeKeyEnum, required: true, description: 'Which of `builtInJudges`.' }),
    provider: t.string({ required: true, description: 'The name of one of the project’s providers.' }),
    model: t.string({ required: true, description: 'As the provider calls it.' }),
  }),
});

builder.mutationField('createBuiltInJudge', (t) =>
  t.field({
    type: evaluatorPayload('CreateBuiltInJudgePayload'),
    description:
      'Gives a project its own copy of a judge that comes with Docket: a prompt with its version 1, and the evaluator. Names that are taken get a number. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: CreateBuiltInJudgeInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      const { viewer } = context;
      requireRole(viewer, projectId, 'REVIEWER', 'Project');
      return { evaluatorId: await createBuiltInJudge(context, { ...input, projectId, actorId: viewer.id }), secret: null };
    },
  }),
);
