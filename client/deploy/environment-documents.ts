import { graphql } from '../graphql/graphql.ts';

export const Environment_create = graphql(`
  mutation Environment_create($input: CreateEnvironmentInput!) {
    createEnvironment(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on CreateEnvironmentPayload {
        environment {
          id
          name
        }
      }
    }
  }
`);

export const Environment_rename = graphql(`
  mutation Environment_rename($input: RenameEnvironmentInput!) {
    renameEnvironment(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RenameEnvironmentPayload {
        environment {
          id
          name
        }
      }
    }
  }
`);

export const Environment_delete = graphql(`
  mutation Environment_delete($input: DeleteEnvironmentInput!) {
    deleteEnvironment(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on EnvironmentInUse {
        prompts
      }
      ... on DeleteEnvironmentPayload {
        id
      }
    }
  }
`);
