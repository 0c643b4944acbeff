import { Group, Text } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { CellView } from '../cells/cell-view.tsx';
import { Places } from '../reviews/places.tsx';
import { ClaimBadge } from '../cells/claim-badge.tsx';
import { valueOf } from '../cells/values.ts';
import { asText } from '../ui/format.ts';
import type { GridRow } from './grid-documents.ts';

/** A row on a phone: what went in, what came out, its labels. */
export function RowCard({ row, columns }: { row: GridRow; columns: readonly Column[] }) {
  const first = (role: Column['role']) => columns.find((column) => column.role === role && column.type !== 'LABEL');
  const text = (column: Column | undefined) => (column ? asText(valueOf(row.values, column.key)).slice(0, 200) : '');
  const labels = columns.filter((column) => column.type === 'LABEL' && valueOf(row.values, column.key) !== null);
  return (
    <>
      <Text size="sm" truncate>
        <Text span size="xs" c="dimmed" mr={6}>
          {numberOf(row.id)}
        </Text>
        {text(first('INPUT'))}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {text(first('OUTPUT'))}
      </Text>
      <Group gap={4} mt={6} wrap="nowrap" style={{ overflow: 'hidden' }}>
        {labels.map((column) => (
          <CellView key={column.id} column={column} value={valueOf(row.values, column.key)} />
        ))}
        {row.reviewsRequired > 1 && row.status === 'EMPTY' ? <Places row={row} /> : row.claim && <ClaimBadge claim={row.claim} />}
      </Group>
    </>
  );
}
