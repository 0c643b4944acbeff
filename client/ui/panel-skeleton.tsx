import { Skeleton, Stack } from '@mantine/core';

/** The inside of a panel that is on its way. */
export function PanelSkeleton() {
  return (
    <Stack p="md" gap="lg" role="status" aria-label="Loading">
      <Skeleton h={70} />
      <Skeleton h={120} />
      <Skeleton h={180} />
    </Stack>
  );
}
