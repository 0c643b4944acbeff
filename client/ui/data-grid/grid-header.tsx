import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GridColumn, GridSelection } from './types.ts';
import classes from './data-grid.module.css';

export interface HeaderCell {
  id: string;
  resizing: boolean;
  onResize: (event: unknown) => void;
  onReset: () => void;
}

interface Props<Row> {
  columns: GridColumn<Row>[];
  cells: HeaderCell[];
  selection?: GridSelection;
  empty: boolean;
  narrow?: ReactNode;
}

/** The columns' names, and the handles for their widths (double click: the first width again). */
export function GridHeader<Row>({ columns, cells, selection, empty, narrow }: Props<Row>) {
  return (
    <div role="row" aria-rowindex={1} className={classes.header}>
      {selection && (
        <div role="columnheader" className={classes.check} onClick={empty ? undefined : selection.toggleAll}>
          <Checkbox
            size="xs"
            readOnly
            aria-label="Select all of this filter"
            disabled={empty}
            checked={selection.all}
            indeterminate={!selection.all && selection.ids.size > 0}
          />
        </div>
      )}
      {narrow ??
        columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            className={classes.head}
            data-align={column.align}
            title={column.title ?? (typeof column.header === 'string' ? column.header : undefined)}
            style={{ width: `var(--w-${at})`, flexGrow: column.grow ? 1 : 0 }}
          >
            <span className={classes.title}>{column.header}</span>
            <span
              className={classes.handle}
              data-resizing={cells[at]?.resizing || undefined}
              onMouseDown={cells[at]?.onResize}
              onTouchStart={cells[at]?.onResize}
              onDoubleClick={cells[at]?.onReset}
            />
          </div>
        ))}
    </div>
  );
}
