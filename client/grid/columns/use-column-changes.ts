import { useCallback } from 'react';
import { useMutation } from 'urql';
import { useReloadDataset } from '../../app/dataset.tsx';
import type { VariablesOf } from '../../graphql/graphql.ts';
import { outcome } from '../../graphql/refusal.ts';
import {
  AddColumn,
  UpdateColumn,
  ReorderColumns,
  RetireColumn,
  RestoreColumn,
  AddOption,
  RelabelOption,
  RetireOption,
  RestoreOption,
} from './column-documents.ts';

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
    reorder: async (datasetId: string, columnIds: string[]) =>
      settle(outcome(await reorder({ input: { datasetId, columnIds } }), 'reorderColumns')),
    retire: async (id: string) => settle(outcome(await retire({ input: { id } }), 'retireColumn')),
    restore: async (id: string) => settle(outcome(await restore({ input: { id } }), 'restoreColumn')),
    addOption: async (columnId: string, value: string, color: string) =>
      settle(outcome(await addOption({ input: { columnId, value, color } }), 'addOption')),
    relabelOption: async (input: VariablesOf<typeof RelabelOption>['input']) =>
      settle(outcome(await relabelOption({ input }), 'relabelOption')),
    retireOption: async (id: string) => settle(outcome(await retireOption({ input: { id } }), 'retireOption')),
    restoreOption: async (id: string) => settle(outcome(await restoreOption({ input: { id } }), 'restoreOption')),
  };
}
export type ColumnChanges = ReturnType<typeof useColumnChanges>;
