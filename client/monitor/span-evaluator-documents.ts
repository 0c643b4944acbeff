import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const SpanEvaluator_line = graphql(`
  fragment SpanEvaluator_line on SpanEvaluator @_unmask {
    id
    filter
    share
    budget
    enabled
    pausedBecause
    scored
    unknown
    failed
    cost
    evaluator {
      id
      name
      kind
      latest {
        id
        config
      }
    }
  }
`);
export type ListedSpanEvaluator = ResultOf<typeof SpanEvaluator_line>;

export const SpanEvaluators_changes = graphql(
  `
    subscription SpanEvaluators_changes($projectId: ID!) {
      spanEvaluatorsChanged(projectId: $projectId) {
        ...SpanEvaluator_line
      }
    }
  `,
  [SpanEvaluator_line],
);

export const AddSpanEvaluator_mutation = graphql(
  `
    mutation AddSpanEvaluator($input: AddSpanEvaluatorInput!) {
      addSpanEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on AddSpanEvaluatorPayload {
          spanEvaluator {
            ...SpanEvaluator_line
          }
        }
      }
    }
  `,
  [SpanEvaluator_line],
);

export const UpdateSpanEvaluator_mutation = graphql(
  `
    mutation UpdateSpanEvaluator($input: UpdateSpanEvaluatorInput!) {
      updateSpanEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on UpdateSpanEvaluatorPayload {
          spanEvaluator {
            ...SpanEvaluator_line
          }
        }
      }
    }
  `,
  [SpanEvaluator_line],
);

export const RemoveSpanEvaluator_mutation = graphql(`
  mutation RemoveSpanEvaluator($input: RemoveSpanEvaluatorInput!) {
    removeSpanEvaluator(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RemoveSpanEvaluatorPayload {
        removedId
      }
    }
  }
`);
