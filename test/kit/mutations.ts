import type { Client } from './client.ts';

/** What a mutation answered: its payload or refusal, told apart by `__typename`. */
export type Answer<T> = { __typename: string; message?: string } & T;

/** The name of a field as the names of its types begin: `claimRows` → `ClaimRows`. */
export const typeName = (field: string): string => `${field[0]!.toUpperCase()}${field.slice(1)}`;

/**
 * Calls mutations as one caller, by the name of their field. `selection` is what is asked of the answer, besides which
 * it is and a refusal's message. @param type The input's type, where it is not called after the field.
 */
export const mutationsOf =
  (client: Pick<Client, 'execute'>) =>
  async <T>(field: string, input: object, selection = '', type = `${typeName(field)}Input`): Promise<Answer<T>> => {
    const data = await client.execute<Record<string, Answer<T>>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Error { message } ${selection} } }`,
      { input },
    );
    return data[field]!;
  };

/** A selection of what a field's mutation answers when it was done. */
export const payload = (field: string, selection: string): string => `... on ${typeName(field)}Payload { ${selection} }`;
