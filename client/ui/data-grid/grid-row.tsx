import { Checkbox } from '@mantine/core';
import { memo, type MouseEvent } from 'react';
import type { GridColumn } from './types.ts';
import classes from './data-grid.module.css';

interface Props<Row> {
  gridId: string;
  row: Row & { id: string };
  index: number;
  top: number;
  height: number;
  columns: GridColumn<Row>[];
  narrow?: (row: Row) => React.ReactNode;
  /** The active cell's column in this row; -1 when it is in another row. */
  activeColumn: number;
  current: boolean;
  selected?: boolean;
  onSelect: (row: Row & { id: string }, range: boolean) => void;
  onPress: (index: number, column: number, event: MouseEvent) => void;
  onEdit: (index: number, column: number) => void;
}

function Line<Row>({
  gridId,
  row,
  index,
  top,
  height,
  columns,
  narrow,
  activeColumn,
  current,
  selected,
  onSelect,
  onPress,
  onEdit,
}: Props<Row>) {
  return (
    <div
      role="row"
      id={`${gridId}-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-current={current || undefined}
      data-selected={selected || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {selected !== undefined && (
        <div role="gridcell" className={classes.check} onClick={(event) => onSelect(row, event.shiftKey)}>
          <Checkbox size="xs" checked={selected} readOnly tabIndex={-1} aria-label="Select" />
        </div>
      )}
      {narrow ? (
        <div
          role="gridcell"
          className={classes.narrow}
          data-active={activeColumn >= 0 || undefined}
          onClick={(event) => onPress(index, 0, event)}
        >
          {narrow(row)}
        </div>
      ) : (
        columns.map((column, at) => (
          <div
            key={column.id}
            role="gridcell"
            id={`${gridId}-${index}-${at}`}
            className={classes.cell}
            data-active={activeColumn === at || undefined}
            data-align={column.align}
            data-editable={column.editable?.(row) || undefined}
            style={{ width: `var(--w-${at})`, flexGrow: column.grow ? 1 : 0 }}
            onClick={(event) => onPress(index, at, event)}
            onDoubleClick={() => onEdit(index, at)}
          >
            {column.cell(row)}
          </div>
        ))
      )}
    </div>
  );
}

/** One line of a grid. Drawn again only when its row, or what is active in it, changed. */
export const GridRow = memo(Line) as typeof Line;
