import { graphql } from '../graphql/graphql.ts';

export const Slice_create = graphql(`
  mutation Slice_create($input: CreateSliceInput!) {
    createSlice(input: $input) {
      __typename
      ... on CreateSlicePayload {
        slice {
          id
          name
        }
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
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Slice_update = graphql(`
  mutation Slice_update($input: UpdateSliceInput!) {
    updateSlice(input: $input) {
      __typename
      ... on UpdateSlicePayload {
        slice {
          id
          name
          filter
          color
          owners {
            id
            name
          }
        }
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
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Slice_delete = graphql(`
  mutation Slice_delete($input: DeleteSliceInput!) {
    deleteSlice(input: $input) {
      __typename
      ... on DeleteSlicePayload {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Slice_split = graphql(`
  mutation Slice_split($input: SplitSliceInput!) {
    splitSlice(input: $input) {
      __typename
      ... on SplitSlicePayload {
        slices {
          id
          name
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Split_sizes = graphql(`
  query Split_sizes($datasetId: ID!, $groupBy: [String!]!, $filter: RowFilter) {
    dataset(id: $datasetId) {
      id
      sizes(groupBy: $groupBy, filter: $filter) {
        key
        count
      }
    }
  }
`);

/** "Refunds (12 rows), Angry (3 rows)". */
export const overlapText = (overlaps: readonly { slice: { name: string }; rows: { value: number; exact: boolean } }[]): string =>
  overlaps
    .map(({ slice, rows }) => `${slice.name} (${rows.value}${rows.exact ? '' : '+'} ${rows.value === 1 ? 'row' : 'rows'})`)
    .join(', ');
