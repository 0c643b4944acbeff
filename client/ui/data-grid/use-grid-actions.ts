import { useCallback, useEffect, useRef, type MouseEvent } from 'react';
import type { CellPosition, GridColumn, GridSelection } from './types.ts';

interface Options<Row> {
  rows: readonly Row[];
  columns: readonly GridColumn<Row>[];
  selection?: GridSelection;
  onOpen?: (row: Row) => void;
  onEdit?: (row: Row, columnId: string) => void;
}

/** What a click does in a grid. The functions never change, so that a row is not drawn again because of them. */
export function useGridActions<Row extends { id: string }>(options: Options<Row>, setActive: (to: CellPosition) => void) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  /** Begins the edit of a cell; false when it cannot be edited. */
  const edit = useCallback((index: number, column: number): boolean => {
    const { rows, columns, onEdit } = latest.current;
    const row = rows[index];
    const at = columns[column];
    if (!row || !at || !onEdit || !at.editable?.(row)) return false;
    onEdit(row, at.id);
    return true;
  }, []);
  const press = useCallback(
    (index: number, column: number, event: MouseEvent) => {
      setActive({ row: index, column });
      const { rows, columns, onOpen, selection } = latest.current;
      const row = rows[index];
      if (!row) return;
      if (event.shiftKey && selection) selection.toggle(row.id, true);
      else if (!columns[column]?.editable?.(row)) onOpen?.(row);
    },
    [setActive],
  );
  const select = useCallback((row: { id: string }, range: boolean) => latest.current.selection?.toggle(row.id, range), []);
  return { edit, press, select };
}
