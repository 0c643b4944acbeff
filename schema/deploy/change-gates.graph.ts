import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { openDataset } from '../queue/access.ts';
import { RowRef } from '../queue/row.graph.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { Environment } from './environment.graph.ts';
import { checkedRules } from './gate-rules.ts';
import { Gate, GateRulesInput, rulesOf } from './gate.graph.ts';
import type { Place } from './history.ts';
import { openPlace, openVersion } from './open-environment.ts';
import { type Reopened, reopenBlocking } from './reopen-blocking.ts';
import { removeGate, setGate } from './set-gate.ts';

const SetGateInput = builder.inputType('SetGateInput', {
  fields: (t) => ({
    environmentId: t.id({ required: true }),
    promptId: t.id({ required: true }),
    datasetId: t.id({ required: true, description: 'A version must have been evaluated over its rows.' }),
    sliceId: t.id({ description: 'Only the rows of this slice count; left out, all do.' }),
    rules: t.field({ type: GateRulesInput, required: true }),
  }),
});

const SetGatePayload = builder.objectRef<Place>('SetGatePayload').implement({
  fields: (t) => ({
    gate: t.prismaField({
      type: Gate,
      description: 'The gate as it is now.',
      resolve: (query, { environmentId, promptId }, _args, { db }) =>
        db.prisma.gate.findUniqueOrThrow({ ...query, where: { environmentId_promptId: { environmentId, promptId } } }),
    }),
  }),
});

builder.mutationField('setGate', (t) =>
  t.field({
    type: SetGatePayload,
    description:
      'Says what versions of a prompt must have shown before they run in an environment. What runs there goes on running. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: SetGateInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const { db, viewer } = context;
      const ids = { environmentId: numberOf('Environment', input.environmentId), promptId: numberOf('Prompt', input.promptId) };
      const place = await openPlace(db, viewer, ids, 'ADMIN');
      const { shape } = await openDataset(context, viewer, numberOf('Dataset', input.datasetId), 'VIEWER');
      const sliceId = input.sliceId == null ? null : numberOf('Slice', input.sliceId);
      await setGate(context, { ...place, shape, sliceId, rules: checkedRules(rulesOf(input.rules)) });
      return place;
    },
  }),
);

const RemoveGateInput = builder.inputType('RemoveGateInput', {
  fields: (t) => ({ environmentId: t.id({ required: true }), promptId: t.id({ required: true }) }),
});

const RemoveGatePayload = builder.objectRef<Place>('RemoveGatePayload').implement({
  fields: (t) => ({
    environment: t.prismaField({
      type: Environment,
      description: 'The environment as it is now.',
      resolve: (query, { environmentId }, _args, { db }) =>
        db.prisma.environment.findUniqueOrThrow({ ...query, where: { id: environmentId } }),
    }),
  }),
});

builder.mutationField('removeGate', (t) =>
  t.field({
    type: RemoveGatePayload,
    description: 'Takes a gate away: every version may run there. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: RemoveGateInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const ids = { environmentId: numberOf('Environment', input.environmentId), promptId: numberOf('Prompt', input.promptId) };
      const place = await openPlace(context.db, context.viewer, ids, 'ADMIN');
      await removeGate(context, place);
      return place;
    },
  }),
);

const ReopenBlockingRowsInput = builder.inputType('ReopenBlockingRowsInput', {
  fields: (t) => ({ environmentId: t.id({ required: true }), versionId: t.id({ required: true }) }),
});

const ReopenBlockingRowsPayload = builder.objectRef<Reopened>('ReopenBlockingRowsPayload').implement({
  fields: (t) => ({
    rows: t.field({ type: [RowRef], description: 'What is in the queue again, as it is now.', resolve: ({ rows }) => rows }),
    left: t.exposeInt('left', {
      description: 'Rows that block and stay as they are: they wait already, or somebody changed them just then.',
    }),
  }),
});

builder.mutationField('reopenBlockingRows', (t) =>
  t.field({
    type: ReopenBlockingRowsPayload,
    description:
      'Puts the filled rows by which a version fails its gate back into the queue, those that the verdict names; their history says by which evaluation. A reopened row is a changed row: evaluate again when they are settled. For reviewers.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: ReopenBlockingRowsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const ids = { environmentId: numberOf('Environment', input.environmentId), versionId: numberOf('PromptVersion', input.versionId) };
      return reopenBlocking(context, await openVersion(context.db, context.viewer, ids, 'REVIEWER'));
    },
  }),
);
