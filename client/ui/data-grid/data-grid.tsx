import { useElementSize, useMergedRef } from '@mantine/hooks';
import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, useState, type CSSProperties, type MouseEvent, type ReactNode, type Ref } from 'react';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import type { CellPosition, GridColumn, GridSelection } from './types.ts';
import { useColumnSizes } from './use-column-sizes.ts';
import { gridKeyHandler } from './use-grid-keys.ts';
import classes from './data-grid.module.css';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });

interface Props<Row extends { id: string }> {
  /** Says what the grid holds; also names the widths that are kept. */
  name: string;
  /** The element that takes the focus. */
  gridRef?: Ref<HTMLDivElement>;
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
  const { name, gridRef = null, rows, columns, rowHeight = 36, narrow, selection, currentId, onOpen, onEdit, onEndReached, footer } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width, height: viewport } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sizeRef, gridRef);
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 });
  const [sizes, setSizes] = useColumnSizes(name);

  const definitions = useMemo(() => columns.map(({ id, width: size, minWidth: minSize = 56 }) => ({ id, size, minSize })), [columns]);
  const table = useTable<typeof features, Row>({
    features,
    columns: definitions,
    data: rows,
    columnResizeMode: 'onChange',
    getRowId: (row) => row.id,
    state: { columnSizing: sizes },
    onColumnSizingChange: setSizes,
  });
  const headers = table.getFlatHeaders();
  const isNarrow = narrow !== undefined && width > 0 && width < 620;
  const height = isNarrow ? narrow.height : rowHeight;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 12, scrollPaddingStart: 34 });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (lastShown >= rows.length - 20) onEndReached?.();
  }, [lastShown, rows.length, onEndReached]);

  const latest = useRef({ rows, columns, onOpen, onEdit, selection });
  useEffect(() => {
    latest.current = { rows, columns, onOpen, onEdit, selection };
  });
  const edit = useCallback((index: number, column: number): boolean => {
    const { rows: all, columns: shown, onEdit: begin } = latest.current;
    const row = all[index];
    const at = shown[column];
    if (!row || !at || !begin || !at.editable?.(row)) return false;
    begin(row, at.id);
    return true;
  }, []);
  const press = useCallback((index: number, column: number, event: MouseEvent) => {
    setActive({ row: index, column });
    const { rows: all, columns: shown, onOpen: open, selection: chosen } = latest.current;
    const row = all[index];
    if (!row) return;
    if (event.shiftKey && chosen) chosen.toggle(row.id, true);
    else if (!shown[column]?.editable?.(row)) open?.(row);
  }, []);
  const select = useCallback((row: { id: string }, range: boolean) => latest.current.selection?.toggle(row.id, range), []);

  const move = (to: CellPosition, extend: boolean) => {
    setActive(to);
    virtual.scrollToIndex(to.row);
    scroller.current?.querySelector(`#${CSS.escape(`${gridId}-${active.row}-${to.column}`)}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const row = rows[to.row];
    if (extend && row) selection?.toggle(row.id, true);
  };
  const activeRow = rows[active.row];
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
  const widths = Object.fromEntries(headers.map((header, at) => [`--w-${at}`, `${header.getSize()}px`]));
  const style: CSSProperties & Record<string, string> = isNarrow ? {} : { ...widths, minWidth: `${table.getTotalSize() + (selection ? 36 : 0)}px` };

  return (
    <div
      ref={ref}
      role="grid"
      aria-label={name}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length ? `${gridId}-${active.row}${isNarrow ? '' : `-${active.column}`}` : undefined}
      tabIndex={0}
      className={classes.grid}
      onKeyDown={onKeyDown}
    >
      <div className={classes.inner} style={style}>
        <GridHeader
          columns={columns}
          selection={selection}
          empty={rows.length === 0}
          narrow={isNarrow ? <div className={classes.head}>{name}</div> : undefined}
          cells={headers.map((header) => ({
            id: header.id,
            resizing: header.column.getIsResizing(),
            onResize: header.getResizeHandler(),
            onReset: () => header.column.resetSize(),
          }))}
        />
        <div className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
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
              )
            );
          })}
        </div>
        {footer && <div className={classes.footer}>{footer}</div>}
      </div>
    </div>
  );
}
