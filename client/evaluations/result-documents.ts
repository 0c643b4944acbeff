import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { Result_facts } from './evaluation-documents.ts';

export const ResultPanel_query = graphql(
  `
    query ResultPanel_query($id: ID!, $after: String!) {
      evaluation(id: $id) {
        id
        rows(first: 1, after: $after) {
          nodes {
            ...Result_facts
            rowVersion
            logged
            tokensIn
            tokensOut
            row {
              id
              version
            }
            scores {
              evaluatorVersionId
              grade
              score
              reason
              cost
              raw
            }
          }
        }
      }
    }
  `,
  [Result_facts],
);
export type FullResult = NonNullable<ResultOf<typeof ResultPanel_query>['evaluation']>['rows']['nodes'][number];
