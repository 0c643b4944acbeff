import { graphql } from '../graphql/graphql.ts';
import { RowLine_row } from './row-line.tsx';

export const RowList_page = graphql(
  `
    query RowList_page($id: ID!, $filter: RowFilter, $orderBy: RowOrder, $first: Int, $after: String) {
      dataset(id: $id) {
        id
        rows(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          nodes {
            id
            ...RowLine_row
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
  [RowLine_row],
);

export const RowList_changes = graphql(
  `
    subscription RowList_changes($datasetId: ID!, $filter: RowFilter, $after: String) {
      queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
        cursor
        changes {
          kind
          rowId
          row {
            id
            ...RowLine_row
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
  [RowLine_row],
);
