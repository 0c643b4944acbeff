/** The operations that the benchmarks send. */

export const claimRows =
  'mutation C($input: ClaimRowsInput!) { claimRows(input: $input) { __typename ... on ClaimRowsPayload { claims { token row { id } } } ... on Error { message } } }';

export interface ClaimRowsAnswer {
  claimRows: { __typename: string; message?: string; claims: { token: string; row: { id: string } }[] };
}

export const annotateRow =
  'mutation A($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename ... on AnnotateRowPayload { row { id status } } ... on Error { message } } }';

export interface AnnotateRowAnswer {
  annotateRow: { __typename: string; message?: string };
}

/** What a list of rows follows: each change with the row as it is now. */
export const queueChanged =
  'subscription Q($datasetId: ID!, $filter: RowFilter, $after: String) { queueChanged(datasetId: $datasetId, filter: $filter, after: $after) { cursor reload totalCount { value } changes { kind event cursor rowId row { id version values } } } }';

/** What a page that only marks rows as taken follows. */
export const queueMoves =
  'subscription M($datasetId: ID!, $filter: RowFilter, $after: String) { queueChanged(datasetId: $datasetId, filter: $filter, after: $after) { cursor reload totalCount { value } changes { kind event cursor rowId } } }';

export interface QueueChangedEvent {
  queueChanged: {
    cursor: string;
    reload: string | null;
    changes: { kind: string; event: string; cursor: string; rowId: string }[];
  };
}

export const queueSizes =
  'subscription S($datasetId: ID!, $groupBy: [String!]!) { queueSizes(datasetId: $datasetId, groupBy: $groupBy) { cursor total { value } groups { key count } } }';

export const waiting = { column: { column: 'annotation_status', equals: 'empty' } };

/** A row's number in its id. */
export const rowNumber = (id: string): number => Number(id.slice(id.indexOf('_') + 1));
