import { graphql, type ResultOf, type Scalar } from '../graphql/graphql.ts';
import { Agreement_figures } from '../evaluators/evaluator-documents.ts';

export type EvaluationStatus = Scalar<'EvaluationStatus'>;
export type ResultFilter = Scalar<'ResultFilter'>;
export type RowState = Scalar<'EvaluationRowState'>;

const Tally_moving = graphql(`
  fragment Tally_moving on EvaluationEvaluator @_unmask {
    passed
    failed
    unknown
    passRate
    passRateInterval {
      low
      high
    }
    meanScore
    cost
  }
`);

/** How an evaluation stands: what of it moves while it runs, but for the tallies. */
export const Evaluation_moving = graphql(`
  fragment Evaluation_moving on Evaluation @_unmask {
    id
    status
    pausedBecause
    rowCount
    done
    failed
    cost
    calls
    cachedCalls
    repeatedCalls
    repeatedCost
    finishedAt
  }
`);

const Evaluation_facts = graphql(
  `
    fragment Evaluation_facts on Evaluation @_unmask {
      ...Evaluation_moving
      name
      sliceName
      createdAt
      createdBy {
        id
        name
      }
      dataset {
        id
        name
      }
      promptVersion {
        id
        number
        prompt {
          id
          name
        }
      }
    }
  `,
  [Evaluation_moving],
);

export const EvaluationLine_evaluation = graphql(
  `
    fragment EvaluationLine_evaluation on Evaluation @_unmask {
      ...Evaluation_facts
      evaluators {
        ...Tally_moving
        version {
          id
          number
          evaluator {
            id
            name
            kind
          }
        }
      }
    }
  `,
  [Evaluation_facts, Tally_moving],
);
export type ListedEvaluation = ResultOf<typeof EvaluationLine_evaluation>;
export type Tally = ListedEvaluation['evaluators'][number];

export const Evaluations_query = graphql(
  `
    query Evaluations_query($slug: String!, $after: String) {
      project(slug: $slug) {
        id
        evaluations(first: 25, after: $after) {
          totalCount
          edges {
            node {
              ...EvaluationLine_evaluation
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [EvaluationLine_evaluation],
);

export const Evaluations_changed = graphql(
  `
    subscription Evaluations_changed($projectId: ID!) {
      evaluationsChanged(projectId: $projectId) {
        ...Evaluation_moving
        evaluators {
          ...Tally_moving
          version {
            id
          }
        }
      }
    }
  `,
  [Evaluation_moving, Tally_moving],
);

/** A result without what evaluators said of it. */
export const Result_facts = graphql(`
  fragment Result_facts on EvaluationRow @_unmask {
    id
    rowId
    position
    inputs
    expected
    labels
    state
    answered
    output
    latencyMs
    cost
    error
  }
`);

/** A result as a line of the table shows it. */
export const Result_row = graphql(
  `
    fragment Result_row on EvaluationRow @_unmask {
      ...Result_facts
      scores {
        evaluatorVersionId
        grade
        score
        reason
      }
    }
  `,
  [Result_facts],
);
export type Result = ResultOf<typeof Result_row>;

export const Evaluation_query = graphql(
  `
    query Evaluation_query($id: ID!) {
      evaluation(id: $id) {
        ...Evaluation_facts
        filter
        settings {
          budget
          requestsPerMinute
          cache
        }
        dataset {
          id
          columns {
            id
            key
            title
            type
            system
            options {
              id
              value
              color
            }
          }
        }
        evaluators {
          ...Tally_moving
          version {
            id
            number
            evaluator {
              id
              name
              kind
            }
            agreement {
              ...Agreement_figures
            }
          }
        }
      }
    }
  `,
  [Evaluation_facts, Tally_moving, Agreement_figures],
);
export type PageEvaluation = NonNullable<ResultOf<typeof Evaluation_query>['evaluation']>;
export type PageTally = PageEvaluation['evaluators'][number];

export const Evaluation_changed = graphql(
  `
    subscription Evaluation_changed($id: ID!, $latest: Int!) {
      evaluationChanged(id: $id) {
        ...Evaluation_moving
        evaluators {
          ...Tally_moving
          version {
            id
          }
        }
        latest(first: $latest) {
          ...Result_row
        }
      }
    }
  `,
  [Evaluation_moving, Tally_moving, Result_row],
);

export const Results_query = graphql(
  `
    query Results_query($id: ID!, $filter: ResultFilter, $first: Int!, $after: String) {
      evaluation(id: $id) {
        id
        rows(filter: $filter, first: $first, after: $after) {
          nodes {
            ...Result_row
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [Result_row],
);
