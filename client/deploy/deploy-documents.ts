import { graphql, type ResultOf, type Scalar } from '../graphql/graphql.ts';

export const Deployment_line = graphql(`
  fragment Deployment_line on Deployment @_unmask {
    id
    kind
    notes
    overrideReason
    deployedAt
    deployedBy {
      id
      name
    }
    prompt {
      id
    }
    version {
      id
      number
      notes
    }
  }
`);
export type LineDeployment = ResultOf<typeof Deployment_line>;

export const Gate_shown = graphql(`
  fragment Gate_shown on Gate @_unmask {
    wholeDataset
    updatedAt
    updatedBy {
      id
      name
    }
    prompt {
      id
    }
    dataset {
      id
      name
    }
    slice {
      id
      name
    }
    rules {
      noRegression
      maxUnknown
      maxStale
      evaluators {
        passRate
        meanScore
        evaluator {
          id
          name
        }
        perLabel {
          columnKey
          value
          passRate
        }
      }
    }
  }
`);
export type ShownGate = ResultOf<typeof Gate_shown>;

export const Environment_column = graphql(
  `
    fragment Environment_column on Environment @_unmask {
      id
      name
      position
      running {
        ...Deployment_line
      }
      gates {
        ...Gate_shown
      }
    }
  `,
  [Deployment_line, Gate_shown],
);
export type ColumnEnvironment = ResultOf<typeof Environment_column>;

export const Prompt_line = graphql(`
  fragment Prompt_line on Prompt @_unmask {
    id
    name
    description
    purpose
    archivedAt
    latest {
      id
      number
      notes
      createdAt
    }
  }
`);
export type LinePrompt = ResultOf<typeof Prompt_line>;

export const Deploy_query = graphql(
  `
    query Deploy_query($slug: String!) {
      project(slug: $slug) {
        id
        environments {
          ...Environment_column
        }
        prompts(archived: true) {
          ...Prompt_line
        }
      }
    }
  `,
  [Environment_column, Prompt_line],
);

export const Deploy_changed = graphql(
  `
    subscription Deploy_changed($projectId: ID!) {
      deploymentsChanged(projectId: $projectId) {
        ...Environment_column
      }
    }
  `,
  [Environment_column],
);

export const Deploy_prompts = graphql(
  `
    subscription Deploy_prompts($projectId: ID!) {
      promptsChanged(projectId: $projectId) {
        ...Prompt_line
      }
    }
  `,
  [Prompt_line],
);

export type CheckKind = Scalar<'GateCheckKind'>;
