import { graphql } from '../../graphql/graphql.ts';

export const AddColumn = graphql(`
  mutation AddColumn($input: AddColumnInput!) {
    addColumn(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on AddColumnPayload {
        column {
          id
        }
      }
    }
  }
`);
export const UpdateColumn = graphql(`
  mutation UpdateColumn($input: UpdateColumnInput!) {
    updateColumn(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on UpdateColumnPayload {
        column {
          id
          key
          title
          description
        }
      }
    }
  }
`);
export const ReorderColumns = graphql(`
  mutation ReorderColumns($input: ReorderColumnsInput!) {
    reorderColumns(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ReorderColumnsPayload {
        dataset {
          id
        }
      }
    }
  }
`);
export const RetireColumn = graphql(`
  mutation RetireColumn($input: RetireColumnInput!) {
    retireColumn(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RetireColumnPayload {
        column {
          id
          retired
        }
      }
    }
  }
`);
export const RestoreColumn = graphql(`
  mutation RestoreColumn($input: RestoreColumnInput!) {
    restoreColumn(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RestoreColumnPayload {
        column {
          id
          retired
        }
      }
    }
  }
`);
export const AddOption = graphql(`
  mutation AddOption($input: AddOptionInput!) {
    addOption(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on AddOptionPayload {
        column {
          id
          options {
            id
            value
            color
            position
            retired
          }
        }
      }
    }
  }
`);
export const RelabelOption = graphql(`
  mutation RelabelOption($input: RelabelOptionInput!) {
    relabelOption(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RelabelOptionPayload {
        column {
          id
          options {
            id
            value
            color
          }
        }
      }
    }
  }
`);
export const RetireOption = graphql(`
  mutation RetireOption($input: RetireOptionInput!) {
    retireOption(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RetireOptionPayload {
        column {
          id
          options {
            id
            retired
          }
        }
      }
    }
  }
`);
export const RestoreOption = graphql(`
  mutation RestoreOption($input: RestoreOptionInput!) {
    restoreOption(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RestoreOptionPayload {
        column {
          id
          options {
            id
            retired
          }
        }
      }
    }
  }
`);
