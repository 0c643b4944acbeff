import { readFileSync } from 'node:fs';
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';
import { definition } from '@docket/schema/print.ts';
import { schema } from '@docket/schema/schema.ts';

test('the committed definition is that of the code, whichever time it is printed', () => {
  const printed = definition();
  expect(definition()).toBe(printed);
  // Behind? `npm run schema:print`.
  expect(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')).toBe(printed);
});

/** Named by their parts, or by Relay's specification. */
const speaksForItself = (type: GraphQLNamedType): boolean =>
  isUnionType(type) ||
  /(Payload|Input|Edge)$/.test(type.name) ||
  ['Node', 'PageInfo', 'Query', 'Mutation', 'Subscription'].includes(type.name);

const fieldsOf = (type: GraphQLNamedType): (GraphQLField<unknown, unknown> | GraphQLInputField)[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields())
    : [];

test('every type and field says what it is for', () => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && name !== 'PageInfo');
  const fields = (of: (type: GraphQLNamedType) => boolean) =>
    types.filter(of).flatMap((type) => fieldsOf(type).map((field) => ({ type, field })));
  const told = new Set(
    fields((type) => !isInputObjectType(type))
      .filter(({ field }) => field.description)
      .map(({ field }) => field.name),
  );

  const silent = [
    ...types.filter((type) => !type.description && !speaksForItself(type)).map(({ name }) => name),
    ...fields((type) => isObjectType(type) || isInterfaceType(type))
      .filter(({ field }) => !field.description && field.name !== 'id')
      .map(({ type, field }) => `${type.name}.${field.name}`),
    // What goes in by the name of what comes out is that, and the id of something is its id.
    ...fields(isInputObjectType)
      .filter(({ field }) => !field.description && !told.has(field.name) && !/(^id|Id)$/.test(field.name))
      .map(({ type, field }) => `${type.name}.${field.name}`),
  ];
  expect(silent).toEqual([]);
});

test('every mutation but signing in and out needs somebody, and can be refused', () => {
  const open = Object.values(schema.getMutationType()!.getFields())
    .filter(({ extensions }) => !(extensions.pothosOptions as { authScopes?: object }).authScopes)
    .map(({ name }) => name);
  expect(open.sort()).toEqual(['signIn', 'signOut']);
  const subscriptions = Object.values(schema.getSubscriptionType()!.getFields())
    .filter(({ extensions }) => !(extensions.pothosOptions as { authScopes?: object }).authScopes)
    .map(({ name }) => name);
  expect(subscriptions).toEqual([]);
});
