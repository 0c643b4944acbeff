import { Button, Group, Stack, Text } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import { valueOf } from '../cells/values.ts';
import type { GridRow } from './grid-documents.ts';
import type { EditRefusal } from './use-cell-edits.ts';

interface Props {
  column: Column;
  refusal: EditRefusal;
  /** What was typed; a label is chosen again instead. */
  mine?: string;
  canForce: boolean;
  saving: boolean;
  onClose: () => void;
  onRetry: (against: GridRow, force: boolean) => void;
}

/** An edit that was refused: why, what the cell is now, and what can be done. */
export function EditRefused({ column, refusal, mine, canForce, saving, onClose, onRetry }: Props) {
  const { kind, message, row } = refusal;
  const canRetry = row && mine !== undefined && (kind === 'changed' || (kind === 'held' && canForce));
  return (
    <Stack gap={8} p={4} role="alert">
      <Text size="sm" fw={550}>
        {message}
      </Text>
      {row && (
        <div>
          <Text size="xs" c="dimmed">
            It is now
          </Text>
          <CellView column={column} value={valueOf(row.values, column.key)} />
        </div>
      )}
      {mine !== undefined && (
        <div>
          <Text size="xs" c="dimmed">
            You typed
          </Text>
          <Text size="sm" lineClamp={4}>
            {mine || 'nothing'}
          </Text>
        </div>
      )}
      <Group gap={6} justify="flex-end">
        {canRetry && (
          <Button
            size="compact-xs"
            variant="light"
            color={kind === 'held' ? 'red' : undefined}
            loading={saving}
            onClick={() => onRetry(row, kind === 'held')}
          >
            {kind === 'held' ? 'End the claim and save' : 'Save mine over it'}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={onClose} data-autofocus>
          Keep it as it is
        </Button>
      </Group>
    </Stack>
  );
}
