import { graphql } from '../graphql/graphql.ts';
import { useLatest } from '../offline/use-feed.ts';

const Dashboard_sizes = graphql(`
  subscription Dashboard_sizes($datasetId: ID!, $groupBy: [String!]!) {
    queueSizes(datasetId: $datasetId, groupBy: $groupBy) {
      cursor
      exact
      groups {
        key
        count
      }
    }
  }
`);

/** The sizes of a dataset by labels, live; undefined until they are known. */
export function useQueueSizes(datasetId: string, groupBy: string[]) {
  const { data, error } = useLatest({ query: Dashboard_sizes, variables: { datasetId, groupBy } });
  return { groups: data?.queueSizes.groups, cursor: data?.queueSizes.cursor, error };
}
