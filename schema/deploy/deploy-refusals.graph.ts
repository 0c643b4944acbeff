import { builder } from '../builder.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { Deployment } from './deployment.graph.ts';
import { GateVerdictRef } from './gate-verdict.graph.ts';
import { AlreadyDeployed, DeploymentChangedMeanwhile, GateBlocked, NothingToRollBackTo } from './refusals.ts';

builder.objectType(DeploymentChangedMeanwhile, {
  name: 'DeploymentChangedMeanwhile',
  description: 'What runs there is not what you saw. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    current: t.prismaField({
      type: Deployment,
      nullable: true,
      description: 'What runs now; null where nothing does.',
      resolve: (query, { currentId }, _args, { db }) => db.prisma.deployment.findUnique({ ...query, where: { id: currentId ?? 0 } }),
    }),
  }),
});

builder.objectType(AlreadyDeployed, {
  name: 'AlreadyDeployed',
  description: 'This version runs there already. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    current: t.prismaField({
      type: Deployment,
      nullable: true,
      description: 'What runs; null once its environment is gone.',
      resolve: (query, { deploymentId }, _args, { db }) => db.prisma.deployment.findUnique({ ...query, where: { id: deploymentId } }),
    }),
  }),
});

builder.objectType(GateBlocked, {
  name: 'GateBlocked',
  description: 'The version has not shown what the gate asks for. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    verdict: t.field({ type: GateVerdictRef, description: 'What is missing, and which rows block.', resolve: ({ verdict }) => verdict }),
  }),
});

builder.objectType(NothingToRollBackTo, {
  name: 'NothingToRollBackTo',
  description: 'No other version ran there before. Nothing was changed.',
  interfaces: [ErrorInterface],
});
