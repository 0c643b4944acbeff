import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { createEnvironment, deleteEnvironment, renameEnvironment } from './change-environments.ts';
import { Environment } from './environment.graph.ts';
import { openEnvironment } from './open-environment.ts';
import { EnvironmentInUse } from './refusals.ts';

builder.objectType(EnvironmentInUse, {
  name: 'EnvironmentInUse',
  description: 'Prompts are deployed there. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ prompts: t.exposeInt('prompts', { description: 'How many.' }) }),
});

const environmentPayload = (name: string) =>
  builder.objectRef<{ environmentId: number }>(name).implement({
    fields: (t) => ({
      environment: t.prismaField({
        type: Environment,
        description: 'The environment as it is now.',
        resolve: (query, { environmentId }, _args, { db }) =>
          db.prisma.environment.findUniqueOrThrow({ ...query, where: { id: environmentId } }),
      }),
    }),
  });

const name = { required: true, description: '1 to 60 characters, unique in the project. It stands in URLs, escaped.' } as const;

const CreateEnvironmentInput = builder.inputType('CreateEnvironmentInput', {
  fields: (t) => ({ projectId: t.id({ required: true }), name: t.string(name) }),
});

builder.mutationField('createEnvironment', (t) =>
  t.field({
    type: environmentPayload('CreateEnvironmentPayload'),
    description: 'Makes an environment, in which nothing runs yet. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: CreateEnvironmentInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(context.viewer, projectId, 'ADMIN', 'Project');
      return { environmentId: await createEnvironment(context, { projectId, name: input.name }) };
    },
  }),
);

const RenameEnvironmentInput = builder.inputType('RenameEnvironmentInput', {
  fields: (t) => ({ id: t.id({ required: true }), name: t.string(name) }),
});

builder.mutationField('renameEnvironment', (t) =>
  t.field({
    type: environmentPayload('RenameEnvironmentPayload'),
    description: 'Renames an environment. Applications that read by the old name find nothing from then on. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, NameTaken] },
    args: { input: t.arg({ type: RenameEnvironmentInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const opened = await openEnvironment(context.db, context.viewer, numberOf('Environment', input.id), 'ADMIN');
      await renameEnvironment(context, { ...opened, name: input.name });
      return opened;
    },
  }),
);

const DeleteEnvironmentInput = builder.inputType('DeleteEnvironmentInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    force: t.boolean({ description: 'Also where something is deployed: the history there is lost. For owners.' }),
  }),
});

const DeleteEnvironmentPayload = builder
  .objectRef<{ id: string }>('DeleteEnvironmentPayload')
  .implement({ fields: (t) => ({ id: t.exposeID('id', { description: 'What is gone.' }) }) });

builder.mutationField('deleteEnvironment', (t) =>
  t.field({
    type: DeleteEnvironmentPayload,
    description:
      'Deletes an environment and its gates; never a project’s last. Refused where something is deployed, unless forced. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput, EnvironmentInUse] },
    args: { input: t.arg({ type: DeleteEnvironmentInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const force = input.force ?? false;
      const opened = await openEnvironment(context.db, context.viewer, numberOf('Environment', input.id), force ? 'OWNER' : 'ADMIN');
      await deleteEnvironment(context, { ...opened, force });
      return { id: input.id };
    },
  }),
);
