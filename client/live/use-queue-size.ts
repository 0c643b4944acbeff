import { useSubscription } from 'urql';
import { graphql } from '../graphql/graphql.ts';

const QueueSize_changes = graphql(`
  subscription QueueSize_changes($datasetId: ID!) {
    queueSizes(datasetId: $datasetId, groupBy: ["annotation_status"]) {
      groups {
        key
        count
      }
      total {
        value
        exact
      }
    }
  }
`);

export interface QueueSize {
  size: number;
  queueSize: number;
}

/** How many rows a dataset has and how many of them wait, live; `loaded` until the first message. */
export function useQueueSize(datasetId: string, loaded: QueueSize): QueueSize {
  const [{ data }] = useSubscription({ query: QueueSize_changes, variables: { datasetId } });
  if (!data) return { size: loaded.size, queueSize: loaded.queueSize };
  const { groups, total } = data.queueSizes;
  const waiting = groups.find(
    ({ key }) => key !== null && typeof key === 'object' && !Array.isArray(key) && key.annotation_status === 'empty',
  );
  return { size: total.value, queueSize: waiting?.count ?? 0 };
}
