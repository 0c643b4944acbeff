import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const Agreement_numbers = graphql(`
  fragment Agreement_numbers on AgreementFigures @_unmask {
    rows
    percent
    fleissKappa
    fleissInterval {
      low
      high
    }
    krippendorffAlpha
    krippendorffInterval {
      low
      high
    }
    disputedCount
  }
`);
export type AgreementNumbers = ResultOf<typeof Agreement_numbers>;
export type Interval = NonNullable<AgreementNumbers['krippendorffInterval']>;

export const Agreement_whole = graphql(
  `
    fragment Agreement_whole on ReviewerAgreement @_unmask {
      ...Agreement_numbers
      column
      raters {
        answers
        rater {
          id
          name
        }
      }
      pairs {
        rows
        percent
        kappa
        first {
          id
        }
        second {
          id
        }
      }
    }
  `,
  [Agreement_numbers],
);
export type WholeAgreement = ResultOf<typeof Agreement_whole>;
export type RaterCount = WholeAgreement['raters'][number];
export type RaterPair = WholeAgreement['pairs'][number];

export const Agreement_changed = graphql(
  `
    subscription Agreement_changed($datasetId: ID!, $column: String!) {
      agreementChanged(datasetId: $datasetId, column: $column) {
        agreement {
          ...Agreement_whole
        }
        slices {
          ...Agreement_numbers
          slice {
            id
            name
            color
          }
        }
      }
    }
  `,
  [Agreement_whole, Agreement_numbers],
);
export type AgreementMessage = ResultOf<typeof Agreement_changed>['agreementChanged'];
export type SliceNumbers = AgreementMessage['slices'][number];

export const Agreement_ofFilter = graphql(
  `
    query Agreement_ofFilter($id: ID!, $column: String!, $filter: RowFilter) {
      dataset(id: $id) {
        id
        reviewerAgreement(column: $column, filter: $filter) {
          ...Agreement_whole
        }
      }
    }
  `,
  [Agreement_whole],
);

/** What every two said, label by label: only for the two who are looked at, since it is much. */
export const Agreement_confusion = graphql(`
  query Agreement_confusion($id: ID!, $column: String!, $filter: RowFilter) {
    dataset(id: $id) {
      id
      reviewerAgreement(column: $column, filter: $filter) {
        pairs {
          rows
          percent
          kappa
          kappaInterval {
            low
            high
          }
          confusion {
            said
            judged
            rows
          }
          first {
            id
            name
          }
          second {
            id
            name
          }
        }
      }
    }
  }
`);
export type PairDetails = NonNullable<ResultOf<typeof Agreement_confusion>['dataset']>['reviewerAgreement']['pairs'][number];

export const Agreement_disputed = graphql(`
  query Agreement_disputed($id: ID!, $column: String!, $filter: RowFilter) {
    dataset(id: $id) {
      id
      reviewerAgreement(column: $column, filter: $filter) {
        disputedCount
        disputedIds
      }
    }
  }
`);
