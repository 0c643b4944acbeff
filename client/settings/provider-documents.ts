import { graphql, type ResultOf, type Scalar } from '../graphql/graphql.ts';

export const Providers_provider = graphql(`
  fragment Providers_provider on ModelProvider @_unmask {
    id
    kind
    name
    baseUrl
    keyHint
    timeoutSeconds
    attempts
    concurrency
    prices {
      model
      in
      out
    }
  }
`);

export type Provider = ResultOf<typeof Providers_provider>;
export type ProviderKind = Scalar<'ProviderKind'>;

export const kindNames: Record<ProviderKind, string> = {
  OPENAI: 'OpenAI',
  ANTHROPIC: 'Anthropic',
  GOOGLE: 'Google Gemini',
  OPENAI_COMPATIBLE: 'OpenAI-compatible',
};

export const CreateProvider_mutation = graphql(
  `
    mutation CreateModelProvider($input: CreateModelProviderInput!) {
      createModelProvider(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on CreateModelProviderPayload {
          provider {
            ...Providers_provider
          }
        }
      }
    }
  `,
  [Providers_provider],
);

export const UpdateProvider_mutation = graphql(
  `
    mutation UpdateModelProvider($input: UpdateModelProviderInput!) {
      updateModelProvider(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on UpdateModelProviderPayload {
          provider {
            ...Providers_provider
          }
        }
      }
    }
  `,
  [Providers_provider],
);
