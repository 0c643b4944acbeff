import { Text } from '@mantine/core';
import type { RowFilter } from '../filter/row-filter.ts';
import { useWaiting } from './sizes-line.tsx';

/** How many rows a filter that is being built would have in the queue. */
export function WaitingText({ datasetId, filter }: { datasetId: string; filter: RowFilter | undefined }) {
  const waiting = useWaiting(datasetId, filter);
  return (
    <Text size="sm" c="dimmed" role="status">
      {waiting && `${waiting.value.toLocaleString()}${waiting.exact ? '' : '+'} in the queue`}
    </Text>
  );
}
