import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { useLatest } from '../offline/use-feed.ts';
import { SliceCard_slice } from './slice-card.tsx';

const Queue_slices = graphql(
  `
    query Queue_slices($datasetId: ID!) {
      dataset(id: $datasetId) {
        id
        slices {
          id
          name
          filter
          overlaps {
            slice {
              id
              name
            }
            rows {
              value
              exact
            }
          }
          ...SliceCard_slice
        }
      }
    }
  `,
  [SliceCard_slice],
);

const Queue_slicesChanged = graphql(
  `
    subscription Queue_slicesChanged($datasetId: ID!) {
      slicesChanged(datasetId: $datasetId) {
        cursor
        slices {
          id
          name
          filter
          ...SliceCard_slice
        }
      }
    }
  `,
  [SliceCard_slice],
);

/**
 * The slices of a dataset: what the query said first, then what the subscription says. Overlaps are counted when they are
 * asked for, not at each change.
 */
export function useSlices(datasetId: string) {
  const [{ data: first, error }, again] = useQuery({ query: Queue_slices, variables: { datasetId } });
  const { data: live, error: lost } = useLatest({ query: Queue_slicesChanged, variables: { datasetId } });
  const known = first?.dataset?.slices;
  const overlaps = new Map((known ?? []).map((slice) => [slice.id, slice.overlaps.filter((one) => one.rows.value > 0)]));
  const slices = (live?.slicesChanged.slices ?? known)?.map((slice) => ({ ...slice, overlaps: overlaps.get(slice.id) ?? [] }));
  return {
    slices,
    problem: error || lost ? failureText(error ?? lost) : null,
    refetch: () => again({ requestPolicy: 'network-only' }),
  };
}

export type QueueSlice = NonNullable<ReturnType<typeof useSlices>['slices']>[number];
