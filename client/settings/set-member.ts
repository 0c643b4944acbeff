import { graphql } from '../graphql/graphql.ts';

export const SetMember_mutation = graphql(`
  mutation SetMember($input: SetMemberInput!) {
    setMember(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on SetMemberPayload {
        initialPassword
        member {
          role
          user {
            id
            name
            email
          }
        }
      }
    }
  }
`);
