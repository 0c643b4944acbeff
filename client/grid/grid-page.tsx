import { Button } from '@mantine/core';
import { IconPencil, IconTable } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useDataset, useReloadDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import type { RowSearch } from '../filter/row-filter.ts';
import { allOf } from '../filter/row-filter.ts';
import { useLiveRows } from '../live/use-live-rows.ts';
import { isAtLeast } from '../session/roles.ts';
import { DataGrid } from '../ui/data-grid/data-grid.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { SelectionBar } from '../ui/selection-bar.tsx';
import { useSelection } from '../ui/use-selection.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { gridColumns, textWidths } from './grid-columns.tsx';
import { Grid_changes, Grid_query, type GridRow } from './grid-documents.ts';
import { GridToolbar } from './grid-toolbar.tsx';
import { NoRows } from './no-rows.tsx';
import { RemoveRows } from './remove-rows.tsx';
import { RowCard } from './row-card.tsx';
import { RowPanel } from './row-panel.tsx';
import { useCellEdits } from './use-cell-edits.ts';
import classes from './grid-page.module.css';

const none: Record<string, number> = {};

/** All rows and columns of a dataset, live: filter, read, edit, in and out as files. */
export function GridPage() {
  const { viewerRole } = useProject();
  const dataset = useDataset();
  const search = useSearch({ from: '/signed-in/p/$project/d/$dataset/grid' });
  const navigate = useNavigate({ from: '/p/$project/d/$dataset/grid' });
  const filter = useMemo(() => allOf([search.filter, search.slice ? { slice: search.slice } : undefined]), [search.filter, search.slice]);
  const list = useLiveRows({
    datasetId: dataset.id,
    filter,
    order: search.order,
    page: Grid_query,
    changes: Grid_changes,
    onColumnsChanged: useReloadDataset(),
  });
  const edits = useCellEdits(list.put);
  const canEdit = isAtLeast(viewerRole, 'REVIEWER');
  const canForce = isAtLeast(viewerRole, 'ADMIN');
  const [measured, setMeasured] = useState<{ of: typeof dataset.columns; known: Record<string, number> }>();
  // Once for these columns, as soon as there are rows: widths that moved with every change would be worse than wrong ones.
  if (list.rows.length > 0 && measured?.of !== dataset.columns)
    setMeasured({ of: dataset.columns, known: textWidths(dataset.columns, list.rows) });
  const known = measured?.known ?? none;
  const columns = useMemo(
    () => gridColumns(dataset.columns, { canEdit, canForce, edits, known }),
    [dataset.columns, canEdit, canForce, edits, known],
  );
  const order = useMemo(() => list.rows.map((row) => row.id), [list.rows]);
  const selection = useSelection(order, JSON.stringify(filter ?? null));
  const [bulk, setBulk] = useState(false);

  const setSearch = (next: RowSearch) => void navigate({ search: next, replace: true });
  const openRow = (row: { id: string } | null) => setSearch({ ...search, row: row?.id });
  const selected = selection.all ? (list.total ?? { value: 0, exact: false }) : { value: selection.ids.size, exact: true };
  const narrow = useMemo(
    () => ({ height: 92, render: (row: GridRow) => <RowCard row={row} columns={dataset.columns} /> }),
    [dataset.columns],
  );
  const isReady = list.phase === 'ready' || list.phase === 'more';

  return (
    <div className={classes.page}>
      <GridToolbar search={search} filter={filter} total={list.total} onChange={setSearch} onChanged={list.reload} />
      <div className={classes.split}>
        <div className={classes.list}>
          {list.phase === 'loading' && (
            <div className={classes.loading}>
              <LoadingTable rows={16} />
            </div>
          )}
          {list.phase === 'failed' && list.rows.length === 0 && <ErrorState message={list.problem ?? ''} retry={list.reload} />}
          {isReady && list.rows.length === 0 && (
            <NoRows
              filtered={filter !== undefined}
              onClear={() => setSearch({ order: search.order })}
              icon={<IconTable size={22} stroke={1.6} />}
            />
          )}
          {list.rows.length > 0 && (
            <DataGrid
              name="Rows"
              rows={list.rows}
              columns={columns}
              narrow={narrow}
              selection={canEdit ? selection : undefined}
              currentId={search.row}
              onOpen={openRow}
              onEdit={edits.begin}
              onEndReached={list.more}
              footer={list.problem ?? (list.hasMore ? 'Loading more…' : 'That is all of them.')}
            />
          )}
          <SelectionBar selected={selected} total={list.total} onSelectAll={selection.selectAll} onClear={selection.clear}>
            <Button leftSection={<IconPencil size={15} />} onClick={() => setBulk(true)}>
              Edit
            </Button>
            {canForce && !selection.all && <RemoveRows datasetId={dataset.id} rowIds={[...selection.ids]} onRemoved={selection.clear} />}
          </SelectionBar>
        </div>
        {search.row && <RowPanel id={search.row} onClose={() => openRow(null)} />}
      </div>
      {bulk && (
        <BulkEdit
          target={selection.all ? { filter: filter ?? {} } : { rowIds: [...selection.ids] }}
          count={selected}
          onClose={() => setBulk(false)}
          onDone={() => {
            setBulk(false);
            selection.clear();
          }}
        />
      )}
    </div>
  );
}
