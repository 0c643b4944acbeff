import { graphql, type ResultOf, type Scalar } from '../graphql/graphql.ts';

export type Change = Scalar<'EvaluationChange'>;

export const CompareChoices_query = graphql(`
  query CompareChoices_query($slug: String!) {
    project(slug: $slug) {
      id
      evaluations(first: 100) {
        edges {
          node {
            id
            name
            status
            createdAt
            promptVersion {
              id
              number
              prompt {
                id
                name
              }
            }
            dataset {
              id
              name
            }
            evaluators {
              version {
                id
                evaluator {
                  id
                  name
                  kind
                }
              }
            }
          }
        }
      }
    }
  }
`);
export type Comparable = NonNullable<ResultOf<typeof CompareChoices_query>['project']>['evaluations']['edges'][number]['node'];

const Difference_figures = graphql(`
  fragment Difference_figures on PairedDifference @_unmask {
    before
    after
    difference
    interval {
      low
      high
    }
    p
    n
    test
  }
`);

const Compared_group = graphql(
  `
    fragment Compared_group on ComparedGroup @_unmask {
      label
      rows
      adjustedP
      better
      worse
      same
      unknown
      passRate {
        ...Difference_figures
      }
      score {
        ...Difference_figures
      }
    }
  `,
  [Difference_figures],
);
export type ComparedGroup = ResultOf<typeof Compared_group>;

export const Comparison_query = graphql(
  `
    query Comparison_query($before: ID!, $after: ID!, $evaluator: ID!, $groupBy: String) {
      compareEvaluations(beforeId: $before, afterId: $after, evaluatorId: $evaluator, groupBy: $groupBy) {
        changedRows
        overall {
          ...Compared_group
        }
        groups {
          ...Compared_group
        }
        after {
          id
          dataset {
            id
            columns {
              id
              key
              title
              type
              system
            }
          }
        }
      }
    }
  `,
  [Compared_group],
);
export type Comparison = ResultOf<typeof Comparison_query>['compareEvaluations'];

const Compared_side = graphql(`
  fragment Compared_side on EvaluationRow @_unmask {
    id
    rowId
    position
    inputs
    expected
    output
    answered
    error
    scores {
      evaluatorVersionId
      grade
      score
      reason
      evaluatorVersion {
        id
        evaluator {
          id
        }
      }
    }
  }
`);

export const ComparedRows_query = graphql(
  `
    query ComparedRows_query(
      $before: ID!
      $after: ID!
      $evaluator: ID!
      $groupBy: String
      $change: EvaluationChange
      $label: String
      $first: Int!
      $cursor: String
    ) {
      compareEvaluations(beforeId: $before, afterId: $after, evaluatorId: $evaluator, groupBy: $groupBy) {
        rows(change: $change, label: $label, first: $first, after: $cursor) {
          endCursor
          nodes {
            change
            changed
            before {
              ...Compared_side
            }
            after {
              ...Compared_side
            }
          }
        }
      }
    }
  `,
  [Compared_side],
);
export type ComparedRow = ResultOf<typeof ComparedRows_query>['compareEvaluations']['rows']['nodes'][number];
export type ComparedSide = ResultOf<typeof Compared_side>;
