import { graphql } from '../graphql/graphql.ts';
import { Evaluation_moving } from './evaluation-documents.ts';

export const StartEvaluation_mutation = graphql(`
  mutation StartEvaluation($input: StartEvaluationInput!) {
    startEvaluation(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on InvalidInput {
        path
      }
      ... on StartEvaluationPayload {
        evaluation {
          id
          name
        }
      }
    }
  }
`);

export const PauseEvaluation_mutation = graphql(
  `
    mutation PauseEvaluation($input: EvaluationIdInput!) {
      pauseEvaluation(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on PauseEvaluationPayload {
          evaluation {
            ...Evaluation_moving
          }
        }
      }
    }
  `,
  [Evaluation_moving],
);

export const ResumeEvaluation_mutation = graphql(
  `
    mutation ResumeEvaluation($input: EvaluationIdInput!) {
      resumeEvaluation(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on ResumeEvaluationPayload {
          evaluation {
            ...Evaluation_moving
          }
        }
      }
    }
  `,
  [Evaluation_moving],
);

export const CancelEvaluation_mutation = graphql(
  `
    mutation CancelEvaluation($input: EvaluationIdInput!) {
      cancelEvaluation(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on CancelEvaluationPayload {
          evaluation {
            ...Evaluation_moving
          }
        }
      }
    }
  `,
  [Evaluation_moving],
);

export const RetryFailed_mutation = graphql(
  `
    mutation RetryFailed($input: EvaluationIdInput!) {
      retryFailed(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on RetryFailedPayload {
          evaluation {
            ...Evaluation_moving
          }
        }
      }
    }
  `,
  [Evaluation_moving],
);

export const DrawSample_mutation = graphql(`
  mutation DrawSample($input: DrawSampleInput!) {
    drawSample(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on DrawSamplePayload {
        sample {
          id
          name
          size
        }
      }
    }
  }
`);
