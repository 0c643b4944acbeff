import { ClaimBadge_claim } from '../cells/claim-badge.tsx';
import { Places_row } from '../reviews/places.tsx';
import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const GridRow_row = graphql(
  `
    fragment GridRow_row on Row @_unmask {
      id
      version
      status
      values
      updatedAt
      filledAt
      filledBy {
        id
        name
      }
      claim {
        ...ClaimBadge_claim
      }
      reviewsRequired
      ...Places_row
    }
  `,
  [ClaimBadge_claim, Places_row],
);
export type GridRow = ResultOf<typeof GridRow_row>;

export const Grid_query = graphql(
  `
    query Grid_query($id: ID!, $filter: RowFilter, $orderBy: RowOrder, $first: Int, $after: String) {
      dataset(id: $id) {
        id
        rows(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          nodes {
            ...GridRow_row
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount {
            value
            exact
          }
          feedCursor
        }
      }
    }
  `,
  [GridRow_row],
);

export const Grid_changes = graphql(
  `
    subscription Grid_changes($datasetId: ID!, $filter: RowFilter, $after: String) {
      queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
        cursor
        changes {
          kind
          rowId
          row {
            ...GridRow_row
          }
        }
        bulk {
          left
          enteredCount
          changedCount
          leftCount
        }
        reload
        columnsChanged
        totalCount {
          value
          exact
        }
      }
    }
  `,
  [GridRow_row],
);

export const EditCell_mutation = graphql(
  `
    mutation EditCell($input: AnnotateRowInput!) {
      annotateRow(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on InvalidValue {
          reason
        }
        ... on RowChangedMeanwhile {
          row {
            ...GridRow_row
          }
        }
        ... on ClaimedByAnother {
          holder {
            id
            name
          }
          expiresAt
          row {
            ...GridRow_row
          }
        }
        ... on AnnotateRowPayload {
          row {
            ...GridRow_row
          }
        }
      }
    }
  `,
  [GridRow_row],
);
