import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import ValidationPlugin from '@pothos/plugin-validation';
import { GraphQLError } from 'graphql';
import { DateTimeISOResolver, JSONResolver } from 'graphql-scalars';
import type PrismaTypes from '@docket/prisma/generated/pothos-types.ts';
import { getDatamodel } from '@docket/prisma/generated/pothos-types.ts';
import type { Context } from './context.ts';
import { decodeId, encodeId } from './ids.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The one schema builder. The features' `<feature>.graph.ts` files add to it; `schema.ts` imports them all. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  AuthScopes: { signedIn: boolean };
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date | string };
    JSON: { Input: Json; Output: unknown };
  };
}>({
  // The errors plugin stands before prisma and dataloader, or their fields lose their error unions.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, PrismaPlugin, DataloaderPlugin, ValidationPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultTypes: [],
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName[0]!.toUpperCase()}${fieldName.slice(1)}Result` },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ signedIn }) => ({ signedIn }),
    unauthorizedError: () => new GraphQLError('Sign in first, or send an API token.', { extensions: { code: 'UNAUTHENTICATED' } }),
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 5, limit: { depth: 12, breadth: 400, complexity: 20_000 } },
  relay: {
    encodeGlobalID: (type, id) => encodeId(type, String(id)),
    decodeGlobalID: (id) => decodeId(id),
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    // What the plugin makes by itself says what it is, too.
    defaultConnectionTypeOptions: { description: 'A page.' },
    defaultEdgeTypeOptions: { description: 'One of a page, at its place.' },
    edgesFieldOptions: { description: 'With their cursors.' },
    pageInfoFieldOptions: { description: 'Whether and where to go on.' },
    cursorFieldOptions: { description: 'For `after` and `before`. Opaque.' },
    nodeFieldOptions: { description: 'What stands there.' },
  },
  prisma: {
    client: (context) => context.db.prisma,
    dmmf: getDatamodel(),
    onUnusedQuery: process.env.NODE_ENV === 'production' ? null : 'warn',
  },
});

builder.addScalarType('DateTime', DateTimeISOResolver);
builder.addScalarType('JSON', JSONResolver);
builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
