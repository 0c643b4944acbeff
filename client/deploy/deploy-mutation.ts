import { graphql } from '../graphql/graphql.ts';
import { Deployment_line } from './deploy-documents.ts';
import { Verdict_rows } from './verdict-documents.ts';
import { Version_choice } from './version-documents.ts';

export const Deploy_run = graphql(
  `
    mutation Deploy_run($input: DeployPromptInput!) {
      deployPrompt(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on GateBlocked {
          verdict {
            ...Verdict_rows
          }
        }
        ... on DeployPromptPayload {
          deployment {
            ...Deployment_line
          }
        }
      }
    }
  `,
  [Deployment_line, Verdict_rows],
);

export const RollBack_query = graphql(
  `
    query RollBack_query($environmentId: ID!, $promptId: ID!) {
      environment(id: $environmentId) {
        id
        rollsBackTo(promptId: $promptId) {
          ...Version_choice
        }
      }
    }
  `,
  [Version_choice],
);

export const RollBack_run = graphql(
  `
    mutation RollBack_run($input: RollBackPromptInput!) {
      rollBackPrompt(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on RollBackPromptPayload {
          deployment {
            ...Deployment_line
          }
        }
      }
    }
  `,
  [Deployment_line],
);
