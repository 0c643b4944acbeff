import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo, type CSSProperties } from 'react';
import type { HeaderCell } from './grid-header.tsx';
import type { GridColumn } from './types.ts';
import { useColumnSizes } from './use-column-sizes.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });

/** The columns' widths, to drag and kept by the grid's name; as CSS variables, so that dragging draws no row again. */
export function useColumnTable<Row extends { id: string }>(name: string, rows: Row[], columns: readonly GridColumn<Row>[], extra: number) {
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
  const cells = headers.map((header): HeaderCell => ({
    id: header.id,
    resizing: header.column.getIsResizing(),
    onResize: header.getResizeHandler(),
    onReset: () => header.column.resetSize(),
  }));
  const widths = Object.fromEntries(headers.map((header, at) => [`--w-${at}`, `${header.getSize()}px`]));
  const style: CSSProperties & Record<string, string> = { ...widths, minWidth: `${table.getTotalSize() + extra}px` };
  return { cells, style };
}
