import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useId, useRef, useState, type ReactNode } from 'react';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import type { CellPosition, GridColumn, GridSelection } from './types.ts';
import { useColumnTable } from './use-column-table.ts';
import { useGridActions } from './use-grid-actions.ts';
import { gridKeyHandler } from './use-grid-keys.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import classes from './data-grid.module.css';

interface Props<Row extends { id: string }> {
  /** Says what the grid holds; also names the widths that are kept. */
  name: string;
  rows: Row[];
  columns: GridColumn<Row>[];
  rowHeight?: number;
  /** How a row looks on a screen too narrow for columns. */
  narrow?: { height: number; render: (row: Row) => ReactNode };
  selection?: GridSelection;
  /** The row whose drawer is open. */
  currentId?: string;
  onOpen?: (row: Row) => void;
  onEdit?: (row: Row, columnId: string) => void;
  /** Called when the end of what is loaded comes near. */
  onEndReached?: () => void;
  /** Below the last row: what is still loading, or how many there are. */
  footer?: ReactNode;
}

/** A virtual grid for any number of rows: keyboard, selection with ranges, widths to drag. */
export function DataGrid<Row extends { id: string }>(props: Props<Row>) {
  const { name, rows, columns, rowHeight = 36, narrow, selection, currentId, onOpen, onEndReached, footer } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width, height: viewport } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sizeRef);
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 });

  const { cells, style } = useColumnTable(name, rows, columns, selection ? 36 : 0);
  const isNarrow = narrow !== undefined && width > 0 && width < 620;
  const height = isNarrow ? narrow.height : rowHeight;
  const { items, total, scrollTo } = useVirtualRows({ count: rows.length, height, scroller, onEndReached });
  const { edit, press, select } = useGridActions(props, setActive);
  const cellId = ({ row, column }: CellPosition) => `${gridId}-${row}${isNarrow ? '' : `-${column}`}`;
  const activeRow = rows[active.row];

  const move = (to: CellPosition, extend: boolean) => {
    setActive(to);
    scrollTo(to.row);
    // The cell of the row that is drawn already: only sideways, since the row itself comes into view by its number.
    const beside = scroller.current?.querySelector(`#${CSS.escape(cellId({ row: active.row, column: to.column }))}`);
    if (to.row === active.row) beside?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const row = rows[to.row];
    if (extend && row) selection?.toggle(row.id, true);
  };
  const onKeyDown = gridKeyHandler({
    active,
    rows: rows.length,
    columns: isNarrow ? 1 : columns.length,
    page: Math.max(1, Math.floor(viewport / height) - 1),
    move,
    open: () => activeRow && onOpen?.(activeRow),
    edit: () => edit(active.row, active.column),
    select: selection && (() => activeRow && selection.toggle(activeRow.id, false)),
  });

  return (
    <div
      ref={ref}
      role="grid"
      aria-label={name}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length ? cellId(active) : undefined}
      tabIndex={0}
      className={classes.grid}
      onKeyDown={onKeyDown}
    >
      <div className={classes.inner} style={isNarrow ? undefined : style}>
        <GridHeader
          columns={columns}
          cells={cells}
          selection={selection}
          empty={rows.length === 0}
          narrow={
            isNarrow ? (
              <div role="columnheader" className={classes.head}>
                {name}
              </div>
            ) : undefined
          }
        />
        <div className={classes.body} style={{ height: total }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <GridRow
                key={row.id}
                gridId={gridId}
                row={row}
                index={index}
                top={start}
                height={height}
                columns={columns}
                narrow={isNarrow ? narrow.render : undefined}
                activeColumn={active.row === index ? active.column : -1}
                current={row.id === currentId}
                selected={selection && (selection.all || selection.ids.has(row.id))}
                onSelect={select}
                onPress={press}
                onEdit={edit}
              />
            );
          })}
        </div>
        {footer && <div className={classes.footer}>{footer}</div>}
      </div>
    </div>
  );
}
