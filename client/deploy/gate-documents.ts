import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const GateProject_query = graphql(`
  query GateProject_query($slug: String!) {
    project(slug: $slug) {
      id
      evaluators {
        id
        name
        kind
      }
    }
  }
`);

export const GateDataset_query = graphql(`
  query GateDataset_query($id: ID!) {
    dataset(id: $id) {
      id
      slices {
        id
        name
      }
      columns {
        id
        key
        title
        type
        system
        retired
        options {
          id
          value
        }
      }
    }
  }
`);
export type GateDataset = NonNullable<ResultOf<typeof GateDataset_query>['dataset']>;

export const Gate_set = graphql(`
  mutation Gate_set($input: SetGateInput!) {
    setGate(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on SetGatePayload {
        gate {
          updatedAt
        }
      }
    }
  }
`);

export const Gate_remove = graphql(`
  mutation Gate_remove($input: RemoveGateInput!) {
    removeGate(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RemoveGatePayload {
        environment {
          id
        }
      }
    }
  }
`);
