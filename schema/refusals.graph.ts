import { RoleEnum } from './access/role.graph.ts';
import { builder } from './builder.ts';
import { Forbidden, InvalidFilter, InvalidInput, InvalidValue, NameTaken, NotFound } from './refusals.ts';

/** Every refusal implements it, so that `... on Error { message }` reads the text of any, those of later versions too. */
export const ErrorInterface = builder.interfaceRef<Error>('Error').implement({
  description: 'A refusal that the caller can act on. Nothing was changed.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'One sentence in English, fit to be shown.' }),
  }),
});

builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'It is not there, or you may not know that it is: the answer is the same.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ what: t.exposeString('what', { description: 'The type of what was looked for.' }) }),
});

builder.objectType(Forbidden, {
  name: 'Forbidden',
  description: 'You are a member of the project, but your role there is too small.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ needs: t.field({ type: RoleEnum, description: 'The least role that may.', resolve: ({ needs }) => needs }) }),
});

builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  description: 'An argument that nothing can be done with.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ path: t.exposeStringList('where', { description: 'Where in the input, outermost first.' }) }),
});

builder.objectType(InvalidValue, {
  name: 'InvalidValue',
  description: 'A value that does not fit its column.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    column: t.exposeString('column', { description: 'The key of the column.' }),
    reason: t.exposeString('reason', { description: 'What is wrong with the value.' }),
    row: t.exposeInt('row', { nullable: true, description: 'Index of the row within a batch, from 0; null outside batches.' }),
  }),
});

builder.objectType(InvalidFilter, {
  name: 'InvalidFilter',
  description: 'A filter that names what is not there, or asks a column for what its type cannot answer.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ path: t.exposeStringList('where', { description: 'Where in the filter, outermost first.' }) }),
});

builder.objectType(NameTaken, {
  name: 'NameTaken',
  description: 'The name, key or slug must be unique, and is taken.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ name: t.exposeString('taken', { description: 'The name that is taken.' }) }),
});
