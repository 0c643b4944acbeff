import { useCallback } from 'react';
import { useMutation } from 'urql';
import { useReloadDataset } from '../../app/dataset.tsx';
import { graphql, type VariablesOf } from '../../graphql/graphql.ts';
import { outcome } from '../../graphql/refusal.ts';

const AddColumn = graphql(`
  mutation AddColumn($input: AddColumnInput!) {
    addColumn(input: $input) { __typename ... on Error { message } ... on AddColumnPayload { column { id } } }
  }
`);
const UpdateColumn = graphql(`
  mutation UpdateColumn($input: UpdateColumnInput!) {
    updateColumn(input: $input) { __typename ... on Error { message } ... on UpdateColumnPayload { column { id key title description } } }
  }
`);
const ReorderColumns = graphql(`
  mutation ReorderColumns($input: ReorderColumnsInput!) {
    reorderColumns(input: $input) { __typename ... on Error { message } ... on ReorderColumnsPayload { dataset { id } } }
  }
`);
const RetireColumn = graphql(`
  mutation RetireColumn($input: RetireColumnInput!) {
    retireColumn(input: $input) { __typename ... on Error { message } ... on RetireColumnPayload { column { id retired } } }
  }
`);
const RestoreColumn = graphql(`
  mutation RestoreColumn($input: RestoreColumnInput!) {
    restoreColumn(input: $input) { __typename ... on Error { message } ... on RestoreColumnPayload { column { id retired } } }
  }
`);
const AddOption = graphql(`
  mutation AddOption($input: AddOptionInput!) {
    addOption(input: $input) { __typename ... on Error { message } ... on AddOptionPayload { column { id options { id value color position retired } } } }
  }
`);
const RelabelOption = graphql(`
  mutation RelabelOption($input: RelabelOptionInput!) {
    relabelOption(input: $input) { __typename ... on Error { message } ... on RelabelOptionPayload { column { id options { id value color } } } }
  }
`);
const RetireOption = graphql(`
  mutation RetireOption($input: RetireOptionInput!) {
    retireOption(input: $input) { __typename ... on Error { message } ... on RetireOptionPayload { column { id options { id retired } } } }
  }
`);
const RestoreOption = graphql(`
  mutation RestoreOption($input: RestoreOptionInput!) {
    restoreOption(input: $input) { __typename ... on Error { message } ... on RestoreOptionPayload { column { id options { id retired } } } }
  }
`);

/** What can be done to columns and their options. Each answers why it was refused, or null; `onDone` runs after each success. */
export function useColumnChanges(onDone: () => void) {
  const reload = useReloadDataset();
  const [, add] = useMutation(AddColumn);
  const [, update] = useMutation(UpdateColumn);
  const [, reorder] = useMutation(ReorderColumns);
  const [, retire] = useMutation(RetireColumn);
  const [, restore] = useMutation(RestoreColumn);
  const [, addOption] = useMutation(AddOption);
  const [, relabelOption] = useMutation(RelabelOption);
  const [, retireOption] = useMutation(RetireOption);
  const [, restoreOption] = useMutation(RestoreOption);

  const settle = useCallback(
    ({ problem }: { problem?: string }): string | null => {
      if (problem !== undefined) return problem;
      reload();
      onDone();
      return null;
    },
    [reload, onDone],
  );
  return {
    add: async (input: VariablesOf<typeof AddColumn>['input']) => settle(outcome(await add({ input }), 'addColumn')),
    update: async (input: VariablesOf<typeof UpdateColumn>['input']) => settle(outcome(await update({ input }), 'updateColumn')),
    reorder: async (datasetId: string, columnIds: string[]) => settle(outcome(await reorder({ input: { datasetId, columnIds } }), 'reorderColumns')),
    retire: async (id: string) => settle(outcome(await retire({ input: { id } }), 'retireColumn')),
    restore: async (id: string) => settle(outcome(await restore({ input: { id } }), 'restoreColumn')),
    addOption: async (columnId: string, value: string, color: string) => settle(outcome(await addOption({ input: { columnId, value, color } }), 'addOption')),
    relabelOption: async (input: VariablesOf<typeof RelabelOption>['input']) => settle(outcome(await relabelOption({ input }), 'relabelOption')),
    retireOption: async (id: string) => settle(outcome(await retireOption({ input: { id } }), 'retireOption')),
    restoreOption: async (id: string) => settle(outcome(await restoreOption({ input: { id } }), 'restoreOption')),
  };
}
export type ColumnChanges = ReturnType<typeof useColumnChanges>;
