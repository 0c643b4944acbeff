import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const StartProject_query = graphql(`
  query StartProject_query($slug: String!) {
    project(slug: $slug) {
      id
      evaluators {
        id
        name
        kind
        latest {
          id
          number
          config
          promptVersion {
            id
            number
            content {
              provider
              model
            }
            prompt {
              id
              name
            }
          }
        }
      }
      prompts {
        id
        name
        purpose
        versions(first: 20) {
          edges {
            node {
              id
              number
            }
          }
        }
      }
    }
  }
`);
type Project = NonNullable<ResultOf<typeof StartProject_query>['project']>;
export type StartEvaluator = Project['evaluators'][number];
export type StartPrompt = Project['prompts'][number];

export const StartDataset_query = graphql(`
  query StartDataset_query($id: ID!) {
    dataset(id: $id) {
      id
      size
      queueSize
      slices {
        id
        name
        total {
          value
          exact
        }
      }
      samples {
        id
        name
        size
      }
    }
  }
`);
export type StartDataset = NonNullable<ResultOf<typeof StartDataset_query>['dataset']>;
