import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** A verdict without the rows: what history needs. */
export const Verdict_checks = graphql(`
  fragment Verdict_checks on GateVerdict @_unmask {
    passed
    reason
    rowCount
    evaluationId
    checks {
      kind
      name
      wanted
      got
      passed
      reason
      rowCount
    }
  }
`);

export const Verdict_rows = graphql(`
  fragment Verdict_rows on GateVerdict @_unmask {
    passed
    reason
    rowCount
    evaluationId
    baselineEvaluationId
    checks {
      kind
      name
      wanted
      got
      passed
      reason
      rowCount
      rows(first: 50) {
        rowId
        output
        logged
        error
        row {
          id
          status
          dataset {
            id
          }
        }
        scores {
          grade
          score
          reason
          evaluator {
            id
            name
          }
        }
      }
    }
  }
`);
export type RowsVerdict = ResultOf<typeof Verdict_rows>;
export type RowsCheck = RowsVerdict['checks'][number];
export type BlockedRow = RowsCheck['rows'][number];
export type ChecksVerdict = ResultOf<typeof Verdict_checks>;

export const Verdict_query = graphql(
  `
    query Verdict_query($environmentId: ID!, $versionId: ID!) {
      gateVerdict(environmentId: $environmentId, versionId: $versionId) {
        ...Verdict_rows
      }
    }
  `,
  [Verdict_rows],
);

export const Blocking_reopen = graphql(`
  mutation Blocking_reopen($input: ReopenBlockingRowsInput!) {
    reopenBlockingRows(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ReopenBlockingRowsPayload {
        left
        rows {
          id
          status
        }
      }
    }
  }
`);
