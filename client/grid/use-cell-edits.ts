import { useCallback, useMemo, useState } from 'react';
import { useMutation } from 'urql';
import type { Json } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { EditCell_mutation, type GridRow } from './grid-documents.ts';

/** Why an edit did not go through, with the row as it is now where that helps. */
export interface EditRefusal {
  kind: 'changed' | 'held' | 'other';
  message: string;
  row?: GridRow;
}

export interface CellEdits {
  editing: { rowId: string; key: string } | null;
  saving: boolean;
  refusal: EditRefusal | null;
  begin: (row: GridRow, key: string) => void;
  cancel: () => void;
  /** Writes the value against the version of `row`. With `force` (admins) a claim by somebody else is ended. */
  save: (row: GridRow, key: string, value: Json, force?: boolean) => Promise<void>;
}

/** One cell at a time: a write names the version that was on screen, so that nobody's newer answer is overwritten. */
export function useCellEdits(put: (row: GridRow) => void): CellEdits {
  const [editing, setEditing] = useState<CellEdits['editing']>(null);
  const [refusal, setRefusal] = useState<EditRefusal | null>(null);
  const [{ fetching: saving }, edit] = useMutation(EditCell_mutation);

  const begin = useCallback((row: GridRow, key: string) => {
    setRefusal(null);
    setEditing({ rowId: row.id, key });
  }, []);
  const cancel = useCallback(() => setEditing(null), []);
  const save = useCallback<CellEdits['save']>(
    async (row, key, value, force = false) => {
      const result = await edit({ input: { rowId: row.id, version: row.version, values: { [key]: value }, force } });
      const { done, refusal: refused, problem } = outcome(result, 'annotateRow');
      if (done) {
        put(done.row);
        setEditing(null);
        return;
      }
      if (refused?.__typename === 'RowChangedMeanwhile') {
        put(refused.row);
        setRefusal({ kind: 'changed', message: problem, row: refused.row });
      } else if (refused?.__typename === 'ClaimedByAnother') {
        put(refused.row);
        setRefusal({ kind: 'held', message: problem, row: refused.row });
      } else setRefusal({ kind: 'other', message: refused?.__typename === 'InvalidValue' ? refused.reason : problem });
    },
    [edit, put],
  );
  // The grid's columns are made of this: a new object for nothing would draw every row again.
  return useMemo(() => ({ editing, saving, refusal, begin, cancel, save }), [editing, saving, refusal, begin, cancel, save]);
}
