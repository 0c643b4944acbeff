import { graphql } from '../graphql/graphql.ts';
import { LostRow_row, ReviewSeat_claim } from './review-row.ts';

export const Review_myClaims = graphql(
  `
    query Review_myClaims($datasetId: ID!) {
      dataset(id: $datasetId) {
        id
        claimSeconds
        myClaims {
          ...ReviewSeat_claim
        }
      }
    }
  `,
  [ReviewSeat_claim],
);

export const Review_claimRows = graphql(
  `
    mutation Review_claimRows($input: ClaimRowsInput!) {
      claimRows(input: $input) {
        __typename
        ... on ClaimRowsPayload {
          claims {
            ...ReviewSeat_claim
          }
        }
        ... on Error {
          message
        }
      }
    }
  `,
  [ReviewSeat_claim],
);

export const Review_claimRow = graphql(
  `
    mutation Review_claimRow($input: ClaimRowInput!) {
      claimRow(input: $input) {
        __typename
        ... on ClaimRowPayload {
          claim {
            ...ReviewSeat_claim
          }
        }
        ... on ClaimedByAnother {
          row {
            ...LostRow_row
          }
        }
        ... on RowAlreadyFilled {
          row {
            ...LostRow_row
          }
        }
        ... on AlreadyReviewed {
          row {
            ...LostRow_row
          }
        }
        ... on Error {
          message
        }
      }
    }
  `,
  [ReviewSeat_claim, LostRow_row],
);

export const Review_renew = graphql(`
  mutation Review_renew($input: RenewClaimsInput!) {
    renewClaims(input: $input) {
      __typename
      ... on RenewClaimsPayload {
        lost
        claims {
          token
          expiresAt
          row {
            id
          }
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Review_release = graphql(`
  mutation Review_release($input: ReleaseClaimsInput!) {
    releaseClaims(input: $input) {
      __typename
      ... on ReleaseClaimsPayload {
        released
      }
    }
  }
`);

export const Review_saveDraft = graphql(
  `
    mutation Review_saveDraft($input: SaveDraftInput!) {
      saveDraft(input: $input) {
        __typename
        ... on SaveDraftPayload {
          draft {
            updatedAt
          }
        }
        ... on ClaimExpired {
          row {
            ...LostRow_row
          }
        }
        ... on InvalidValue {
          column
        }
        ... on Error {
          message
        }
      }
    }
  `,
  [LostRow_row],
);

export const Review_fill = graphql(
  `
    mutation Review_fill($input: AnnotateRowInput!) {
      annotateRow(input: $input) {
        __typename
        ... on AnnotateRowPayload {
          row {
            id
            version
            status
            values
          }
        }
        ... on ClaimExpired {
          row {
            ...LostRow_row
          }
        }
        ... on ClaimedByAnother {
          row {
            ...LostRow_row
          }
        }
        ... on RowAlreadyFilled {
          row {
            ...LostRow_row
          }
        }
        ... on AlreadyReviewed {
          row {
            ...LostRow_row
          }
        }
        ... on RowChangedMeanwhile {
          row {
            ...LostRow_row
          }
        }
        ... on InvalidValue {
          column
          reason
        }
        ... on Error {
          message
        }
      }
    }
  `,
  [LostRow_row],
);

export const Review_skip = graphql(
  `
    mutation Review_skip($input: SkipRowInput!) {
      skipRow(input: $input) {
        __typename
        ... on ClaimExpired {
          row {
            ...LostRow_row
          }
        }
        ... on Error {
          message
        }
      }
    }
  `,
  [LostRow_row],
);

export const Review_undo = graphql(`
  mutation Review_undo($input: UndoInput!) {
    undo(input: $input) {
      __typename
      ... on UndoPayload {
        rows {
          id
          version
          status
          values
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

export const Review_look = graphql(
  `
    query Review_look($rowId: ID!) {
      row(id: $rowId) {
        ...LostRow_row
      }
    }
  `,
  [LostRow_row],
);
