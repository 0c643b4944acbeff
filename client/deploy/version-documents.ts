import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const Version_choice = graphql(`
  fragment Version_choice on PromptVersion @_unmask {
    id
    number
    notes
    createdAt
    author {
      id
      name
    }
  }
`);
export type ChoiceVersion = ResultOf<typeof Version_choice>;

export const Versions_query = graphql(
  `
    query Versions_query($promptId: ID!, $number: Int!) {
      prompt(id: $promptId) {
        id
        versions(first: 50) {
          edges {
            node {
              ...Version_choice
            }
          }
        }
        version(number: $number) {
          ...Version_choice
        }
      }
    }
  `,
  [Version_choice],
);
