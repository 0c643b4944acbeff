import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const RowEvaluator_line = graphql(`
  fragment RowEvaluator_line on RowEvaluator @_unmask {
    id
    purpose
    filter
    passLabels
    failLabel
    hiddenShare
    budget
    enabled
    pausedBecause
    judged
    disagreed
    unknown
    failed
    cost
    column {
      id
      key
      title
    }
    evaluator {
      id
      name
    }
    anchoring {
      difference
      interval {
        low
        high
      }
      shown {
        rows
        share
      }
      hidden {
        rows
        share
      }
    }
  }
`);
export type ListedRowEvaluator = ResultOf<typeof RowEvaluator_line>;
export type Purpose = ListedRowEvaluator['purpose'];
export type AnchoringFigures = NonNullable<ListedRowEvaluator['anchoring']>;

export const RowEvaluators_changes = graphql(
  `
    subscription RowEvaluators_changes($datasetId: ID!) {
      rowEvaluatorsChanged(datasetId: $datasetId) {
        ...RowEvaluator_line
      }
    }
  `,
  [RowEvaluator_line],
);

export const AddRowEvaluator_mutation = graphql(
  `
    mutation AddRowEvaluator($input: AddRowEvaluatorInput!) {
      addRowEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on AddRowEvaluatorPayload {
          rowEvaluator {
            ...RowEvaluator_line
          }
        }
      }
    }
  `,
  [RowEvaluator_line],
);

export const UpdateRowEvaluator_mutation = graphql(
  `
    mutation UpdateRowEvaluator($input: UpdateRowEvaluatorInput!) {
      updateRowEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on UpdateRowEvaluatorPayload {
          rowEvaluator {
            ...RowEvaluator_line
          }
        }
      }
    }
  `,
  [RowEvaluator_line],
);

export const RemoveRowEvaluator_mutation = graphql(`
  mutation RemoveRowEvaluator($input: RemoveRowEvaluatorInput!) {
    removeRowEvaluator(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RemoveRowEvaluatorPayload {
        removedId
      }
    }
  }
`);
