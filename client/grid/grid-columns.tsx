import { Text } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import { ClaimBadge } from '../cells/claim-badge.tsx';
import { columnName, valueOf } from '../cells/values.ts';
import type { GridColumn } from '../ui/data-grid/types.ts';
import { numberOf } from '../app/ids.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { CellEditor } from './cell-editor.tsx';
import { ColumnHeader } from './column-header.tsx';
import type { GridRow } from './grid-documents.ts';
import type { CellEdits } from './use-cell-edits.ts';

const widths: Record<Column['type'], number> = { TEXT: 240, LABEL: 132, NUMBER: 96, BOOLEAN: 84, JSON: 200 };

interface Options {
  canEdit: boolean;
  canForce: boolean;
  edits: CellEdits;
}

/** One grid column for each of the dataset's, between the row's number and who works on it. */
export function gridColumns(columns: readonly Column[], { canEdit, canForce, edits }: Options): GridColumn<GridRow>[] {
  const ofDataset = columns.map((column): GridColumn<GridRow> => {
    const isEditable = canEdit && column.role === 'ANNOTATION' && !column.system;
    return {
      id: column.key,
      header: <ColumnHeader column={column} />,
      title: column.description || columnName(column),
      width: widths[column.type],
      minWidth: 72,
      align: column.type === 'NUMBER' ? 'end' : undefined,
      grow: column.type === 'TEXT' && column.role !== 'ANNOTATION',
      editable: isEditable ? () => true : undefined,
      cell: (row) =>
        isEditable && edits.editing?.rowId === row.id && edits.editing.key === column.key ? (
          <CellEditor row={row} column={column} edits={edits} canForce={canForce} />
        ) : (
          <CellView column={column} value={valueOf(row.values, column.key)} />
        ),
    };
  });
  return [
    {
      id: ':row',
      header: '#',
      title: 'Row',
      width: 64,
      cell: (row) => (
        <Text span size="xs" c="dimmed">
          {numberOf(row.id)}
        </Text>
      ),
    },
    ...ofDataset,
    {
      id: ':work',
      header: 'Reviewer',
      width: 156,
      cell: ({ claim, filledBy }) => (claim ? <ClaimBadge claim={claim} /> : filledBy && <span>{filledBy.name}</span>),
    },
    { id: ':changed', header: 'Changed', width: 92, cell: ({ updatedAt }) => <TimeAgo at={updatedAt} /> },
  ];
}
