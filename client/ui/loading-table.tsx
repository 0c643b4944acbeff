import { Group, Skeleton, Stack } from '@mantine/core';

const widths = ['62%', '48%', '71%', '55%', '66%', '42%', '58%'];

/** A table that is on its way: as many lines as will likely come. */
export function LoadingTable({ rows = 8 }: { rows?: number }) {
  return (
    <Stack gap={0} aria-hidden>
      {Array.from({ length: rows }, (_, at) => (
        <Group key={at} h={36} gap="lg" wrap="nowrap" style={{ borderBottom: '1px solid var(--docket-line)' }}>
          <Skeleton h={10} w={72} radius="xl" style={{ flex: 'none' }} />
          <Skeleton h={10} w={widths[at % widths.length]} radius="xl" />
          <Skeleton h={10} w={54} radius="xl" style={{ flex: 'none' }} visibleFrom="sm" />
        </Group>
      ))}
    </Stack>
  );
}
