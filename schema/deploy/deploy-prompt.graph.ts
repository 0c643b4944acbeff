import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { deployVersion } from './deploy-version.ts';
import { Deployment } from './deployment.graph.ts';
import './deploy-refusals.graph.ts';
import { openPlace, openVersion } from './open-environment.ts';
import { AlreadyDeployed, DeploymentChangedMeanwhile, GateBlocked, NothingToRollBackTo } from './refusals.ts';
import { rollBack } from './roll-back.ts';

const deploymentPayload = (name: string) =>
  builder.objectRef<{ deploymentId: number }>(name).implement({
    fields: (t) => ({
      deployment: t.prismaField({
        type: Deployment,
        description: 'What runs from now on.',
        resolve: (query, { deploymentId }, _args, { db }) =>
          db.prisma.deployment.findUniqueOrThrow({ ...query, where: { id: deploymentId } }),
      }),
    }),
  });

const expected = { description: 'The deployment that you saw running; left out or null: you saw that nothing ran.' };
const notes = { description: 'Why; at most 4,000 characters.' };
const expectedOf = (id: string | number | null | undefined): number | null => (id == null ? null : numberOf('Deployment', String(id)));

const DeployPromptInput = builder.inputType('DeployPromptInput', {
  fields: (t) => ({
    environmentId: t.id({ required: true }),
    versionId: t.id({ required: true, description: 'A version of a prompt of the same project.' }),
    expected: t.id(expected),
    notes: t.string(notes),
    override: t.string({ description: 'Why it runs even if the gate blocks it; kept with the deployment. For owners.' }),
  }),
});

builder.mutationField('deployPrompt', (t) =>
  t.field({
    type: deploymentPayload('DeployPromptPayload'),
    description:
      'Lets a version run in an environment, in place of the one before. Refused when that is not the one you saw, when it runs already, and when the gate blocks it. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, DeploymentChangedMeanwhile, AlreadyDeployed, GateBlocked] },
    args: { input: t.arg({ type: DeployPromptInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const ids = { environmentId: numberOf('Environment', input.environmentId), versionId: numberOf('PromptVersion', input.versionId) };
      const opened = await openVersion(context.db, context.viewer, ids, input.override == null ? 'ADMIN' : 'OWNER');
      return { deploymentId: await deployVersion(context, { ...input, ...opened, expected: expectedOf(input.expected) }) };
    },
  }),
);

const RollBackPromptInput = builder.inputType('RollBackPromptInput', {
  fields: (t) => ({
    environmentId: t.id({ required: true }),
    promptId: t.id({ required: true }),
    expected: t.id(expected),
    notes: t.string(notes),
  }),
});

builder.mutationField('rollBackPrompt', (t) =>
  t.field({
    type: deploymentPayload('RollBackPromptPayload'),
    description:
      'Puts back the version that ran before, at once: no gate is asked. Again, it goes one further back, never forward to what was taken out. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, DeploymentChangedMeanwhile, NothingToRollBackTo] },
    args: { input: t.arg({ type: RollBackPromptInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const ids = { environmentId: numberOf('Environment', input.environmentId), promptId: numberOf('Prompt', input.promptId) };
      const opened = await openPlace(context.db, context.viewer, ids, 'ADMIN');
      return { deploymentId: await rollBack(context, { ...opened, notes: input.notes, expected: expectedOf(input.expected) }) };
    },
  }),
);
