import { Text } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import { Places } from '../reviews/places.tsx';
import { ClaimBadge } from '../cells/claim-badge.tsx';
import { columnName, valueOf } from '../cells/values.ts';
import { asText } from '../ui/format.ts';
import type { GridColumn } from '../ui/data-grid/types.ts';
import { numberOf } from '../app/ids.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { CellEditor } from './cell-editor.tsx';
import { ColumnHeader } from './column-header.tsx';
import type { GridRow } from './grid-documents.ts';
import type { CellEdits } from './use-cell-edits.ts';

const widths: Record<Column['type'], number> = { TEXT: 200, LABEL: 136, NUMBER: 96, BOOLEAN: 84, JSON: 200 };

/** Wide columns for long texts, narrow ones for short: by the first rows, since a type says nothing about that. */
export function textWidths(columns: readonly Column[], rows: readonly GridRow[]): Record<string, number> {
  const sample = rows.slice(0, 30);
  return Object.fromEntries(
    columns
      .filter((column) => column.type === 'TEXT' && column.role !== 'ANNOTATION' && sample.length > 0)
      .map((column) => {
        const longest = Math.max(columnName(column).length + 4, ...sample.map((row) => asText(valueOf(row.values, column.key)).length));
        return [column.key, Math.round(Math.min(320, Math.max(90, longest * 7 + 24)))];
      }),
  );
}

interface Options {
  canEdit: boolean;
  canForce: boolean;
  edits: CellEdits;
  /** Widths by key, where they are known better than by type. */
  known: Record<string, number>;
}

/** One grid column for each of the dataset's, between the row's number and who works on it. */
export function gridColumns(columns: readonly Column[], { canEdit, canForce, edits, known }: Options): GridColumn<GridRow>[] {
  const ofDataset = columns.map((column): GridColumn<GridRow> => {
    const isEditable = canEdit && column.role === 'ANNOTATION' && !column.system;
    return {
      id: column.key,
      header: <ColumnHeader column={column} />,
      title: column.description || columnName(column),
      width: known[column.key] ?? widths[column.type],
      minWidth: 72,
      align: column.type === 'NUMBER' ? 'end' : undefined,
      grow: (known[column.key] ?? 0) > 250,
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
      cell: (row) => {
        if (row.reviewsRequired > 1 && row.status === 'EMPTY') return <Places row={row} />;
        return row.claim ? <ClaimBadge claim={row.claim} /> : row.filledBy && <span>{row.filledBy.name}</span>;
      },
    },
    { id: ':changed', header: 'Changed', width: 92, cell: ({ updatedAt }) => <TimeAgo at={updatedAt} /> },
  ];
}
