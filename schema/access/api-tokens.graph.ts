import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { createApiToken, revokeApiToken } from './api-tokens.ts';
import { RoleEnum } from './role.graph.ts';

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string({ required: true, description: 'What it is for; 1 to 100 characters.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'At most your own.' }),
  }),
});

const CreateApiTokenPayload = builder.objectRef<{ tokenId: number; secret: string }>('CreateApiTokenPayload').implement({
  fields: (t) => ({
    apiToken: t.prismaField({
      type: 'ApiToken',
      description: 'The new token.',
      resolve: (query, { tokenId }, _args, { db }) => db.prisma.apiToken.findUniqueOrThrow({ ...query, where: { id: tokenId } }),
    }),
    secret: t.exposeString('secret', {
      description:
        'For the header `Authorization: Bearer …`, or `connectionParams.token` of a socket. Shown this once: only its hash is kept.',
    }),
  }),
});

builder.mutationField('createApiToken', (t) =>
  t.field({
    type: CreateApiTokenPayload,
    description: 'Makes a key for an integration. For admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: CreateApiTokenInput, required: true }) },
    resolve: (_root, { input }, context) =>
      createApiToken(context, context.viewer, { ...input, projectId: numberOf('Project', input.projectId) }),
  }),
);

const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

const RevokeApiTokenPayload = builder.objectRef<{ id: string }>('RevokeApiTokenPayload').implement({
  fields: (t) => ({ id: t.exposeID('id', { description: 'The token that is no more.' }) }),
});

builder.mutationField('revokeApiToken', (t) =>
  t.field({
    type: RevokeApiTokenPayload,
    description: 'Ends a token for good, and closes its sockets (4403). For admins and for who made it.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden] },
    args: { input: t.arg({ type: RevokeApiTokenInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await revokeApiToken(context, context.viewer, numberOf('ApiToken', input.id));
      return { id: input.id };
    },
  }),
);
