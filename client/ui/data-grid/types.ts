import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  id: string;
  header: ReactNode;
  /** What the header says to a screen reader and on hover, if `header` is not text. */
  title?: string;
  /** Pixels, at first. */
  width: number;
  minWidth?: number;
  /** Takes what width is left over. */
  grow?: boolean;
  align?: 'end';
  cell: (row: Row) => ReactNode;
  /** Enter, F2 or a double click on the cell calls the grid's `onEdit`. */
  editable?: (row: Row) => boolean;
}

export interface GridSelection {
  /** "All of this filter" is selected: every row, loaded or not. */
  all: boolean;
  ids: ReadonlySet<string>;
  toggle: (id: string, range: boolean) => void;
  toggleAll: () => void;
}

export interface CellPosition {
  row: number;
  column: number;
}
