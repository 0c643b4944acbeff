import { Group, Skeleton, Stack } from '@mantine/core';
import { LoadingTable } from './loading-table.tsx';

/** A page that is on its way. */
export function PageSkeleton() {
  return (
    <Stack p="md" gap="md" role="status" aria-label="Loading">
      <Group justify="space-between">
        <Skeleton h={22} w={180} />
        <Skeleton h={28} w={110} />
      </Group>
      <LoadingTable rows={10} />
    </Stack>
  );
}
