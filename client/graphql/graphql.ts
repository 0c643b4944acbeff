import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/graphql-env.d.ts';

/** Any value that the JSON scalar carries. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Writes a document whose types follow schema/schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** ISO 8601 with milliseconds. */
    DateTime: string;
    JSON: Json;
  };
}>();

export { readFragment } from 'gql.tada';
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';

/** The enums and input types of the schema, by name. */
export type Scalar<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<typeof graphql.scalar<Name>>;
